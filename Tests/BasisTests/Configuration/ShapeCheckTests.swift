import Testing

@testable import Basis

@Suite("Messages about what does not fit the table of keys")
struct ShapeCheckTests {
    private func message(_ text: String) -> String {
        do {
            let root = try TomlDocument.parse(text: Array(text.utf8), file: "plant.toml")
            _ = try TableReader(root, KeyTableSamples.plant)
            return "no error"
        } catch {
            return "\(error)"
        }
    }

    private static let machineKeys =
        "id, name, ideal_cycle, silence_limit, role, cavities, weight, active, tag"

    @Test("an unknown key names its place, the nearest known key and all that are allowed")
    func unknownKey() {
        #expect(
            message("site = \"a\"\n[[machine]]\nid = \"m\"\n  silense_limit = \"5s\"")
                == "plant.toml:4:3: unknown key \"silense_limit\" in [[machine]]; did you mean \"silence_limit\"? "
                + "Allowed: \(Self.machineKeys)")
        #expect(
            message("site = \"a\"\ncolour = 1")
                == "plant.toml:2:1: unknown key \"colour\" in the top level of plant.toml. "
                + "Allowed: site, zone, ports, states, title, broker, machine")
    }

    @Test("a missing key names the table and says what the key is for")
    func missingKey() {
        #expect(
            message("site = \"a\"\n[[machine]]\nname = \"M\"")
                == "plant.toml:2:1: missing key \"id\" in [[machine]] (Its name in topics). "
                + "Allowed: 1 to 64 of A-Z a-z 0-9 . _ -")
        #expect(
            message("") == "plant.toml:1:1: missing key \"site\" in the top level of plant.toml "
                + "(The site in topics). Allowed: 1 to 64 of A-Z a-z 0-9 . _ -")
        #expect(message("site = \"a\"\n[broker]") == "plant.toml:2:1: missing key \"url\" in [broker] (Its address)")
    }

    @Test(
        "a wrong value names what was expected and what was found",
        arguments: [
            (
                "id = 5",
                "6: \"id\" in [[machine]] must be an identifier, found the integer 5. Allowed: 1 to 64 of A-Z a-z 0-9 . _ -"
            ),
            (
                "id = \"a b\"",
                "6: \"id\" in [[machine]] must be an identifier, found \"a b\". Allowed: 1 to 64 of A-Z a-z 0-9 . _ -"
            ),
            (
                "name = [1]",
                "8: \"name\" in [[machine]] must be a text, found a list. Allowed: \"…\" or { en = \"…\", zh = \"…\" }"
            ),
            ("name = {}", "8: missing key \"en\" in \"name\" in [[machine]] (the text that serves all languages)"),
            (
                "ideal_cycle = 5",
                "15: \"ideal_cycle\" in [[machine]] must be a duration, found the integer 5. "
                    + "Allowed: \"250ms\", \"5s\", \"1h30m\", \"8d\"; from 1s to 10m"
            ),
            (
                "ideal_cycle = \"20m\"",
                "15: \"ideal_cycle\" in [[machine]] is out of range: \"20m\". "
                    + "Allowed: \"250ms\", \"5s\", \"1h30m\", \"8d\"; from 1s to 10m"
            ),
            ("cavities = 0", "12: \"cavities\" in [[machine]] is out of range: 0. Allowed: 1 to 32"),
            (
                "cavities = 1.5",
                "12: \"cavities\" in [[machine]] must be an integer, found the number 1.5. Allowed: 1 to 32"
            ),
            ("weight = nan", "10: \"weight\" in [[machine]] is out of range: nan. Allowed: kilograms, 0 to 100"),
            ("weight = 101", "10: \"weight\" in [[machine]] is out of range: 101. Allowed: kilograms, 0 to 100"),
            ("active = \"yes\"", "10: \"active\" in [[machine]] must be true or false, found the string \"yes\""),
            (
                "role = \"meld\"",
                "8: \"role\" in [[machine]] must be one of the allowed words, found \"meld\"; did you mean \"melt\"? "
                    + "Allowed: melt, cast, trim"
            ),
            (
                "tag = [1]",
                "8: \"tag\" in [[machine]] must be tables [[machine.tag]], found the integer 1. Allowed: [[machine.tag]] with name, at"
            ),
            (
                "tag = [{ name = \"x\", at = \"/a b\" }]",
                "30: \"at\" in [[machine.tag]] is not a JSON pointer: a space. Allowed: \"/a/0/b\""
            ),
            (
                "tag = [{ name = \"x\", at = \"a\" }]",
                "27: \"at\" in [[machine.tag]] is not a JSON pointer: it must start with /. Allowed: \"/a/0/b\""
            ),
        ])
    func wrongValue(_ line: String, _ expected: String) {
        let id = line.hasPrefix("id = ") ? "" : "\nid = \"m\""
        #expect(message("site = \"a\"\n[[machine]]\n\(line)\(id)") == "plant.toml:3:\(expected)")
    }

    @Test("lists, maps, zones and strings are checked element by element")
    func elements() {
        #expect(
            message("site = \"a\"\nports = [1, 70000]")
                == "plant.toml:2:13: element 2 of \"ports\" in the top level of plant.toml is out of range: 70000. "
                + "Allowed: 1 to 65535")
        #expect(
            message("site = \"a\"\nstates = { 1 = \"run\", 2 = \"stpo\" }")
                == "plant.toml:2:27: \"2\" of \"states\" in the top level of plant.toml must be one of the allowed words, "
                + "found \"stpo\"; did you mean \"stop\"? Allowed: run, stop")
        #expect(
            message("site = \"a\"\nzone = \"Europe/Berln\"")
                == "plant.toml:2:8: \"zone\" in the top level of plant.toml must be a time zone, found \"Europe/Berln\"; "
                + "did you mean \"Europe/Berlin\"? Allowed: an IANA name such as \"Europe/Berlin\" or \"Asia/Shanghai\""
        )
        #expect(
            message("site = \"a\"\ntitle = \"a\\u001Bb\"")
                == "plant.toml:2:9: \"title\" in the top level of plant.toml must not contain control characters")
    }

    @Test("text from the file cannot move a cursor in a message")
    func harmlessMessages() {
        let text = message("site = \"a\"\n\"\\u001B[2J\\u202E\" = 1")
        #expect(text.contains("unknown key \"\\u{1B}[2J\\u{202E}\""))
        #expect(!text.unicodeScalars.contains("\u{1B}"))
    }

    @Test("all problems are reported, twenty of them in full")
    func bound() throws {
        let lines = message("site = \"a\"\n" + (1...25).map { "x\($0) = 1" }.joined(separator: "\n")).split(
            separator: "\n")
        #expect(lines.count == 21)
        #expect(lines.last == "… and 5 more")
        #expect(lines[0].hasPrefix("plant.toml:2:1: ") && lines[19].hasPrefix("plant.toml:21:1: "))
    }
}
