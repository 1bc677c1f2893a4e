import Basis
import DemoPlant
import Foundation
import Hub
import Records
import Shopfloor
import Store
import Telemetry
import TestSupport
import Testing

@testable import FloorTUI

/// Eight simulated hours of the demo plant, seed 7, through the hub's core, as a dashboard gets them. Simulated once for all
/// tests: it takes longer than what they look at.
struct DemoHall: Sendable {
    private static let made = Result { try DemoHall() }

    private let head: DocumentHead
    private let model: ModelDocument
    private let calendar: CalendarDocument
    private let machines: [MachineDocument]
    /// Without figures of a shift, and with them.
    private let (lines, linesOfShift): ([LineDocument], [LineDocument])

    /// A dashboard that shows it, and the time; with its calendar, or before that has come.
    static func dashboard(hasShifts: Bool = false) throws -> (DashboardState, Instant) {
        let hall = try made.get()
        var state = DashboardState(language: .en)
        state.link = .live
        state.outbox.status = .ready
        state.clock = { hall.head.at }
        state.picture.apply(hall.model, hall.head)
        if hasShifts { state.picture.apply(hall.calendar, hall.head) }
        for line in hasShifts ? hall.linesOfShift : hall.lines { state.picture.apply(line, hall.head) }
        for machine in hall.machines { state.picture.apply(machine, hall.head) }
        return (state, hall.head.at)
    }

    private init() throws {
        let path = ProjectFolder.root.appendingPathComponent("examples/die-casting-plant.toml").path
        let start = Instant(milliseconds: 1_767_225_600_000)
        let end = start + .seconds(8 * 3600)
        var core = HubCore(model: try PlantFile.load(path: path), stored: StoredState(), version: "test", now: start)
        var plant = PlantSimulation(seed: 7, start: start)
        while plant.nextEvent <= end {
            for message in plant.advance(to: plant.nextEvent) {
                let topic = Array(message.topic.utf8)
                let payload = message.payload
                unsafe core.observe(
                    topic: topic.span.bytes, payload: payload.span.bytes, at: message.at, isRetained: false)
            }
        }
        core.advance(to: end)
        head = DocumentHead(epoch: 1, number: 1, seq: core.seq, at: end)
        (model, calendar) = (core.modelDocument, core.calendarDocument)
        let plan = core.model.plant
        lines = plan.lines.map { core.lineDocument($0.id) }
        var documents: [MachineDocument] = []
        for machine in plan.machines.indices { documents.append(try Self.sent(core.machineDocument(machine), head)) }
        machines = documents
        for line in plan.lines { core.refreshFigures(of: line.id) }
        linesOfShift = plan.lines.map { core.lineDocument($0.id) }
    }

    /// What is written of it has fewer digits.
    private static func sent(_ document: MachineDocument, _ head: DocumentHead) throws -> MachineDocument {
        var json = JSONWriter()
        document.write(to: &json, head: head)
        return try #require(MachineDocument(try JSONTape().read(json.bytes)))
    }
}
