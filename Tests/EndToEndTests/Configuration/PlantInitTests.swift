import Foundation
import TestSupport
import Testing

@Suite("floortui plant init")
struct PlantInitTests {
    @Test("a file that is there is left alone, and replaced whole with --force")
    func force() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("plant.toml")
        try "mine".write(toFile: file, atomically: true, encoding: .utf8)
        let refused = try Program.run(["plant", "init", file])
        #expect(refused.code == 1)
        #expect(refused.text == "\(file) is there already; give another name, or --force to replace it\n")
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        #expect(try Program.run(["plant", "init", file, "--force", "--time-zone", "Asia/Shanghai"]).code == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\ntime_zone = \"Asia/Shanghai\"\n"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["plant.toml"])
    }

    @Test("without a file it goes to stdout, and is the same")
    func stdout() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("plant.toml")
        let printed = try Program.run(["plant", "init", "--time-zone", "UTC"])
        #expect(printed.code == 0)
        #expect(try Program.run(["plant", "init", file, "--time-zone", "UTC"]).code == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == printed.text)
    }

    @Test("what it cannot do it says in a sentence, and leaves nothing behind")
    func refusals() throws {
        let folder = try TemporaryFolder()
        let nowhere = try Program.run(["plant", "init", folder.file("none/plant.toml")])
        #expect(nowhere.code == 1 && nowhere.text.contains("No such file or directory"))
        let zone = try Program.run(["plant", "init", "--time-zone", "CET"])
        #expect(zone.code == 2 && zone.text.contains("Europe/Berlin"))
        #expect(try Program.run(["plant", "init", "--force"]).code == 2)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test("floortui plant alone is still the simulation, and asks for its broker")
    func run() throws {
        let usage = try Program.run(["plant"])
        #expect(usage.code == 2 && usage.text.contains("--broker"))
    }
}
