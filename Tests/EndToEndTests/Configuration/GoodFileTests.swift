import DemoPlant
import Foundation
import TestSupport
import Testing

@Suite("A35: right files start what they are for", .serialized)
struct GoodFileTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func files(_ folder: String) -> [String] {
        let url = root.appendingPathComponent(folder)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        return names.sorted().filter { $0.hasSuffix(".toml") }.map { url.appendingPathComponent($0).path }
    }

    @Test(
        "a dashboard starts with it in a pty, stays up, and ends when asked to",
        arguments: files("Tests/GoodFiles/terminal"))
    func terminal(_ file: String) throws {
        let program = try PtyProgram.dashboard(arguments: ["--config", file])
        #expect(program.waitForFrame())
        program.type("?")
        #expect(program.wait(for: "PgDn"), "\(program.screen)")
        program.resize(ScreenSize(100, 30))
        #expect(program.waitForFrame() && program.waitForExit(within: .seconds(3)) == nil)
        program.type("\u{1B}")
        #expect(program.waitForQuiet())
        program.type("qy")
        #expect(program.waitForExit(within: .seconds(5)) == .code(0))
    }

    @Test("a hub works on it and answers", arguments: files("examples") + ["plant init"])
    func plant(_ file: String) throws {
        let folder = try TemporaryFolder()
        var file = file
        if file == "plant init" {
            file = folder.file("plant.toml")
            #expect(try Program.run(["plant", "init", file]).code == 0)
        }
        let broker = try TestBroker()
        let log = folder.file("log")
        let hub = try ChildProcess(
            Product.path, ["hub", "--broker", broker.address, "--plant", file, "--store", folder.file("store")],
            errors: .file(log))
        defer { hub.terminate() }
        let isAnswering = try eventually(within: .seconds(30)) {
            let answer = try Program.run(["show", "machines", "--broker", broker.address])
            return answer.code == 0 && answer.text.contains("no data")
        }
        #expect(isAnswering && hub.exitIfEnded() == nil, "\((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")")
    }
}
