import Foundation
import TestSupport
import Testing

@testable import FloorTUI

@Suite("Folders that dead demos left behind")
struct DemoFolderTests {
    private func names(_ place: TemporaryFolder) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    }

    private func make(_ path: String, files: [String]) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for file in files { try "x".write(toFile: path + "/" + file, atomically: true, encoding: .utf8) }
    }

    @Test("are cleared with all that is in them; a lock that nobody holds is that of a dead one")
    func cleared() throws {
        let place = try TemporaryFolder()
        try make(place.file("floortui-demo-dead01/store"), files: ["journal.sqlite"])
        try make(place.file("floortui-demo-dead01"), files: ["demo.lock", "hub.log"])
        DemoFolder.clearLeftovers(in: place.path)
        #expect(try names(place).isEmpty)
    }

    @Test("stay where they are not certain to be of a dead demo: lock held, no lock, a link, another name")
    func kept() throws {
        let (place, elsewhere) = (try TemporaryFolder(), try TemporaryFolder())
        try make(place.file("floortui-demo-alive1"), files: ["demo.lock"])
        try make(place.file("floortui-demo-begins"), files: ["new.lock"])
        try make(place.file("floortui-other"), files: ["demo.lock"])
        try make(elsewhere.path, files: ["demo.lock", "precious"])
        try FileManager.default.createSymbolicLink(
            atPath: place.file("floortui-demo-link01"), withDestinationPath: elsewhere.path)
        let lock = unsafe open(place.file("floortui-demo-alive1") + "/demo.lock", O_RDWR | O_CLOEXEC)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
        let before = try names(place)
        DemoFolder.clearLeftovers(in: place.path)
        #expect(try names(place) == before)
        #expect(try names(elsewhere) == ["demo.lock", "precious"])
    }
}
