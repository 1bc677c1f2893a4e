import DemoPlant
import Foundation
import Glibc
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
