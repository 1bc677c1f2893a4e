import Basis
import Records
import Shopfloor
import Store
import Telemetry
import Testing
import Widgets

@testable import FloorTUI

/// A small plant in documents: two lines, five machines.
enum TestPlant {
    static let now = Instant(milliseconds: 1_767_225_600_000)
    static let head = DocumentHead(epoch: 1, number: 1, seq: 1, at: now)

    static var plant: Plant {
        let machines = ["A1", "A2", "A3", "B1", "B2"].map { id in
            Plant.Machine(
                id: id, name: LocalizedText("Press \(id)", zh: "压机\(id)"), line: String(id.prefix(1)), idealCycle: nil)
        }
        return Plant(
            site: Plant.Place(id: "s", name: LocalizedText("Works")), zone: "UTC", areas: [],
            lines: [
                Plant.Line(id: "A", name: LocalizedText("Line A"), area: nil),
                Plant.Line(id: "B", name: LocalizedText("Line B"), area: nil),
            ], machines: machines)
    }

    static func row(_ id: String, _ condition: Condition, minutes: Int64 = 5) -> LineDocument.Row {
        let since = now - .seconds(minutes * 60)
        var row = LineDocument.Row(machine: id, condition: condition, since: since)
        if condition.state.isStop {
            row.stop = StopNotice(id: StopID(machine: id, from: since), to: nil, state: condition.state)
        }
        return row
    }

    static func state() -> DashboardState {
        var state = DashboardState(language: .en)
        state.link = .live
        state.picture.apply(ModelDocument(plant: plant), head)
        state.picture.apply(
            LineDocument(
                line: "A",
                rows: [
                    row("A1", Condition(.producing)), row("A2", Condition(.stopped), minutes: 3),
                    row("A3", .noData(.silent), minutes: 90),
                ]), head)
        state.picture.apply(
            LineDocument(
                line: "B", rows: [row("B1", Condition(.stopped), minutes: 30), row("B2", Condition(.waiting))]), head)
        return state
    }
}

/// A dashboard without a terminal: keys in, lines out.
final class DashboardDriver {
    var state = TestPlant.state()

    @discardableResult
    func press(_ keys: Key...) -> [DashboardState.Effect] { keys.flatMap { state.handle($0, now: TestPlant.now) } }

    func type(_ text: String) {
        for character in text { _ = state.handle(.character(character), now: TestPlant.now) }
    }

    func lines(_ size: Size = Size(80, 24)) -> [String] { frame(size).grid.lines }

    func frame(_ size: Size) -> Frame {
        let frame = Frame(size)
        state.draw(in: frame, now: TestPlant.now)
        return frame
    }
}
