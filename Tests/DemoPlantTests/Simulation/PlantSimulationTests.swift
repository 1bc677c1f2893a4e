import Basis
import Foundation
import Testing

@testable import DemoPlant

@Suite("The messages of the simulated plant")
struct PlantSimulationTests {
    private static let start = Instant(milliseconds: 1_780_000_000_000)
    /// Two working shifts of messages, made once.
    private static let shifts = [11, 12].map { messages(seed: $0, hours: 8) }

    private static func messages(seed: UInt64, hours: Int) -> [PlantMessage] {
        var plant = PlantSimulation(seed: seed, start: start)
        return plant.advance(to: start + .seconds(3600 * hours))
    }

    private static func object(_ message: PlantMessage) -> [String: Any]? {
        (try? JSONSerialization.jsonObject(with: Data(message.payload))) as? [String: Any]
    }

    @Test("the same seed gives the same bytes, another seed others")
    func repeatable() {
        let first = Self.messages(seed: 3, hours: 1)
        #expect(first == Self.messages(seed: 3, hours: 1))
        #expect(first != Self.messages(seed: 4, hours: 1))
    }

    @Test("one step or many give the same messages")
    func steps() {
        let end = Self.start + .seconds(3600)
        var plant = PlantSimulation(seed: 3, start: Self.start)
        var collected: [PlantMessage] = []
        var now = Self.start
        var step = 0
        while now < end {
            step += 1
            now = min(end, step.isMultiple(of: 2) ? max(now, plant.nextEvent) : now + .milliseconds(737))
            collected += plant.advance(to: now)
        }
        #expect(collected == Self.messages(seed: 3, hours: 1))
        #expect(plant.advance(to: now).isEmpty)
    }

    @Test("messages come in the order of time, none before the start", arguments: shifts.indices)
    func order(shift: Int) {
        let messages = Self.shifts[shift]
        #expect(zip(messages, messages.dropFirst()).allSatisfy { $0.at <= $1.at })
        #expect(messages.allSatisfy { $0.at >= Self.start })
    }

    @Test("retained counters of all cells come first")
    func opening() {
        var plant = PlantSimulation(seed: 5, start: Self.start)
        #expect(plant.nextEvent == Self.start)
        #expect(plant.advance(to: Self.start - .milliseconds(1)).isEmpty)
        let first = plant.advance(to: Self.start).prefix(24)
        let expected = DemoHall.cells.flatMap { cell in
            ["shots", "ok"].map { "diecasting/\(cell.id)/counter/\($0)" }
        }
        #expect(first.map(\.topic) == expected)
        #expect(first.allSatisfy { $0.retain })
    }

    @Test("all twelve cells show their bits within ten seconds, soundly for three minutes")
    func firstMinutes() {
        var plant = PlantSimulation(seed: 6, start: Self.start)
        let opening = plant.advance(to: Self.start + .seconds(10))
        #expect(Set(opening.map(\.topic).filter { $0.hasSuffix("/bits") }).count == 12)
        #expect(plant.advance(to: Self.start + .seconds(179)).allSatisfy { $0.fault == nil })
    }

    @Test("every sound message is a JSON object with the members of its topic", arguments: shifts.indices)
    func sound(shift: Int) throws {
        let shot = Set(["ts", "shot_no", "die", "ok", "warm_up"] + DemoHall.shotValues.map(\.id))
        let bits = Set(["ts"] + CellBits.all.map(\.id))
        for message in Self.shifts[shift] where message.fault == nil {
            let object = try #require(Self.object(message), "\(message.topic)")
            let levels = message.topic.split(separator: "/")
            switch levels[2] {
            case "shot": #expect(Set(object.keys) == shot)
            case "bits": #expect(Set(object.keys) == bits)
            default: #expect(Set(object.keys) == ["ts", "v"])
            }
        }
    }

    @Test("messages are as often as the table says", arguments: shifts.indices)
    func rates(shift: Int) {
        let minutes = 480.0
        for (suffix, period) in [("/bits", 10.0), ("/value/oil_c", 15.0), ("/value/acc_bar", 10.0)] {
            let count = Self.shifts[shift].count { $0.topic.hasSuffix(suffix) }
            let expected = 12 * minutes * 60 / period
            #expect((0.85 * expected...1.15 * expected).contains(Double(count)), "\(suffix) \(count)")
        }
    }

    @Test("each fault of sensor, clock and link appears within eight hours, and a cell falls silent")
    func faults() {
        let all = Self.shifts.flatMap { $0 }
        let kinds = Set(all.compactMap(\.fault))
        #expect(kinds == Set(LinkFault.allCases))
        let bad = all.count { $0.fault.map(LinkFault.badBytes.contains) ?? false }
        #expect((60...130).contains(bad), "about one in ten minutes: \(bad)")
        #expect(Self.shifts.contains { shift in DemoHall.cells.contains { Self.longestGap(shift, $0.id) > 120 } })
    }

    @Test("a damaged message is what it says", arguments: shifts.indices)
    func damaged(shift: Int) throws {
        let messages = Self.shifts[shift]
        for (index, message) in messages.enumerated() {
            guard let fault = message.fault else { continue }
            let object = Self.object(message)
            let time = object?["ts"] as? Int64
            let numbers = object?.values.compactMap { $0 as? Double } ?? []
            switch fault {
            case .truncated: #expect(object == nil && !message.payload.isEmpty)
            case .invalidUTF8: #expect(String(validating: message.payload, as: UTF8.self) == nil)
            case .empty: #expect(message.payload.isEmpty)
            case .textForNumber: #expect(object?.values.contains { $0 as? String == "----" } == true)
            case .duplicateKey: #expect(!message.payload.isEmpty)
            case .sentinel: #expect(numbers.contains(65_535))
            case .jump: #expect(object != nil)
            case .futureTime: #expect(try #require(time) >= message.at.milliseconds + 3_600_000)
            case .repeated: #expect(messages[index - 1].payload == message.payload)
            }
        }
    }

    @Test("sound time stamps of live messages are the time of publishing", arguments: shifts.indices)
    func times(shift: Int) {
        for message in Self.shifts[shift].dropFirst(24) where message.fault == nil {
            #expect(Self.object(message)?["ts"] as? Int64 == message.at.milliseconds)
        }
    }

    private static func longestGap(_ messages: [PlantMessage], _ cell: String) -> Double {
        let times = messages.filter { $0.topic.hasPrefix("diecasting/\(cell)/") }.map(\.at)
        return zip(times, times.dropFirst()).map { ($1 - $0).inSeconds }.max() ?? 0
    }
}
