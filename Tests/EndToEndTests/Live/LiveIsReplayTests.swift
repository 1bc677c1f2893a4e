import DemoPlant
import Foundation
import Records
import TestSupport
import Testing

@Suite("A recording through a broker")
struct LiveIsReplayTests {
    @Test("gives what it gives when it is played into a store: intervals, alarms, counts, tags and quarantine")
    func equal() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let recording = folder.file("recording.jsonl")
        try Self.recording().write(toFile: recording, atomically: true, encoding: .utf8)
        let plant = folder.file("plant.toml")
        try HubProgram.plant(["M1", "M2"]).write(toFile: plant, atomically: true, encoding: .utf8)
        let replayed = folder.file("replayed")
        #expect(try Program.run(["replay", recording, "--plant", plant, "--store", replayed]).code == 0)

        let hub = try HubProgram(broker.address, folder, ["--clock", "follow"])
        let reader = try DocumentReader(broker.address)
        #expect(reader.wait { reader.text(DocumentReader.topics.hub, "online") == "true" }, "\(hub.said)")
        let played = try Program.run(["replay", recording, "--broker", broker.address, "--speed", "5000"])
        #expect(played.code == 0, "\(played.text)")
        #expect(reader.wait { ["0", "0.0"].contains(reader.text(DocumentReader.topics.hub, "speed")) })
        let kinds = ["intervals", "alarms", "counts", "tags", "quarantine", "rejected", "time"]
        // Its clock stands still: what was counted by then is in the answers all the same.
        let answers = try kinds.map { try Program.run(["show", $0, "--broker", broker.address, "--json"]) }
        hub.process.terminate()

        for (what, answer) in zip(kinds, answers) {
            let live = try Program.run(["show", what, "--store", folder.file("store"), "--json"])
            let stored = try Program.run(["show", what, "--store", replayed, "--json"])
            #expect(live.code == 0 && live.text.count > 3)
            #expect(live.text == stored.text, "\(what)")
            #expect(answer.text == stored.text, "\(what) of the running hub")
        }
    }

    @Test("ends with 69 where no broker is, in one sentence: which address, why, and what to do")
    func noBroker() throws {
        let folder = try TemporaryFolder()
        let recording = folder.file("recording.jsonl")
        try Self.recording().write(toFile: recording, atomically: true, encoding: .utf8)
        let port = try LoopbackPort.free()
        let run = try Program.run(["replay", recording, "--broker", "mqtt://127.0.0.1:\(port)"], within: .seconds(20))
        #expect(
            run == (
                69,
                "mqtt://127.0.0.1:\(port): the broker cannot be reached: Connection refused; is the broker running, and is "
                    + "127.0.0.1:\(port) its address?\n"
            ), "\(run)")
    }

    /// Six hours of two machines, with alarms, retained values and what cannot be read.
    private static func recording() -> String {
        var random = SplitMix(state: 7)
        var at: Int64 = 1_700_000_000_000
        return (0..<4000).map { index in
            at += Int64(random.below(10_000))
            let machine = "M\(1 + random.below(2))"
            let payload: String
            var topic = "p/\(machine)/mode"
            switch random.below(20) {
            case 0: payload = "{\"t\": broken"
            case 1:
                topic = "p/\(machine)/alarm/pump"
                payload = #"{"t": \#(at), "l": "\#(random.below(2) == 0 ? "F" : "N")", "c": "7", "x": "pressure low"}"#
            case 2...4:
                topic = "p/\(machine)/n"
                payload = #"{"t": \#(at), "v": \#(index / (1 + random.below(2)))}"#
            case 5...8:
                topic = "p/\(machine)/pressure"
                payload = #"{"t": \#(at - Int64(random.below(3000))), "v": \#(random.below(500))}"#
            default: payload = #"{"t": \#(at), "v": "\#(["run", "hold", "off"][random.below(3)])"}"#
            }
            let text = payload.replacingOccurrences(of: "\"", with: "\\\"")
            let isRetained = index < 4
            return #"{"at": \#(at), "topic": "\#(topic)", "qos": 0, "retain": \#(isRetained), "payload": "\#(text)"}"#
        }.joined(separator: "\n") + "\n"
    }
}
