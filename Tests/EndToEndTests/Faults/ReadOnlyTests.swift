import DemoPlant
import Foundation
import Glibc
import Records
import Shopfloor
import Store
import TestSupport
import Testing

/// F25: folders that cannot be written, or belong to somebody else.
@Suite("Folders that cannot be written")
struct ReadOnlyTests {
    /// A folder that everybody may read and nobody may write, root apart.
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path)
    }

    /// A command as somebody whom rights hold for: root, for whom they do not, becomes nobody.
    private func asNobody(_ command: [String]) -> [String] {
        geteuid() == 0 ? ["/usr/bin/setpriv", "--reuid", "65534", "--clear-groups", "--"] + command : command
    }

    @Test("F25: without a home, a state and a configuration folder to write, a dashboard works all the same")
    func dashboard() throws {
        let hall = try FaultHall()
        // One that rights forbid, one where nobody can make anything, and a file in place of a folder.
        for home in [folder.path, "/proc", "/proc/self/status"] {
            let command = asNobody([Product.path, "--broker", hall.screenLink.address])
            var options = PtyProgram.Options()
            options.size = ScreenSize(120, 40)
            options.environment = [
                "HOME": home, "XDG_STATE_HOME": home + "/state", "XDG_CONFIG_HOME": home + "/config",
            ]
            let screen = try PtyProgram(command[0], Array(command.dropFirst()), options)
            hall.begin(screen)
            screen.type(":theme kiosk\r")
            hall.expectEqual(screen)
            screen.expectLeaves()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test(
        "F25: a store that turns read-only under a hub: it goes on, says that it does not record, and heals by itself")
    func turnsReadOnly() throws {
        let disk = try Preload.disk(of: "/store/")
        let hall = try FaultHall(environment: disk.environment)
        let screen = try hall.dashboard()
        hall.begin(screen)
        try disk.setReadOnly(true)
        #expect(hall.reader.say("M1", "halt", until: "stopped"), "\(hall.hub.said)")
        #expect(screen.wait { $0.contains("The hub is not recording") }, "\(screen.screen) \(hall.hub.said)")
        #expect(hall.reader.wait { hall.reader.text(topics.hub, "recording") == "false" })
        #expect(hall.hub.said.contains("not recording: \(hall.folder.file("store"))"), "\(hall.hub.said)")
        // It lives, and screens follow.
        #expect(hall.reader.say("M1", "run", until: "producing"), "\(hall.hub.said)")
        hall.expectEqual(screen)
        try disk.setReadOnly(false)
        #expect(screen.wait(within: .seconds(20)) { !$0.contains("is not recording") }, "\(screen.screen)")
        #expect(hall.hub.said.contains("recording again"), "\(hall.hub.said)")
        screen.expectLeaves()
        hall.hub.process.terminate()
        let store = try SQLiteStore(reading: hall.folder.file("store"))
        #expect(try store.verifyChain().isWhole)
        // What happened meanwhile is in it.
        let states = try store.intervals(machine: "M1", window: nil, asOf: .now).map(\.condition.state.rawValue)
        #expect(states.suffix(3) == ["producing", "stopped", "producing"], "\(states)")
    }

    private let topics = FaultHall.topics

    /// A store of a hub that ended, or was killed, in which nobody may write.
    private func readOnlyStore(killed: Bool) throws -> String {
        let hall = try FaultHall()
        hall.begin()
        #expect(try hall.shows("intervals") { $0.contains("producing") })
        if killed {
            hall.hub.process.send(signal: SIGKILL)
            _ = hall.hub.process.wait(within: .seconds(5))
        } else {
            hall.hub.process.terminate()
        }
        let path = folder.file("store")
        try setRights(folder.path, 0o755)
        try FileManager.default.copyItem(atPath: hall.folder.file("store"), toPath: path)
        // Without a log, as where the last to have it open closed it.
        if !killed { _ = try SQLiteStore(writing: path) }
        for name in try FileManager.default.contentsOfDirectory(atPath: path) {
            try setRights(path + "/" + name, 0o444)
        }
        try setRights(path, 0o555)
        return path
    }

    private func setRights(_ path: String, _ rights: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: path)
    }

    private func run(_ arguments: [String]) throws -> (exit: ChildProcess.Exit?, said: String) {
        let log = try TemporaryFolder()
        let command = asNobody([Product.path] + arguments)
        let output = log.file("output")
        let process = try ChildProcess(
            command[0], Array(command.dropFirst()), output: .file(output), errors: .file(output))
        let exit = process.wait(within: .seconds(60))
        process.terminate()
        return (exit, try String(contentsOfFile: output, encoding: .utf8))
    }

    @Test("F25: a store that this account may not write is read all the same", arguments: [false, true])
    func readOnly(killed: Bool) throws {
        let store = try readOnlyStore(killed: killed)
        let commands = [
            ["show", "intervals", "--store", store, "--machine", "M1"], ["audit", "--verify", "--store", store],
            ["snapshot", "floor", "--store", store],
        ]
        for command in commands {
            let (exit, said) = try run(command)
            #expect(exit == .code(0), "\(command): \(said)")
            #expect(said.contains("producing") || said.contains("the journal holds"), "\(command): \(said)")
        }
        // Nor is anything left behind there.
        let names = try FileManager.default.contentsOfDirectory(atPath: store)
        #expect(names.allSatisfy { killed || !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }, "\(names)")
    }

    @Test(
        "F25: a hub on a disk that is mounted read-only ends with one sentence", .enabled(if: canMount, "needs mounts"))
    func mounted() throws {
        let plants = try TemporaryFolder()
        let plant = plants.file("plant.toml")
        try HubProgram.plant(["M1"]).write(toFile: plant, atomically: true, encoding: .utf8)
        let disk = plants.file("disk")
        try FileManager.default.createDirectory(atPath: disk, withIntermediateDirectories: true)
        let hub = "\(Product.path) hub --broker mqtt://127.0.0.1:9 --plant \(plant) --store \(disk)/store"
        let log = plants.file("log")
        let process = try ChildProcess(
            "unshare", ["-m", "sh", "-c", "mount -t tmpfs -o ro none \(disk) && exec \(hub)"], output: .file(log),
            errors: .file(log))
        #expect(process.wait(within: .seconds(20)) == .code(1))
        let said = try String(contentsOfFile: log, encoding: .utf8)
        #expect(said.contains("\(disk)/store cannot be made: Read-only file system"), "\(said)")
        #expect(said.split(separator: "\n").count == 1, "\(said)")
    }

    /// Root of a machine that lets it, as most containers do not.
    private static let canMount = (try? Shell.run("unshare", ["-m", "mount", "-t", "tmpfs", "none", "/mnt"])) == 0

    @Test("F25: a store that cannot be written ends a hub with one sentence: what, where, why and what to do")
    func store() throws {
        let plants = try TemporaryFolder()
        let plant = plants.file("plant.toml")
        try HubProgram.plant(["M1"]).write(toFile: plant, atomically: true, encoding: .utf8)
        let cases = [
            (folder.path, "hub.lock cannot be opened: Permission denied; let this account read and write"),
            (folder.file("store"), "cannot be made: Permission denied. Name one where this account may write"),
            ("/proc/store", "cannot be made: No such file or directory. Name one where this account may write"),
            (plant, "Not a directory"),
        ]
        for (store, words) in cases {
            let arguments = ["hub", "--broker", "mqtt://127.0.0.1:9", "--plant", plant, "--store", store]
            let command = asNobody([Product.path] + arguments)
            let log = plants.file(UUID().uuidString)
            let hub = try ChildProcess(command[0], Array(command.dropFirst()), output: .file(log), errors: .file(log))
            #expect(hub.wait(within: .seconds(10)) == .code(1))
            let said = try String(contentsOfFile: log, encoding: .utf8)
            let lines = said.split(separator: "\n")
            #expect(lines.count == 1 && said.contains(store) && said.contains(words), "\(store): \(said)")
        }
    }
}
