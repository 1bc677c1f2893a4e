import Testing

@testable import Basis

@Suite("TOML text")
struct TomlDocumentTests {
    private func parse(_ text: String) throws -> TomlNode {
        try TomlDocument.parse(text: Array(text.utf8), file: "a.toml")
    }

    private func message(_ text: [UInt8]) -> String {
        do {
            _ = try TomlDocument.parse(text: text, file: "a.toml")
            return "no error"
        } catch {
            return error.description
        }
    }

    private func message(_ text: String) -> String { message(Array(text.utf8)) }

    @Test("every kind of value is read with its place")
    func kinds() throws {
        let root = try parse(
            """
            s = "text"
            lit = 'C:\\new'
              i = -42
            d = 2.5
            b = true
            when = 2024-05-01T06:00:00.250+02:00
            day = 2024-05-01
            clock = 06:30:00
            a = [1, "two", [3]]
            t = { x = 1, y = "z" }
            """)
        let expected: [(String, TomlNode.Value, Int, Int)] = [
            ("s", .string("text"), 1, 5), ("lit", .string("C:\\new"), 2, 7), ("i", .integer(-42), 3, 7),
            ("d", .double(2.5), 4, 5), ("b", .bool(true), 5, 5),
            ("when", .dateTime("2024-05-01T06:00:00.25+02:00"), 6, 8),
            ("day", .dateTime("2024-05-01"), 7, 7), ("clock", .dateTime("06:30:00"), 8, 9),
        ]
        for (key, value, line, column) in expected {
            let node = try #require(root[key])
            #expect(node.value == value)
            #expect(node.place == Place(file: "a.toml", line: line, column: column), "\(key)")
        }
        guard case .array(let elements) = root["a"]?.value else {
            throw ConfigurationError(Place(file: ""), "no array")
        }
        #expect(elements.map(\.place.column) == [6, 9, 16])
        #expect(root["a"]?.place.description == "a.toml:9:5")
        #expect(root["t"]?.place.description == "a.toml:10:5")
        #expect(root["t"]?["y"]?.place.description == "a.toml:10:18")
        #expect(root.place.description == "a.toml:1:1")
    }

    @Test("keys keep the order of the file and their own places")
    func order() throws {
        let root = try parse("zeta = 1\nalpha = 2\n[mid.inner]\nz = 1\na = 2\n[[m]]\nid = 1\n[[m]]\nid = 2\n[beta]\n")
        #expect(root.entries?.map(\.key) == ["zeta", "alpha", "mid", "m", "beta"])
        #expect(
            root.entries?.map(\.keyPlace.description) == [
                "a.toml:1:1", "a.toml:2:1", "a.toml:3:2", "a.toml:6:3", "a.toml:10:2",
            ])
        #expect(root["mid"]?["inner"]?.entries?.map(\.key) == ["z", "a"])
        #expect(root["mid"]?["inner"]?.place.description == "a.toml:3:1")
        guard case .array(let tables) = root["m"]?.value else { throw ConfigurationError(Place(file: ""), "no array") }
        #expect(tables.map(\.place.description) == ["a.toml:6:1", "a.toml:8:1"])
        #expect(tables.map { $0["id"]?.place.description } == ["a.toml:7:6", "a.toml:9:6"])
    }

    @Test("a dotted key makes tables that stand where its parts stand")
    func dotted() throws {
        let root = try parse("a.b.c = 1")
        #expect(root["a"]?.place.column == 1)
        #expect(root["a"]?["b"]?.place.column == 3)
        #expect(root["a"]?["b"]?.entries?.first?.keyPlace.column == 5)
        #expect(root["a"]?["b"]?["c"]?.place.column == 9)
    }

    @Test("columns count characters, not bytes, and a byte order mark is none")
    func columns() throws {
        let root = try parse("\u{FEFF}\"名称\" = \"压铸机\" # x\nt = { a = \"é😀\", b = \"x\" }\r\nlast = 1")
        #expect(root["名称"]?.place.description == "a.toml:1:8")
        #expect(root["名称"]?.contentPlace?.column == 9)
        #expect(root["t"]?["b"]?.place.description == "a.toml:2:21")
        #expect(root["last"]?.place.description == "a.toml:3:8")
        #expect(message("a = \"压铸\" x").hasPrefix("a.toml:1:10: "))
    }

    @Test("the content of a string of one line starts behind its quote, of several lines nowhere in particular")
    func content() throws {
        let root = try parse(
            "a = \"x\"\nb = 'y'\nc = \"\"\nd = \"\"\"\nlong\"\"\"\ne = '''z'''\nf = ''\ng = [\"h\", '''i''']")
        #expect(root["a"]?.contentPlace?.description == "a.toml:1:6")
        #expect(root["b"]?.contentPlace?.description == "a.toml:2:6")
        #expect(root["c"]?.contentPlace?.description == "a.toml:3:6")
        #expect(root["d"]?.contentPlace == nil)
        #expect(root["e"]?.contentPlace == nil)
        #expect(root["f"]?.contentPlace?.description == "a.toml:7:6")
        #expect(root["a"]?.place(ofOffset: 1).column == 7)
        #expect(root["d"]?.place(ofOffset: 3) == root["d"]?.place)
        guard case .array(let strings) = root["g"]?.value else { throw ConfigurationError(Place(file: ""), "no array") }
        #expect(strings.map { $0.contentPlace?.column } == [7, nil])
    }

    @Test("strings may hold escapes and NUL; an empty text is an empty table")
    func unusualText() throws {
        #expect(try parse("a = \"x\\u0000y\"")["a"]?.value == .string("x\0y"))
        #expect(try parse("").value == .table([]))
        #expect(try parse("# nothing\n").value == .table([]))
        #expect(try parse("\"\" = 1").entries?.map(\.key) == [""])
    }

    @Test(
        "a syntax error names its place",
        arguments: [
            ("a = ", "a.toml:1:5: not valid TOML: in key-value pair: encountered end-of-file"),
            (
                "a = 1\na = 2",
                "a.toml:2:5: not valid TOML: in key-value pair: cannot redefine existing integer 'a'" + Self.once
            ),
            ("[a]\n[a]", "a.toml:2:1: not valid TOML: in table header: cannot redefine existing table 'a'" + Self.once),
            (
                "[.a]",
                "a.toml:1:2: not valid TOML: in key: expected bare key starting character or string delimiter, saw '.'"
            ),
            (
                "é = 1",
                "a.toml:1:1: not valid TOML: in root table: expected keys, tables, whitespace or comments, saw 'é'"
            ),
            ("a = é", "a.toml:1:5: not valid TOML: this is no value" + Self.values),
            ("a = yes", "a.toml:1:5: not valid TOML: this is no value" + Self.values),
            (
                "a = \"x\n",
                "a.toml:1:7: not valid TOML: a text is not closed on its line, or holds a control character. "
                    + "Allowed: \"…\" or '…' on one line; \\n, \\t and \\uXXXX for other characters"
            ),
            ("a = \"x", "a.toml:1:7: not valid TOML: in string: encountered end-of-file"),
            ("[[a]\n", "a.toml:1:5: not valid TOML: in table header: expected ']', saw '\\n'"),
        ])
    func syntax(_ text: String, _ expected: String) {
        #expect(message(text) == expected)
    }

    private static let once = ". Allowed: each key and each [table] once; several of a kind as [[table]]"
    private static let values =
        ". Allowed: a text in quotes, a number, true, false, [a list], { a = \"table\" }"

    @Test("what is not UTF-8 is told by the place of its first bad byte")
    func encoding() {
        #expect(
            message([0x61, 0x3D, 0x31, 0x0A, 0x62, 0x3D, 0x22, 0xFF, 0x22])
                == "a.toml:2:4: not UTF-8 from here on; save the file as UTF-8")
        #expect(message([0xFF, 0xFE, 0x61, 0x00]) == "a.toml: saved as UTF-16; save it as UTF-8")
        #expect(message([0xC3]) == "a.toml:1:1: not UTF-8 from here on; save the file as UTF-8")
    }
}
