import Basis
import Testing
import Widgets

@testable import FloorTUI

@Suite("The machines as tiles")
struct FloorTilesTests {
    @Test("v shows all machines as tiles below their lines, with mark, state and since when, and v the rows again")
    func toggles() {
        let driver = DashboardDriver()
        let rows = driver.lines()
        driver.press(.character("v"))
        let lines = driver.lines()
        #expect(lines[3].hasPrefix(" Line A") && lines[6].hasPrefix(" Line B"))
        for (number, words) in [
            (4, ["  A1", "▲ A2", "? A3"]), (5, ["producing 0:05", "stopped 0:03", "no data 1:30"]),
        ] {
            for word in words { #expect(lines[number].contains(word), "\(lines[number])") }
        }
        #expect(driver.lines(Size(120, 40))[39].contains("v tiles"))
        driver.press(.character("v"))
        #expect(driver.lines() == rows)
    }

    @Test(
        "what is selected stays, arrows go among the tiles and Enter opens one; filter and lower pane are as among rows"
    )
    func keys() {
        let driver = DashboardDriver()
        driver.press(.down, .character("v"))
        _ = driver.lines()
        #expect(driver.press(.right, .enter) == [.watch("A3")])
        driver.press(.escape)
        _ = driver.lines()
        #expect(driver.press(.down, .enter) == [.watch("B2")])
        driver.press(.escape, .character("v"))
        #expect(driver.press(.enter) == [.watch("B2")])
        driver.press(.escape, .character("v"), .character("/"))
        driver.type("b1")
        #expect(driver.lines().contains { $0.contains("▲ B1") } && !driver.lines().contains { $0.contains("A2") })
        driver.press(.enter, .escape, .tab, .down)
        #expect(driver.press(.enter) == [.watch("A2")])
    }

    @Test("v before the first frame, and on an empty Floor, is no matter")
    func early() {
        let driver = DashboardDriver()
        driver.press(.character("v"), .down)
        #expect(driver.lines().count == 24)
        driver.state = DashboardState(language: .zh)
        driver.press(.character("v"), .right, .enter)
        #expect(!driver.lines().isEmpty)
    }

    @Test("among rows the arrows to the side say that they do nothing here")
    func besideRows() {
        let driver = DashboardDriver()
        driver.press(.right)
        #expect(driver.state.message?.contains(driver.state.phrases[.noSuchKey]) == true)
    }
}
