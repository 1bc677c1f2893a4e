import DemoPlant
import Foundation
import Records
import TestSupport
import Testing

@Suite("A snapshot of a running hub", .serialized)
struct SnapshotOfHubTests {
    @Test("is the screen that a dashboard shows, of the Floor and of a machine, in both languages")
    func screens() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")

        let floor = try Program.run(["snapshot", "floor", "--broker", broker.address])
        #expect(floor.code == 0, "\(floor.text)")
        let row = floor.text.split(separator: "\n").first { $0.contains(" M1 ") }
        #expect(row?.contains("producing") == true && floor.text.contains("● live"), "\(floor.text)")
        let dashboard = try PtyProgram.dashboard(broker: broker.address)
        #expect(dashboard.wait { $0.contains("● live") && $0.floorRow("M1")?.contains("producing") == true })
        #expect(dashboard.screen.line(0).trimmingCharacters(in: .whitespaces) == Self.line(0, of: floor.text))

        let machine = try Program.run([
            "snapshot", "machine", "--machine", "M1", "--broker", broker.address, "--site", "test", "--language", "zh",
        ])
        #expect(machine.code == 0 && machine.text.contains("M1") && machine.text.contains("生产"), "\(machine.text)")
        #expect(machine.text.contains("mode"), "a running hub knows the values, too: \(machine.text)")
    }

    private static func line(_ number: Int, of text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)[number].trimmingCharacters(in: .whitespaces)
    }

    @Test("shows the newest value of a machine that nobody watched")
    func fresh() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        // Its document was just published: unwatched, the next comes in ten seconds. The count says when the hub has it.
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        reader.publish("p/M1/step", #"{"t": \#(now), "v": "s-7"}"#)
        let shown = try eventually {
            try Program.run(["snapshot", "machine", "--machine", "M1", "--broker", broker.address]).text
                .contains("s-7")
        }
        #expect(shown)
    }

    @Test("is refused in one sentence that says what to do: no broker, no hub, no machine, a past moment")
    func refusals() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let of = ["--broker", broker.address]
        try expect(["snapshot", "floor"] + of, ends: 69, saying: "floortui hub")
        do {
            let hub = try HubProgram(broker.address, folder)
            let reader = try DocumentReader(broker.address)
            #expect(reader.wait { reader.text(DocumentReader.topics.hub, "online") == "true" }, "\(hub.said)")
            try expect(["snapshot", "machine", "--machine", "M9"] + of, ends: 2, saying: "known: M1, M2")
            try expect(["snapshot", "floor", "--site", "elsewhere"] + of, ends: 69, saying: "elsewhere")
            try expect(["snapshot", "floor", "--at", "2020-01-01T00:00:00Z"] + of, ends: 2, saying: "--store")
            // Killed without a will that anybody publishes: its last beat still says that it is online.
            hub.process.send(signal: SIGSTOP)
            try expect(["snapshot", "floor"] + of, ends: 69, saying: "silent")
            hub.process.send(signal: SIGCONT)
        }
        broker.stop()
        try expect(["snapshot", "floor"] + of, ends: 69, saying: broker.address)
        try expect(["snapshot", "floor"], ends: 2, saying: "--broker URL or --store DIR")
        try expect(["snapshot", "floor", "--store", folder.file("nothing")], ends: 1, saying: "nothing")
    }

    private func expect(_ arguments: [String], ends code: Int32, saying word: String) throws {
        let run = try Program.run(arguments)
        #expect(run.code == code && run.text.contains(word), "\(arguments): \(run)")
        let sentences = run.text.split(separator: "\n").filter { !$0.hasPrefix("Usage:") && !$0.hasPrefix("  See ") }
        #expect(sentences.count == 1, "\(run.text)")
    }
}
