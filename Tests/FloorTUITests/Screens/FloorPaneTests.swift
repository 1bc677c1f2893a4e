import Basis
import Records
import Shopfloor
import Testing
import Widgets

@testable import FloorTUI

@Suite("The lower pane of the Floor")
struct FloorPaneTests {
    /// Twelve machines on three lines, more than the smallest screens have rows for.
    private static func driver(stopped: Set<Int>) -> DashboardDriver {
        let driver = DashboardDriver()
        let head = DocumentHead(epoch: 1, number: 2, seq: 2, at: TestPlant.now)
        let lines = ["L1", "L2", "L3"]
        var plant = TestPlant.plant
        plant.lines = lines.map { Plant.Line(id: $0, name: LocalizedText("\($0), gearbox housings"), area: nil) }
        plant.machines = (0..<12).map {
            Plant.Machine(id: "M\($0)", name: LocalizedText(""), line: lines[$0 / 4], idealCycle: nil)
        }
        driver.state.picture.apply(ModelDocument(plant: plant), head)
        for (number, line) in lines.enumerated() {
            let rows = (4 * number..<4 * number + 4).map {
                TestPlant.row("M\($0)", Condition(stopped.contains($0) ? .stopped : .producing))
            }
            var document = LineDocument(line: line, rows: rows)
            (document.oee, document.coverage) = (0.37, 1)
            driver.state.picture.apply(document, head)
        }
        return driver
    }

    @Test(
        "at 40×20 each of four machines that stand is in sight, wherever they are",
        arguments: [[0, 1, 2, 3], [8, 9, 10, 11], [0, 5, 10, 11], [11], [6, 11]])
    func inSight(_ stopped: [Int]) {
        let lines = Self.driver(stopped: Set(stopped)).lines(Size(40, 20))
        for machine in stopped {
            #expect(lines.contains { $0.contains("▲ M\(machine) ") }, "\(lines.joined(separator: "\n"))")
        }
        // A third of what is between the head and the last two lines, at most.
        let pane = lines.firstIndex { $0.contains("Needs someone") } ?? 0
        #expect(18 - pane <= 5)
    }

    @Test("a filter that leaves nothing among those that need someone takes the keys to the machines")
    func filterTakesFocus() {
        let driver = DashboardDriver()
        _ = driver.lines()
        driver.press(.tab)
        driver.type("/A1")
        driver.press(.enter)
        _ = driver.lines()
        #expect(driver.press(.enter) == [.watch("A1")])
    }

    @Test("where all machines are seen the pane gives way to them")
    func givesWay() {
        let lines = Self.driver(stopped: [0, 1, 2, 3]).lines(Size(80, 24))
        #expect((0..<12).allSatisfy { machine in lines.contains { $0.contains(" M\(machine) ") } })
    }

    @Test("a figure of a line is there whole, or not at all")
    func figures() {
        let driver = Self.driver(stopped: [])
        #expect(driver.lines(Size(80, 24)).contains { $0.hasSuffix("OEE 37 %   data 100 %") })
        let narrow = driver.lines(Size(40, 20)).first { $0.contains("L1, gearbox") }
        #expect(narrow?.hasSuffix("OEE 37 %") == true, "\(narrow ?? "")")
    }
}
