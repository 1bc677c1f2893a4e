import Basis
import DemoPlant
import Records
import Shopfloor
import Store
import Telemetry
import Testing

@testable import Hub

struct PlantExampleTests {
    @Test("each example is read, has names in both languages, and is one file", arguments: PlantExamples.names)
    func load(_ name: String) throws {
        let model = try PlantExamples.load(name)
        #expect(model.text == (try PlantExamples.text(name)))
        #expect(model.plant.machines.allSatisfy { $0.name.zh != nil })
        #expect(model.plant.lines.allSatisfy { $0.name.zh != nil })
        #expect(model.tags.allSatisfy { $0.name == nil || $0.name?.zh != nil })
        #expect(try PlantFile.read(text: Array(model.text.utf8), file: name).digest == model.digest)
    }

    @Test("the demo's plant names every value that the simulated hall sends as the hall does")
    func demoNames() throws {
        let model = try PlantExamples.load("die-casting-plant")
        #expect(model.plant.machines.map(\.id) == DemoHall.cells.map(\.id))
        #expect(model.plant.machines.map(\.name.zh) == DemoHall.cells.map(\.name.zh))
        #expect(model.plant.machines.map(\.line) == DemoHall.cells.map { DemoHall.lines[$0.line].id })
        #expect(model.plant.lines.map(\.name.en) == DemoHall.lines.map(\.name.en))
        for (machine, cell) in zip(model.plant.machines, DemoHall.cells) {
            #expect(machine.idealCycle?.inSeconds == cell.dies.map(\.idealCycleSeconds).min(), "\(cell.id)")
        }
        for value in DemoHall.shotValues + DemoHall.slowValues {
            let shown = model.presentation(machine: "DC-01", tag: value.id)
            #expect(shown.name == LocalizedText(value.name.en, zh: value.name.zh), "\(value.id)")
            #expect(shown.unit == value.unit && shown.decimals == value.decimals, "\(value.id)")
            #expect(shown.low == value.limits.lowerBound && shown.high == value.limits.upperBound, "\(value.id)")
            let policy = model.policy(machine: "DC-01", tag: value.id)
            #expect(policy.minimum == value.range.lowerBound && policy.maximum == value.range.upperBound, "\(value.id)")
            #expect(policy.sentinels == [Double(DemoHall.sentinel)] && policy.isNumber, "\(value.id)")
        }
        for bit in CellBits.all {
            let shown = model.presentation(machine: "DC-01", tag: bit.id)
            #expect(shown.name == LocalizedText(bit.name.en, zh: bit.name.zh), "\(bit.id)")
        }
        for tag in ["shots", "ok_shots"] {
            let counter = model.policy(machine: "DC-01", tag: tag).counter
            #expect(counter == CounterPolicy(owner: "die", rollsOverAt: Double(DemoHall.counterModulus)))
        }
    }

    @Test("counters of the simulated hall that are set back twice are two resets, and no shot is lost or counted twice")
    func demoReset() throws {
        let model = try PlantExamples.load("die-casting-plant")
        var core = HubCore(model: model, stored: StoredState(), version: "test", now: nil)
        let start = Instant(milliseconds: 1_764_000_000_000)
        var plant = PlantSimulation(seed: 7, start: start)
        for minutes in [20, 40] {
            plant.strike(PlantFault(.counterReset, cell: 1, after: .seconds(minutes * 60)), at: start)
        }
        let sound = plant.advance(to: start + .seconds(3600)).filter { $0.fault == nil }
        for message in sound {
            core.observe(message.topic, message.payload, at: message.at, isRetained: message.retain)
        }
        for (number, cell) in DemoHall.cells.enumerated() {
            let shots = sound.count { $0.topic == "diecasting/\(cell.id)/shot" }
            let counts = core.machines[number].counts.values.map(\.count)
            #expect(counts.map(\.shots).reduce(0, +) == Int64(shots), "\(cell.id)")
            #expect(counts.map(\.resets).reduce(0, +) == (number == 1 ? 2 : 0), "\(cell.id)")
        }
    }

    @Test("four hours of the simulated hall: its states come up, sound values are not flagged, faults are")
    func demoRun() throws {
        let model = try PlantExamples.load("die-casting-plant")
        var core = HubCore(model: model, stored: StoredState(), version: "test", now: nil)
        let start = Instant(milliseconds: 1_764_000_000_000)
        var plant = PlantSimulation(seed: 7, start: start)
        let messages = plant.advance(to: start + .seconds(4 * 3600))
        var seen: Set<Condition> = []
        for message in messages {
            core.observe(
                topic: Array(message.topic.utf8).span.bytes, payload: message.payload.span.bytes, at: message.at,
                isRetained: message.retain)
            for entry in core.takePending().entries {
                if case .state(let change) = entry.event { seen.insert(change.condition) }
            }
        }
        let states = Set(seen.map(\.state))
        #expect(states.isSuperset(of: [.producing, .setUp, .waiting, .idle, .stopped, .noData]))
        #expect(Set(seen.compactMap(\.why)) == [.never, .silent])
        let tracks = core.ingest.machines.flatMap(\.tracks)
        #expect(tracks.allSatisfy { model.presentation(machine: "DC-01", tag: $0.name).name != nil })
        func flagged(_ flag: ReadingFlags) -> Int64 {
            let index = ReadingFlags.all.firstIndex { $0.flag == flag } ?? 0
            return tracks.map { $0.statistics.flagged[index] }.reduce(0, +)
        }
        let faults = Dictionary(grouping: messages.compactMap(\.fault), by: \.self).mapValues { Int64($0.count) }
        #expect(flagged(.sentinel) == faults[.sentinel])
        #expect(flagged(.range) == faults[.jump])
        // A text in place of the time makes the message unreadable.
        #expect(flagged(.type) + (core.rejected[Rejection.Reason.noTime.rawValue] ?? 0) == faults[.textForNumber])
    }
}
