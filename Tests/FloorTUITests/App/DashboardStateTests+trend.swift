import Basis
import Records
import Testing
import Widgets

@testable import FloorTUI

extension DashboardStateTests {
    @Test(":trend takes a value of the machine that is looked at, a machine, or both; what it does not know it says")
    func trendCommand() throws {
        let driver = DashboardDriver()
        var tags = ["oil", "die"].map { MachineDocument.Tag(id: $0) }
        for index in tags.indices { tags[index].value = .number(1) }
        let document = MachineDocument(
            row: driver.state.picture.rows[0], tags: tags, counts: [], alarms: [], intervals: [])
        driver.state.picture.apply(document, TestPlant.head)
        func open(_ text: String) -> TrendScreen? {
            driver.type(":trend \(text)")
            driver.press(.enter)
            _ = driver.lines()
            return driver.state.pages.last as? TrendScreen
        }
        let both = try #require(open("a1 die"))
        #expect(both.machine == "A1" && both.tag == "die" && driver.state.machine?.machine == "A1")
        driver.press(.escape)
        #expect(open("oil")?.tag == "oil")
        driver.press(.escape, .escape)
        #expect(open("A1")?.tag == "oil", "of a machine alone its first value")
        driver.press(.escape, .escape)
        #expect(open("oil") == nil && driver.state.message?.contains("oil") == true)
        #expect(open("A1 water") == nil && driver.state.message?.contains("water") == true)
        #expect(driver.state.candidates("trend A1 ").contains("trend A1 die"))
        #expect(driver.state.candidates("trend A").contains("trend A2"))
    }
}
