import Basis
import DemoPlant
import Foundation
import Glibc
import Records
import Store
import TestSupport
import Testing

/// F23: the hub's disk is full. It says so, goes on, and records all that it decided meanwhile once there is room, without a
/// restart. S29: it says how much room there is.
@Suite("A hub's disk that is full")
struct FullDiskTests {
    private let broker: TestBroker
    private let reader: DocumentReader
    private static let hubTopic = DocumentReader.topics.hub

    init() throws {
        broker = try TestBroker()
        reader = try DocumentReader(broker.address)
    }

    /// Machines go on speaking until the beat says of its records what is wanted.
    private func speak(until word: String) -> Bool {
        var runs = false
        return (0..<100).contains { _ in
            runs.toggle()
            say(runs ? "run" : "stop")
            return reader.wait(within: .milliseconds(200)) { reader.text(Self.hubTopic, "recording") == word }
        }
    }

    private func say(_ mode: String) {
        let time = Int64(Date().timeIntervalSince1970 * 1000)
        reader.publish("p/M1/mode", #"{"t": \#(time), "v": "\#(mode)"}"#)
    }

    /// Fills and empties the disk, and looks that nothing of what was decided is missing.
    private func expectHeals(
        _ folder: TemporaryFolder, _ store: String, _ hub: HubProgram, fill: () throws -> Void, empty: () throws -> Void
    ) throws {
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        try fill()
        #expect(speak(until: "false"), "\(hub.said)")
        // Screens go on: they do not wait for the disk.
        #expect(reader.say("M1", "stop", until: "stopped") && reader.say("M1", "run", until: "producing"))
        let decided = Int64(reader.text(Self.hubTopic, "seq") ?? "") ?? 0
        try empty()
        #expect(reader.wait(within: .seconds(30)) { reader.text(Self.hubTopic, "recording") == "true" }, "\(hub.said)")
        #expect(hub.said.contains("not recording") && hub.said.contains("recording again"))
        #expect(reader.text(Self.hubTopic, "epoch") == "1")
        hub.process.send(signal: SIGKILL)
        _ = hub.process.wait(within: .seconds(10))
        let kept = try SQLiteStore(reading: store)
        #expect(try kept.load().seq >= decided && decided > 0)
        #expect(try kept.verifyChain().isWhole)
    }

    @Test(
        "F23: on a full disk of 8 MB the hub says that it does not record, and heals without a restart",
        .enabled(if: SmallDisk.canMount, "no right to mount a file system"))
    func full() throws {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(folder.file("disk"), megabytes: 8)
        let hub = try HubProgram(broker.address, folder, store: "disk/store")
        try expectHeals(folder, folder.file("disk/store"), hub) {
            // S29: there is hardly room on it at all.
            #expect(reader.wait { reader.text(Self.hubTopic, "space") == #""full""# })
            disk.fill()
        } empty: {
            disk.free()
        }
    }

    @Test(
        "S29: a disk that fills up is told to be full when it refuses, and not when it is next looked at",
        .enabled(if: SmallDisk.canMount, "no right to mount a file system"))
    func fullAtOnce() throws {
        let folder = try TemporaryFolder()
        let disk = try SmallDisk(folder.file("disk"), megabytes: 60)
        let hub = try HubProgram(broker.address, folder, store: "disk/store")
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        #expect(reader.wait { reader.text(Self.hubTopic, "space") == #""warn""# })
        disk.fill()
        #expect(speak(until: "false"), "\(hub.said)")
        // With the next beats, which come every two seconds; it is looked at every ten.
        #expect(reader.wait(within: .seconds(6)) { reader.text(Self.hubTopic, "space") == #""full""# })
        withExtendedLifetime(disk) {}
    }

    @Test("F23: a limit of the size of files is told in the same way, and does not end the hub")
    func limited() throws {
        let folder = try TemporaryFolder()
        let hub = try HubProgram(broker.address, folder)
        try expectHeals(folder, folder.file("store"), hub) {
            let pid = "\(hub.process.processID)"
            let code = try Shell.run("prlimit", ["--pid", pid, "--fsize=4096:unlimited"])
            #expect(code == 0)
        } empty: {
            let pid = "\(hub.process.processID)"
            let code = try Shell.run("prlimit", ["--pid", pid, "--fsize=unlimited:unlimited"])
            #expect(code == 0)
        }
    }
}
