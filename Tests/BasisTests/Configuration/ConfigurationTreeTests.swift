import Foundation
import Testing

@testable import Basis

@Suite("Files and what they include")
struct ConfigurationTreeTests {
    private func load(_ files: [String: String], main: String = "plant.toml") throws -> ConfigurationTree {
        try ConfigurationTree.load(main) { name throws(ConfigurationError) in
            guard let text = files[name] else {
                throw ConfigurationError(Place(file: name), "cannot be read: not there")
            }
            return Array(text.utf8)
        }
    }

    private func message(_ files: [String: String], main: String = "plant.toml") -> String {
        do {
            _ = try load(files, main: main)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    @Test("tables are merged and lists of tables joined, each node keeping its file")
    func merge() throws {
        let tree = try load(
            [
                "conf/plant.toml":
                    "include = [\"lines/a.toml\", \"b.toml\"]\n[site]\nid = \"x\"\n[[machine]]\nid = \"M1\"",
                "conf/lines/a.toml": "include = [\"../c.toml\"]\n[[machine]]\nid = \"M2\"\n[site]\nzone = \"UTC\"",
                "conf/c.toml": "[[machine]]\nid = \"M3\"",
                "conf/b.toml": "[[machine]]\nid = \"M4\"\n[[die]]\nid = \"D\"",
            ], main: "conf/plant.toml")
        #expect(tree.root.entries?.map(\.key) == ["site", "machine", "die"])
        #expect(tree.root["site"]?.entries?.map(\.key) == ["id", "zone"])
        guard case .array(let machines) = tree.root["machine"]?.value else {
            throw ConfigurationError(Place(file: ""), "no array")
        }
        #expect(
            machines.map(\.place.description) == [
                "conf/plant.toml:4:1", "conf/lines/a.toml:2:1", "conf/c.toml:1:1", "conf/b.toml:1:1",
            ])
        #expect(tree.files.map(\.name) == ["conf/plant.toml", "conf/lines/a.toml", "conf/c.toml", "conf/b.toml"])
        #expect(try ConfigurationTree.load(files: tree.files).root == tree.root)
    }

    @Test("a key that two files set is an error with both places")
    func conflict() {
        #expect(
            message(["plant.toml": "include = [\"a.toml\"]\n[site]\nid = 1", "a.toml": "[site]\n id = 2"])
                == "a.toml:2:2: \"site.id\" is already set at plant.toml:3:1")
    }

    private let paths = ". Allowed: files that can be read, each by its path from the folder of this one"

    @Test("circles, repetitions and deep includes are refused at the include")
    func circles() {
        #expect(
            message([
                "plant.toml": "include = [\"a.toml\"]", "a.toml": "\ninclude = [\"b.toml\", \"./plant.toml\"]",
                "b.toml": "",
            ])
                == "a.toml:2:22: files include each other in a circle: \"plant.toml\" → \"a.toml\" → \"plant.toml\""
                + paths)
        #expect(
            message(["./plant.toml": "include = [\"plant.toml\"]"], main: "./plant.toml")
                == "./plant.toml:1:12: files include each other in a circle: \"plant.toml\" → \"plant.toml\"" + paths)
        #expect(
            message(["plant.toml": "include = [\"a.toml\", \"x/../a.toml\"]", "a.toml": ""])
                == "plant.toml:1:22: \"a.toml\" is already included at plant.toml:1:12. Allowed: each file once")
        var files = ["plant.toml": "include = [\"1.toml\"]"]
        for i in 1...8 { files["\(i).toml"] = "include = [\"\(i + 1).toml\"]" }
        #expect(message(files) == "8.toml:1:12: includes go deeper than 8 files")
        files["8.toml"] = ""
        #expect(message(files) == "no error")
    }

    @Test("an included file that cannot be read is reported at the include, a syntax error in it at its own place")
    func includedErrors() {
        #expect(
            message(["plant.toml": "include = [\"a.toml\"]"])
                == "plant.toml:1:12: the included file \"a.toml\" cannot be read: not there" + paths)
        #expect(
            message(["plant.toml": "include = \"a.toml\""])
                == "plant.toml:1:11: \"include\" in the top level of the file must be a list, each element a string, "
                + "found the string \"a.toml\"")
        #expect(
            message(["plant.toml": "include = [\"a.toml\"]", "a.toml": "x = "])
                == "a.toml:1:5: not valid TOML: in key-value pair: encountered end-of-file")
    }

    @Test("files are read from the disk; what is no file says why")
    func disk() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let main = folder.appendingPathComponent("plant.toml").path
        try Data("include = [\"more.toml\"]\na = 1".utf8).write(to: URL(fileURLWithPath: main))
        try Data("b = 2".utf8).write(to: folder.appendingPathComponent("more.toml"))
        #expect(try loadConfiguration(main).entries?.map(\.key) == ["a", "b"])
        let large = folder.appendingPathComponent("large.toml").path
        try Data(repeating: 0x23, count: TomlDocument.maximumSize + 1).write(to: URL(fileURLWithPath: large))
        let path = "the path of a TOML file that this account may read"
        let expected = [
            (large, "\(large): is larger than 1 MB. Allowed: 1 MB a file; it may include others"),
            (folder.path, "\(folder.path): is a folder. Allowed: \(path)"),
            ("/dev/zero", "/dev/zero: is not a regular file. Allowed: \(path)"),
            ("/nowhere/x.toml", "/nowhere/x.toml: cannot be read: No such file or directory. Allowed: \(path)"),
        ]
        for (path, message) in expected {
            #expect { try loadConfiguration(path) } throws: { "\($0)" == message }
        }
    }

    @Test(
        "included paths are seen from the folder of the file",
        arguments: [
            ("b.toml", "a.toml", "b.toml"), ("../b.toml", "x/a.toml", "b.toml"), ("../b.toml", "a.toml", "../b.toml"),
            ("./l/b.toml", "/etc/floortui/a.toml", "/etc/floortui/l/b.toml"), ("/b.toml", "x/a.toml", "/b.toml"),
            ("../../../b.toml", "/x/a.toml", "/b.toml"), ("../../b.toml", "../a.toml", "../../../b.toml"),
        ])
    func paths(_ path: String, _ file: String, _ expected: String) {
        #expect(ConfigurationPath.resolve(path, from: file) == expected)
    }
}

@Suite("Nearest known words")
struct SpellingTests {
    @Test(
        "slips of the finger are found, other words are not",
        arguments: [
            ("silense_limit", "silence_limit"), ("silence-limit", "silence_limit"), ("Silence_Limit", "silence_limit"),
            ("di", "id"), ("idd", "id"), ("naem", "name"), ("colour", nil), ("", nil),
            (String(repeating: "x", count: 5000), nil),
        ] as [(String, String?)])
    func nearest(_ word: String, _ expected: String?) {
        #expect(Spelling.nearest(to: word, among: ["id", "name", "silence_limit"]) == expected)
    }

    @Test("long lists are cut, with the number left out")
    func lists() {
        #expect(Spelling.list((1...42).map(String.init)).hasSuffix("39, 40, … (2 more)"))
    }
}
