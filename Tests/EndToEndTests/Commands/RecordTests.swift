import Basis
import DemoPlant
import Foundation
import Records
import Telemetry
import TestSupport
import Testing

@Suite("A broker that is recorded", .serialized)
struct RecordTests {
    /// The shipped recorder, which has begun: its file is there.
    private func record(_ broker: String, _ out: String, _ more: [String], log: String) throws -> ChildProcess {
        let recorder = try ChildProcess(
            Product.path, ["record", "--broker", broker, "--out", out] + more, errors: .file(log))
        #expect(eventually { FileManager.default.fileExists(atPath: out) }, "\(said(log))")
        return recorder
    }

    private func said(_ log: String) -> String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    /// While it is written, the last line may be half there.
    private func read(_ path: String) throws -> [RecordedMessage] {
        let reader = try RecordingReader(path: path)
        var all: [RecordedMessage] = []
        while let message = try reader.next() { all.append(message) }
        return all
    }

    /// An hour of the simulated plant.
    private func hour(of seed: UInt64, to path: String) throws -> Int {
        let start = Instant(milliseconds: 1_767_225_600_000)
        var plant = PlantSimulation(seed: seed, start: start)
        let writer = try RecordingWriter(path: path, overwrites: false)
        while plant.nextEvent <= start + .seconds(3600) {
            for message in plant.advance(to: plant.nextEvent) {
                try writer.append(
                    RecordedMessage(
                        at: message.at, topic: Array(message.topic.utf8), qos: UInt8(message.qos), isRetained: false,
                        payload: message.payload))
            }
        }
        try writer.close()
        return writer.messages
    }

    @Test("gives the same messages again, and the same intervals, counts, alarms, tags and quarantine")
    func roundTrip() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let (original, recorded) = (folder.file("original.jsonl.gz"), folder.file("recorded.jsonl"))
        let count = try hour(of: 11, to: original)
        let (log, all) = (folder.file("log"), ["--topic", "#", "--clock", "follow"])
        let recorder = try record(broker.address, recorded, all, log: log)
        let small = try record(broker.address, folder.file("small.jsonl.gz"), all, log: folder.file("log2"))
        let played = try Program.run(["replay", original, "--broker", broker.address, "--speed", "2000"])
        #expect(played.code == 0, "\(played.text)")
        #expect(eventually(within: .seconds(20)) { (try? read(recorded))?.count == count }, "\(said(log))")
        for process in [recorder, small] {
            process.send(signal: SIGINT)
            #expect(process.wait(within: .seconds(10)) == .code(0))
        }
        #expect(said(log).contains("\(count) messages recorded"), "\(said(log))")

        let (before, after) = (try read(original), try read(recorded))
        #expect(before.count == count && count > 3000)
        #expect(zip(before, after).allSatisfy { $0.at == $1.at && $0.topic == $1.topic && $0.payload == $1.payload })
        // Compressed it is whole, too, up to what had come by then.
        let compressed = try read(folder.file("small.jsonl.gz"))
        #expect(!compressed.isEmpty && compressed == Array(after.prefix(compressed.count)))

        let plant = "examples/die-casting-plant.toml"
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        for (recording, store) in [(original, "a"), (recorded, "b")] {
            let files = ["--plant", root.appending(path: plant).path, "--store", folder.file(store)]
            #expect(try Program.run(["replay", recording] + files).code == 0)
        }
        for what in ["intervals", "alarms", "counts", "tags", "quarantine", "time"] {
            let first = try Program.run(["show", what, "--store", folder.file("a"), "--json"])
            let second = try Program.run(["show", what, "--store", folder.file("b"), "--json"])
            #expect(first.code == 0 && first.text.count > 3 && first.text == second.text, "\(what)")
        }
    }

    @Test("keeps the retained flag, bytes that are no text, and leaves out what hubs and dashboards say")
    func flags() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let reader = try DocumentReader(broker.address)
        reader.publish("p/old", "kept", retain: true)
        // The reader hears only floor/v1: when the second has come, the broker has the first.
        reader.publish("floor/v1/test/hub", "{}", retain: true)
        #expect(reader.wait { reader.documents["floor/v1/test/hub"] != nil })
        let (out, log) = (folder.file("r.jsonl"), folder.file("log"))
        let recorder = try record(broker.address, out, ["--topic", "p/#", "floor/#"], log: log)
        let quiet = try record(broker.address, folder.file("quiet.jsonl"), ["--topic", "#"], log: folder.file("log2"))
        let before = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        reader.publish("p/new", "live", retain: true)
        reader.publish("p/end", "end")
        for file in [out, folder.file("quiet.jsonl")] {
            #expect(eventually { (try? read(file))?.contains { $0.payload == Array("end".utf8) } == true })
        }
        for process in [recorder, quiet] {
            process.send(signal: SIGTERM)
            #expect(process.wait(within: .seconds(10)) == .code(0))
        }
        let all = try read(out)
        let byTopic = Dictionary(all.map { (String(decoding: $0.topic, as: UTF8.self), $0) }) { first, _ in first }
        #expect(byTopic["p/old"]?.isRetained == true && byTopic["p/new"]?.isRetained == false)
        #expect(byTopic["floor/v1/test/hub"]?.isRetained == true)
        #expect(byTopic["p/new"].map { $0.at >= before && $0.at <= before + .seconds(60) } == true)
        #expect(try read(folder.file("quiet.jsonl")).allSatisfy { $0.topic.starts(with: Array("p/".utf8)) })
    }

    @Test("says on a terminal how much has come, also of what is compressed and not in the file yet")
    func progress() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let out = folder.file("r.jsonl.gz")
        let program = try PtyProgram(
            Product.path, ["record", "--broker", broker.address, "--topic", "p/#", "--out", out])
        let reader = try DocumentReader(broker.address)
        reader.publish("p/1", String(repeating: "x", count: 2000), retain: true)
        let isTold = program.wait { screen in
            let words = screen.line(0).split(separator: " ").map(String.init)
            return words.starts(with: ["1", "message,"]) && Int(words[2]).map { $0 > 2000 } == true
                && screen.line(0).contains("bytes before compression")
        }
        #expect(isTold, "\(program.screen)")
        program.send(signal: SIGINT)
        #expect(program.waitForExit(within: .seconds(10)) == .code(0))
    }

    @Test("ends by itself after its span, with a whole file")
    func span() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let out = folder.file("r.jsonl.gz")
        let run = try Program.run([
            "record", "--broker", broker.address, "--topic", "#", "--out", out, "--for", "300ms",
        ])
        #expect(run.code == 0 && run.text.contains("0 messages recorded"), "\(run.text)")
        #expect(try read(out).isEmpty)
    }

    @Test("goes on when the link was lost, and says that something is missing")
    func gap() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let (out, log) = (folder.file("r.jsonl"), folder.file("log"))
        let recorder = try record(broker.address, out, ["--topic", "p/#"], log: log)
        broker.kill()
        #expect(eventually { said(log).contains("trying on") })
        try broker.startAgain()
        #expect(eventually(within: .seconds(20)) { said(log).contains("connected again") })
        let reader = try DocumentReader(broker.address)
        reader.publish("p/after", "1")
        #expect(eventually { (try? read(out))?.count == 1 })
        recorder.send(signal: SIGINT)
        #expect(recorder.wait(within: .seconds(10)) == .code(0))
        #expect(said(log).contains("the link was lost"))
    }

    @Test("refuses in one sentence: a file that is there, no broker, a wrong filter, a full disk")
    func refusals() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let out = folder.file("r.jsonl")
        func run(_ address: String, _ more: [String]) throws -> (code: Int32?, text: String) {
            try Program.run(["record", "--broker", address] + more)
        }
        let wrong = try run(broker.address, ["--topic", "a#b", "--out", out])
        #expect(wrong.code == 2 && wrong.text.contains("a#b") && !FileManager.default.fileExists(atPath: out))
        let nobody = try run("mqtt://127.0.0.1:9", ["--topic", "#", "--out", out])
        #expect(nobody.code == 69 && nobody.text.components(separatedBy: "is the broker running").count == 2)
        #expect(!FileManager.default.fileExists(atPath: out), "nothing is left behind")
        try "precious".write(toFile: out, atomically: true, encoding: .utf8)
        let there = try run(broker.address, ["--topic", "#", "--out", out, "--for", "300ms"])
        #expect(there.code == 1 && there.text.contains("--force"))
        #expect(try String(contentsOfFile: out, encoding: .utf8) == "precious")
        #expect(try run(broker.address, ["--topic", "#", "--out", out, "--for", "300ms", "--force"]).code == 0)
        #expect(try read(out).isEmpty)

        let reader = try DocumentReader(broker.address)
        reader.publish("p/kept", "1", retain: true)
        reader.publish("floor/v1/test/x", "1")
        #expect(reader.wait { reader.documents["floor/v1/test/x"] != nil })
        let full = try run(broker.address, ["--topic", "p/#", "--out", "/dev/full", "--force"])
        #expect(full.code == 1 && full.text.contains("No space left on device"), "\(full.text)")
    }

    @Test(
        "a disk that is full ends it, and the file holds as many whole messages as it says", arguments: ["r", "r.gz"])
    func diskFull(_ name: String) throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let (out, log) = (folder.file(name), folder.file("log"))
        // A limit on the length of files, 400 KB, stands for the end of the disk.
        let command = "ulimit -f 800; trap '' XFSZ; exec \"$0\" record --broker \"$1\" --topic 'p/#' --out \"$2\""
        let recorder = try ChildProcess(
            "/bin/sh", ["-c", command, Product.path, broker.address, out], errors: .file(log))
        #expect(eventually { FileManager.default.fileExists(atPath: out) }, "\(said(log))")
        let reader = try DocumentReader(broker.address)
        var random = SplitMix(state: 3)
        for number in 0..<3000 {
            let text = (0..<30).map { _ in String(random.below(1 << 30), radix: 36) }.joined()
            reader.publish("p/\(number)", text + text.reversed())
        }
        #expect(recorder.wait(within: .seconds(30)) == .code(1))
        let held = try read(out).count
        #expect(held > 0 && held < 3000)
        #expect(said(log).contains("cannot be written: File too large; it holds the \(held) messages"), "\(said(log))")
    }
}
