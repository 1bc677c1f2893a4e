import DemoPlant
import Foundation
import Glibc
import Records
import TestSupport
import Testing

/// F18: messages that nobody can read.
@Suite("Poison messages")
struct PoisonTests {
    private let topics = FaultHall.topics

    @Test(
        "F18: ten thousand broken messages on every topic end nothing, are kept with their reason, and the next is read"
    )
    func mutated() throws {
        let hall = try FaultHall()
        let screen = try hall.dashboard()
        hall.begin(screen)
        let marks = try [hall.hub.process.processID, screen.processID].map { try ProcessMark($0) }
        var random = SplitMix(state: 18)
        let documents = hall.reader.documents.filter { $0.key != topics.hub }
        let beat = try #require(hall.reader.documents[topics.hub])
        for round in 0..<2400 {
            hall.reader.publish("p/M1/mode", bytes: Self.broken(Self.reading, &random))
            hall.reader.publish("p/M2/alarm/a\(round)", bytes: Self.broken(Self.alarm, &random))
            for (topic, payload) in documents where round % 20 == 0 {
                // Cut short it is never a document; changed within, it could be one that says something else.
                hall.reader.publish(topic, bytes: Array(payload.prefix(random.below(payload.count))) + [0xFF])
            }
            hall.reader.publish(topics.hub, bytes: Array(beat.prefix(random.below(beat.count))) + [0xFF])
            hall.reader.publish(topics.ask("poison"), bytes: Self.broken(Self.ask, &random))
        }
        #expect(eventually(within: .seconds(60)) { hall.reader.isAllSent })
        #expect(hall.hub.process.exitIfEnded() == nil && screen.exitIfEnded() == nil, "\(hall.hub.said)")
        // Kept with the reason, and no more than there is room for.
        #expect(try hall.shows("rejected") { $0.contains("\"reason\"") }, "\(hall.hub.said)")
        let kept = try hall.rows("quarantine")
        #expect(!kept.isEmpty && kept.count <= 10_000 && kept.allSatisfy { "\($0["reason"] ?? "")" != "" })
        #expect(hall.reader.say("M1", "run", until: "producing"), "\(hall.hub.said)")
        hall.reader.forget()
        hall.reader.ask(.documents)
        let all = [topics.model(.machines), topics.line("a")]
        #expect(hall.reader.wait { all.allSatisfy { hall.reader.documents[$0] != nil } })
        #expect(hall.reader.say("M1", "halt", until: "stopped"), "\(hall.hub.said)")
        hall.expectEqual(screen)
        for mark in marks { try mark.expectBounded(within: 64 << 20) }
        screen.expectLeaves()
    }

    @Test("F18: poison that the broker keeps meets each new start, and stops none", arguments: poison)
    func retained(_ payload: Poison) throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let reader = try DocumentReader(broker.address)
        for topic in [
            "p/M1/mode", "p/M1/alarm/a", topics.hub, topics.line("a"), topics.model(.machines), topics.machine("M1"),
        ] {
            reader.publish(topic, bytes: payload.bytes, retain: true)
        }
        #expect(eventually { reader.isAllSent })
        // A dashboard that meets the poison before any hub.
        let screen = try PtyProgram.dashboard(broker: broker.address, size: ScreenSize(120, 40))
        #expect(screen.waitForFrame() && screen.exitIfEnded() == nil)
        for _ in 0..<2 {
            let hub = try HubProgram(broker.address, folder)
            #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
            #expect(
                screen.wait { $0.contains("● live") && $0.floorRow("M1")?.contains("producing") == true },
                "\(screen.screen)")
            hub.process.terminate()
        }
        screen.expectLeaves()
    }

    struct Poison: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
    }

    static let poison = [
        Poison(testDescription: "no UTF-8", bytes: [0xFF, 0xFE, 0x00, 0xC3]),
        Poison(testDescription: "of another kind", bytes: Array(#"{"v":"one","t":[],"hub":7,"online":{}}"#.utf8)),
        Poison(testDescription: "deep", bytes: [UInt8](repeating: UInt8(ascii: "["), count: 100_000)),
        Poison(testDescription: "long", bytes: [UInt8](repeating: UInt8(ascii: " "), count: 1_000_000)),
    ]

    private static let reading = Array(#"{"t": 1795540295000, "v": "run", "more": [1, 2.5e3, null, true]}"#.utf8)
    private static let alarm = Array(#"{"t": 1795540295000, "l": "F", "c": "7", "x": "Door open"}"#.utf8)
    private static let ask = Array(#"{"v":1,"ask":"rows","what":"tags","machine":"M1"}"#.utf8)

    /// Another each time: bytes changed, cut, doubled, or something else in its place.
    static func broken(_ bytes: [UInt8], _ random: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        switch random.below(6) {
        case 0: bytes.removeLast(random.below(bytes.count))
        case 1: for _ in 0...random.below(4) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
        case 2: bytes.insert(contentsOf: bytes, at: random.below(bytes.count))
        case 3: bytes = Array(#"{"t": 1e400, "v": -\#(String(repeating: "9", count: random.below(2000)))}"#.utf8)
        case 4: bytes = bytes.flatMap { [$0, 0] }
        default: bytes = (0..<random.below(400)).map { _ in UInt8(random.below(256)) }
        }
        return bytes
    }
}

extension FaultHall {
    /// The rows of `show WHAT` of the running hub.
    func rows(_ what: String) throws -> [[String: Any]] {
        let arguments = ["show", what, "--broker", broker.address, "--site", "test", "--json"]
        let text = try Program.run(arguments).text
        return try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] ?? []
    }
}
