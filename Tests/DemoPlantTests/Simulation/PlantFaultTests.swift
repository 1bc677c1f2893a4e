import Basis
import Testing

@testable import DemoPlant

@Suite("Faults of the simulated plant that are asked for")
struct PlantFaultTests {
    private static let start = HallRun.start
    private static let minute = Duration.seconds(60)

    /// All that a plant sends in ten minutes, with one fault of DC-02 from the third to the sixth.
    private func messages(_ kind: PlantFault.Kind?) -> [PlantMessage] {
        var simulation = PlantSimulation(seed: 4, start: Self.start)
        if let kind {
            simulation.strike(
                PlantFault(kind, cell: 1, after: Self.minute * 3, for: Self.minute * 3), at: Self.start)
        }
        return simulation.advance(to: Self.start + Self.minute * 10)
    }

    /// Those of DC-02 while the fault stands.
    private func struck(_ kind: PlantFault.Kind?, _ part: String = "") -> [PlantMessage] {
        messages(kind).filter {
            $0.topic.hasPrefix("diecasting/DC-02/" + part) && $0.at >= Self.start + Self.minute * 3
                && $0.at < Self.start + Self.minute * 6
        }
    }

    private func number(_ key: StaticString, of message: PlantMessage) throws -> Double? {
        let node = try JSONTape().read(message.payload)
        return node[key]?.asDouble
    }

    @Test("words say kind, cell, when and for how long, and come back as they are", arguments: PlantFault.Kind.allCases)
    func words(_ kind: PlantFault.Kind) throws {
        let cell = kind == .brokerKilled ? nil : 3
        let fault = PlantFault(kind, cell: cell, after: .seconds(90), for: .milliseconds(1500))
        #expect(try PlantFault(words: fault.words) == fault)
        #expect(try PlantFault(words: kind.rawValue) == PlantFault(kind))
    }

    @Test(
        "words that are no fault are refused with what is allowed",
        arguments: [
            ("", "begins with one of silence"), ("noise", "begins with one of silence"),
            ("silence DC-99", "a cell, DC-01 to DC-12"), ("silence after", "after TIME or for TIME"),
            ("silence DC-01 for ever", "after TIME or for TIME"), ("broker-killed DC-01", "comes after TIME"),
        ])
    func refused(_ words: String, _ why: String) {
        let error = #expect(throws: PlantFault.Unreadable.self) { try PlantFault(words: words) }
        #expect(error?.description.contains(why) == true, "\(error?.description ?? "")")
    }

    @Test("other cells send the same with and without a fault of one", arguments: [PlantFault.Kind.flapping, .burst])
    func others(_ kind: PlantFault.Kind) {
        let isOther: (PlantMessage) -> Bool = { !$0.topic.hasPrefix("diecasting/DC-02/") && $0.fault == nil }
        let sound = messages(nil).filter(isOther)
        #expect(sound.count > 500)
        #expect(messages(kind).filter(isOther).prefix(300).elementsEqual(sound.prefix(300)))
    }

    @Test("silence: nothing comes, and afterwards it goes on")
    func silence() {
        #expect(!struck(nil).isEmpty)
        #expect(struck(.silence).isEmpty)
        let after = messages(.silence).filter { $0.at >= Self.start + Self.minute * 6 }
        #expect(after.contains { $0.topic.hasPrefix("diecasting/DC-02/") })
    }

    @Test("flapping: automatic mode goes on and off each second")
    func flapping() throws {
        let bits = struck(.flapping, "bits")
        #expect(bits.count >= 170)
        let modes = try bits.compactMap { try JSONTape().read($0.payload)["auto"]?.asBool }
        let changes = zip(modes, modes.dropFirst()).count { $0 != $1 }
        #expect(changes >= 160)
    }

    @Test("burst: a hundred values a second, each with a time of its own")
    func burst() throws {
        let values = struck(.burst, "value/oil_c")
        #expect(values.count >= 17_900)
        let times = try values.compactMap { try number("ts", of: $0) }
        #expect(Set(times).count >= 17_900)
    }

    @Test("clock jump: times are an hour ahead while it stands")
    func clockJump() throws {
        let bits = struck(.clockJump, "bits")
        #expect(!bits.isEmpty)
        for message in bits {
            #expect(try number("ts", of: message) == Double((message.at + .seconds(3600)).milliseconds))
        }
    }

    @Test("bad bytes: each way of being unreadable has its turn")
    func badBytes() {
        let kinds = struck(.badBytes).compactMap(\.fault)
        #expect(kinds.count == struck(.badBytes).count)
        #expect(Set(kinds) == Set(LinkFault.badBytes))
    }

    @Test("counter reset: both counters are at 0 at once, and count on from there, as does the number of the shots")
    func counterReset() throws {
        let numbers = try struck(.counterReset, "shot").compactMap { try number("shot_no", of: $0) }
        #expect(numbers.count > 1 && numbers == (1...numbers.count).map(Double.init))
        let counters = struck(.counterReset, "counter/shots")
        let values = try counters.compactMap { try number("v", of: $0) }
        #expect(values.first == 0)
        #expect(values.allSatisfy { $0 <= 3 } && values == values.sorted())
    }

    @Test("stuck sensor: the die's temperature is the same in every message")
    func stuckSensor() throws {
        let slow = try struck(.stuckSensor, "value/die_f1_c").compactMap { try number("v", of: $0) }
        let shots = try struck(.stuckSensor, "shot").compactMap { try number("die_f1_c", of: $0) }
        #expect(slow.count > 10)
        #expect(Set(slow + shots).count == 1)
        #expect(Set(try struck(nil, "value/die_f1_c").compactMap { try number("v", of: $0) }).count > 3)
    }
}
