import DemoPlant
import Foundation
import TestSupport
import Testing

@Suite("What make installs")
struct InstallTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// Of what was built already: what a test asks is where things go.
    private func make(_ target: String, _ variables: [String], in folder: TemporaryFolder) throws {
        let log = folder.file("make.log")
        let process = try ChildProcess(
            "make", ["-C", Self.root, target, "BINARY=\(Product.path)"] + variables, output: .file(log),
            errors: .file(log))
        let exit = process.wait(within: .seconds(60))
        #expect(exit == .code(0), "\((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")")
    }

    private func files(_ folder: String) -> [String] {
        (FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []).sorted()
    }

    @Test("finds its examples and themes, and goes again without what people put beside it")
    func installed() throws {
        let folder = try TemporaryFolder()
        let prefix = folder.file("usr local")
        try make("install-files", ["PREFIX=\(prefix)"], in: folder)
        let share = prefix + "/share/floortui"
        #expect(FileManager.default.fileExists(atPath: prefix + "/share/doc/floortui/LICENSE"))
        // A theme that no program has built in, and a plant that is only there.
        let theme = try String(contentsOfFile: share + "/themes/default-dark.toml", encoding: .utf8)
        let own = theme.replacingOccurrences(of: "name = \"default-dark\"", with: "name = \"own\"")
        try own.write(toFile: share + "/themes/own.toml", atomically: true, encoding: .utf8)

        let program = prefix + "/bin/floortui"
        let (output, errors) = (folder.file("output"), folder.file("errors"))
        let demo = try ChildProcess(
            "/bin/sh", ["-c", "cd / && exec \"\(program)\" demo --headless --for 1s"], output: .file(output),
            errors: .file(errors))
        #expect(demo.wait(within: .seconds(60)) == .code(0))
        let said = try String(contentsOfFile: output, encoding: .utf8)
        #expect(said.contains("DC-12"), "\(said) \((try? String(contentsOfFile: errors, encoding: .utf8)) ?? "")")
        let unknown = try Self.run(program, ["snapshot", "floor", "--store", folder.file("no"), "--theme", "none"])
        #expect(unknown.contains(share + "/themes"), "\(unknown)")
        let known = try Self.run(program, ["snapshot", "floor", "--store", folder.file("no"), "--theme", "own"])
        #expect(!known.contains("theme"), "\(known)")

        try make("uninstall", ["PREFIX=\(prefix)"], in: folder)
        #expect(
            files(prefix).filter { $0.contains("floortui") && !$0.hasSuffix("/floortui") } == [
                "share/floortui/themes", "share/floortui/themes/own.toml",
            ])
    }

    @Test("goes below DESTDIR, and leaves nothing when it is taken away")
    func staged() throws {
        let folder = try TemporaryFolder()
        let variables = ["PREFIX=/usr", "DESTDIR=\(folder.file("stage"))"]
        try make("install-files", variables, in: folder)
        let there = files(folder.file("stage"))
        for name in [
            "bin/floortui", "share/floortui/themes/default-dark.toml", "share/floortui/examples/cnc-shop.toml",
            "share/doc/floortui/docs/operating.md", "share/doc/floortui/docs/schema/command.schema.json",
        ] {
            #expect(there.contains("usr/" + name), "\(name)")
        }
        try make("uninstall", variables, in: folder)
        #expect(files(folder.file("stage")).allSatisfy { !$0.contains("floortui") })
    }

    @Test(
        "systemd takes the hub's unit without a word",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze"), "no systemd here"))
    func unit() throws {
        let folder = try TemporaryFolder()
        let unit = try String(contentsOfFile: Self.root + "/packaging/floortui-hub.service", encoding: .utf8)
        try unit.replacing("/usr/local/bin/floortui", with: Product.path)
            .write(toFile: folder.file("floortui-hub.service"), atomically: true, encoding: .utf8)
        let said = try Self.run("/usr/bin/systemd-analyze", ["verify", folder.file("floortui-hub.service")])
        // Manuals are looked for on this machine.
        #expect(
            said.split(separator: "\n").filter { !$0.contains("man floortui") && !$0.contains("man:") }.isEmpty,
            "\(said)")
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let folder = try TemporaryFolder()
        let process = try ChildProcess(
            program, arguments, output: .file(folder.file("o")), errors: .file(folder.file("o")))
        _ = process.wait(within: .seconds(30))
        return try String(contentsOfFile: folder.file("o"), encoding: .utf8)
    }
}
