import Basis
import Testing

@testable import Hub

struct PlantFileErrorTests {
    /// A right plant of six lines; each case changes it or puts its text behind it.
    static let head = """
        site = { id = "s", time_zone = "Asia/Shanghai" }
        area = [{ id = "hall" }]
        line = [{ id = "L1", area = "hall" }]
        machine = [{ id = "M1", line = "L1" }, { id = "M2", line = "L1", ideal_cycle = "10s" }]
        source = [{ id = "bits", topic = "p/{machine}/bits", members = "" }]
        rule = [{ state = "producing", when = "run" }]

        """

    func message(_ text: String) -> String {
        do throws(ConfigurationError) {
            _ = try PlantFile.read(text: Array(text.utf8), file: "plant.toml")
            return "no error"
        } catch {
            return error.description
        }
    }

    /// Reads `text`, in which a `^` stands before the place of each fault, and expects exactly these.
    func expect(_ text: String, _ faults: [String]) {
        var lines: [String] = []
        var faults = faults[...]
        var line = 1
        var column = 1
        for scalar in text.unicodeScalars {
            if scalar == "^" {
                lines.append("plant.toml:\(line):\(column): \(faults.popFirst() ?? "")")
            } else if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        let sorted = message(text.replacing("^", with: "")).split(separator: "\n").map(String.init).sorted()
        #expect(sorted == lines.sorted())
    }

    /// The head with some text in place of another.
    func expect(replacing old: String, with new: String, _ faults: String...) {
        expect(Self.head.replacing(old, with: new), faults)
    }

    @Test("the head by itself is right")
    func sound() { #expect(message(Self.head) == "no error") }

    @Test(
        "references to nothing name what there is",
        arguments: [
            ("area = \"hall\"", "area = ^\"hal\"", "unknown area \"hal\"; did you mean \"hall\"? Allowed: hall"),
            ("\"M1\", line = \"L1\"", "\"M1\", line = ^\"X9\"", "unknown line \"X9\". Allowed: L1"),
            (
                "bits\", members", "bits\", machine_id = ^\"M3\", members",
                "unknown machine \"M3\"; did you mean \"M1\"? Allowed: M1, M2"
            ),
            (
                "when = \"run\"", "when = \"run\", machines = [\"*\", ^\"M4\"]",
                "unknown machine \"M4\"; did you mean \"M1\"? Allowed: M1, M2"
            ),
            (
                "when = \"run\"", "when = \"run\", machines = [\"*\", ^\"Z*\"]",
                "no machine fits \"Z*\". Allowed: M1, M2"
            ),
            (
                "{ id = \"M2\"", "{ id = ^\"M1\"",
                "machine \"M1\" is already defined at plant.toml:4:19; rename or remove one of them"
            ),
            (
                "rule = [", "cycle = [{ pulse = \"message\", source = ^\"shot\" }]\nrule = [",
                "unknown source \"shot\". Allowed: bits"
            ),
        ])
    func references(_ old: String, _ new: String, _ fault: String) {
        // Where a machine's id is not the topic's, the topic's is of no use.
        let head = Self.head.replacing("{machine}", with: new.contains("machine_id") ? "+" : "{machine}")
        expect(head.replacing(old, with: new), [fault])
    }

    @Test("a machine without a rule is reported, and a plant without machines")
    func withoutRule() {
        expect(
            Self.head.replacing("when = \"run\"", with: "when = \"run\", machines = [\"M2\"]")
                .replacing("\"M1\"", with: "^\"M1\""),
            ["no [[rule]] speaks of machine \"M1\". Allowed: at least one, without which it has no state"])
        expect(
            "site = { id = \"s\", time_zone = \"UTC\" }\nline = ^[]\nmachine = ^[]\nsource = ^[]",
            ["line", "machine", "source"].map {
                "\"\($0)\" in the top level of plant.toml is empty. Allowed: at least one [[\($0)]]"
            })
    }

    @Test(
        "faults of a rule point to their column inside the text",
        arguments: [
            ("\"run ==^\"", "the rule ends too early", "a number, a text in quotes, true, false"),
            (
                "\"run and^\"", "the rule ends too early",
                "the name of a tag, \"(\", not, known(tag), cycling, true, false"
            ),
            ("'e\u{301} and a ^b'", "unexpected b", "and, or, for, the end"),
            (
                "\"run ^! 3\"", "unexpected !",
                "a tag, a comparison (== != < <= > >=), in, and, or, not, for"
            ),
            ("\"run for 5^x\"", "unknown unit x", "ms, s, m, h, d"),
            (
                "\"run == ^'a\"", "the ' is not closed",
                "such as execution == \"ACTIVE\" and not (door_open for 10s)"
            ),
        ])
    func ruleSyntax(_ rule: String, _ fault: String, _ allowed: String) {
        expect(
            replacing: "\"run\"", with: rule, "\"when\" in [[rule]] is not a rule: \(fault). Allowed: \(allowed)")
    }

    @Test(
        "what a source lacks or has too much of is reported at its place",
        arguments: [
            (
                "{ id = \"bits\", topic = \"p/{machine}/", "^{ id = \"bits\", topic = \"p/+/",
                "[[source]] does not say which machine its messages are about. "
                    + "Allowed: machine, machine_id, or {machine} in the topic"
            ),
            (
                "/bits", "/^{owner}",
                "this source has no use for {owner} in its topic. Allowed: {machine}, + for any level"
            ),
            (
                "\"p/{machine}/bits", "^\"p/{machine}/a+",
                "\"topic\" in [[source]] is not a topic pattern: a+ mixes text with a wildcard, which stands for a whole "
                    + "level. Allowed: levels of text, {machine}, {tag}, {item}, +, and # as the last level"
            ),
            (
                "{ id = \"bits\", topic = \"p/{machine}/bits\", members = \"\"",
                "^{ id = \"bits\", topic = \"p/{machine}/bits\"",
                "[[source]] lacks its content. Allowed: one of value, members, alarm, record"
            ),
            (
                "members = \"\"", "members = ^\"\", value = \"/v\", tag = \"t\"",
                "\"value\" and \"members\" exclude each other. Allowed: one of value, members, alarm, record"
            ),
            (
                "{ id = \"bits\", topic = \"p/{machine}/bits\", members = \"\"",
                "^{ id = \"bits\", topic = \"p/{machine}/bits\", value = \"/v\"",
                "[[source]] does not say which tag its messages are about. Allowed: tag_at, tag, or {tag} in the topic"
            ),
            (
                "members = \"\"", "members = \"\", tag = ^\"t\"",
                "\"tag\" in [[source]] needs \"value\" (where the one value stands). Allowed: \"\" for the whole payload, \"/name\", "
                    + "\"/list/0/name\"; ~1 stands for /, ~0 for ~"
            ),
            (
                "members = \"\"", "members = ^\"v\"",
                "\"members\" in [[source]] is not a JSON Pointer: it does not begin with /. Allowed: \"\" for the whole "
                    + "payload, \"/name\", \"/list/0/name\"; ~1 stands for /, ~0 for ~"
            ),
            (
                "members = \"\"", "members = \"\", time = ^\"/t\"",
                "\"time\" in [[source]] needs \"time_format\" (how the time is written). "
                    + "Allowed: epoch-s, epoch-ms, epoch-us, epoch-ns, iso8601, local"
            ),
            (
                "members = \"\"", "members = \"\", time_format = ^\"local\"",
                "\"time_format\" in [[source]] needs \"time\" (where the time stands). Allowed: \"\" for the whole payload, \"/name\", "
                    + "\"/list/0/name\"; ~1 stands for /, ~0 for ~"
            ),
            (
                "members = \"\"",
                "members = \"\", time = \"/t\", time_format = \"epoch-s\", time_zone = ^\"Asia/Seoul\"",
                "\"time_zone\" is only for time_format = \"local\""
            ),
            (
                "members = \"\" }", "members = \"\" }, { id = \"b\", topic = ^\"p/{machine}/bits\", members = \"/a\" }",
                "source \"bits\" already reads these topics. Allowed: another topic"
            ),
            (
                "topic = \"p/{machine}/bits\", members = \"\" }",
                "topic = \"p/{machine}/+\", members = \"\" }, { id = \"b\", topic = ^\"p/{machine}/a\", members = \"/a\" }",
                "source \"bits\" already reads these topics. Allowed: another topic, or this [[source]] before that one"
            ),
            (
                "members = \"\" }",
                "members = \"\" }, { id = \"b\", topic = ^\"p/M1/+\", machine_id = \"M1\", members = \"/a\" }",
                "some of these topics are read by source \"bits\" too. Allowed: topics of which none, or all, are among "
                    + "\"p/{machine}/bits\""
            ),
            (
                "members = \"\"", "alarm = { level = \"/l\", item_id = \"i\", levels = ^{} }",
                "\"levels\" in [source.alarm] is empty. Allowed: at least one of: warning, fault, normal, unavailable"
            ),
            (
                "members = \"\"", "alarm = ^{ level = \"/l\", levels = { A = \"fault\" } }",
                "[[source]] does not say which item its messages are about. Allowed: item, item_id, or {item} in the topic"
            ),
        ])
    func sources(_ old: String, _ new: String, _ fault: String) { expect(replacing: old, with: new, fault) }

    @Test(
        "unknown keys, wrong types, words out of their list and missing keys are reported",
        arguments: [
            (
                "^zone_time = 1",
                "unknown key \"zone_time\" in the top level of plant.toml. Allowed: include, site, area, line, machine, "
                    + "source, tag, rule, cycle, alarm, die, shift, break, rota, holiday, reason, alarm_targets, history"
            ),
            (
                "[[tag]]\nid = \"a\"\n^max_stop = 3",
                "unknown key \"max_stop\" in [[tag]]; did you mean \"max_step\"? Allowed: id, ids, machines, name, unit, "
                    + "range, sentinels, max_step, number, limits, decimals, stale_after, counter, owner, rollover, hidden"
            ),
            (
                "[[tag]]\nid = ^5",
                "\"id\" in [[tag]] must be a name or a pattern, found the integer 5. "
                    + "Allowed: 1 to 128 characters, * for any text"
            ),
            (
                "[[tag]]\nid = ^\"\"",
                "\"id\" in [[tag]] is not a name or a pattern: it is empty. "
                    + "Allowed: 1 to 128 characters, * for any text"
            ),
            (
                "[[alarm]]\nitem = \"a\"\ncode = \"1\"\nlevel = ^\"bad\"\ntext = \"t\"\nwhen = \"a\"",
                "\"level\" in [[alarm]] must be one of the allowed words, found \"bad\". Allowed: warning, fault"
            ),
            (
                "[[alarm]]\nitem = \"a\"\ncode = \"1\"\nlevel = \"fault\"\ntext = ^5\nwhen = \"a\"",
                "\"text\" in [[alarm]] must be a text, found the integer 5. Allowed: \"…\" or { en = \"…\", zh = \"…\" }"
            ),
            (
                "^[[cycle]]\nsource = \"bits\"",
                "missing key \"pulse\" in [[cycle]] (what a cycle is: a message of a source, or one more on a counter). "
                    + "Allowed: message, increase"
            ),
        ])
    func shape(_ text: String, _ fault: String) { expect(Self.head + text, [fault]) }

    @Test("all that is wrong is reported, not the first alone")
    func all() {
        expect(
            Self.head.replacing("\"M1\", line = \"L1\"", with: "\"M1\", line = ^\"X\"")
                + "[[tag]]\nid = \"a\"\nmachines = [^\"Z\"]\n[[cycle]]\npulse = \"message\"\nsource = ^\"x\"",
            [
                "unknown line \"X\". Allowed: L1", "unknown machine \"Z\". Allowed: M1, M2",
                "unknown source \"x\". Allowed: bits",
            ])
    }
}
