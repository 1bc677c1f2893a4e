import Basis
import Foundation
import Glibc
import Testing

@testable import Store

@Suite("A terminal's folder")
struct TerminalFolderTests {
    let base: TemporaryFolder
    init() throws { base = try TemporaryFolder() }

    @Test("a second dashboard of the account takes its own; one that was left is used again, with its id")
    func own() throws {
        let path = base.file("a/b")
        var first: TerminalFolder? = try TerminalFolder(in: path)
        let second = try TerminalFolder(in: path)
        let id = try #require(first?.id)
        #expect(first?.path == path + "/terminal-1" && second.path == path + "/terminal-2")
        #expect(second.id != id)
        try first?.noteServed()
        #expect(first?.abandoned(in: path) { _ in }.count == 0)
        first = nil
        #expect(second.abandoned(in: path) { _ in }.map(\.id) == [id])
        let again = try TerminalFolder(in: path)
        #expect(again.id == id && again.hasServed)
    }

    @Test("S24: links and foreign names are no terminals: nothing is read or written beyond the folder")
    func links() throws {
        let outside = try TemporaryFolder()
        let path = base.file("t")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        symlink(outside.path, path + "/terminal-1")
        #expect(storeError { _ = try TerminalFolder(in: path) }?.code == .unavailable)
        unlink(path + "/terminal-1")
        for name in ["terminal-../../x", "terminal-", "terminal-1x", "terminal-7", "other"] {
            let folder = path + "/" + name.replacing("/", with: "_")
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try "t-1\n".write(toFile: folder + "/terminal.id", atomically: true, encoding: .utf8)
        }
        let folder = try TerminalFolder(in: path)
        symlink(path + "/terminal-7", path + "/terminal-8")
        var faults: [StoreError] = []
        let found = folder.abandoned(in: path) { faults.append($0) }
        #expect(found.map(\.path) == [path + "/terminal-7"])
        #expect(faults.count == 1 && faults[0].description.contains("terminal-8"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
    }

    @Test(
        "S24: what stands in an id file and is no id, or is a link, gives another id, and no file elsewhere is touched")
    func ids() throws {
        let secret = base.file("secret")
        for text in ["../../../etc/passwd", "a/b", "", String(repeating: "x", count: 255), "a\u{0}b", "工单7"] {
            let path = base.file(UUID().uuidString)
            try FileManager.default.createDirectory(atPath: path + "/terminal-1", withIntermediateDirectories: true)
            try text.write(toFile: path + "/terminal-1/terminal.id", atomically: true, encoding: .utf8)
            let folder = try TerminalFolder(in: path)
            #expect(folder.id.hasPrefix("t-") && !folder.hasServed, "\(text)")
        }
        let path = base.file("linked")
        try FileManager.default.createDirectory(atPath: path + "/terminal-1", withIntermediateDirectories: true)
        try "t-secret".write(toFile: secret, atomically: true, encoding: .utf8)
        symlink(secret, path + "/terminal-1/terminal.id")
        let folder = try TerminalFolder(in: path)
        #expect(folder.id != "t-secret")
        let error = storeError { try folder.noteServed() }
        #expect(error?.code == .unavailable)
        #expect(error?.description.contains(String(cError: ELOOP)) == true, "\(String(describing: error))")
        #expect(try String(contentsOfFile: secret, encoding: .utf8) == "t-secret")
    }

    @Test("only this account can read what lies in it")
    func rights() throws {
        let folder = try TerminalFolder(in: base.file("t"))
        _ = try OutboxStore(in: folder, now: ms(0))
        var status = stat()
        #expect(stat(folder.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
    }
}
