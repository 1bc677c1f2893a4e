import Basis
import Testing
@testable import Hub

extension PlantFileErrorTests {
    private static let pulse = "[[cycle]]\npulse = \"message\"\nsource = \"bits\"\n"
    private static let alarm = "[[alarm]]\nitem = \"a\"\ncode = \"1\"\nlevel = \"fault\"\ntext = \"t\"\n"

    @Test(
        "what makes no sense together is reported at its place",
        arguments: [
            ("^[[tag]]\nunit = \"s\"", "[[tag]] lacks its content. Allowed: one of id, ids"),
            ("[[tag]]\nid = \"a\"\nids = ^[\"b\"]", "\"id\" and \"ids\" exclude each other. Allowed: one of id, ids"),
            (
                "[[tag]]\nids = ^[]",
                "\"ids\" in [[tag]] is empty. Allowed: at least one of: 1 to 128 characters, * for any text"
            ),
            (
                "[[tag]]\nid = \"a\"\nmachines = ^[]",
                "\"machines\" in [[tag]] is empty. Allowed: at least one of: 1 to 128 characters, * for any text"
            ),
            (
                "[[tag]]\nid = \"a\"\nrange = { min = ^3, max = 2 }",
                "\"min\" is above \"max\". Allowed: the lower first"
            ),
            ("[[tag]]\nid = \"a\"\nlimits = ^{}", "[tag.limits] is empty. Allowed: at least one of low, high"),
            (
                "[[tag]]\nid = \"a\"\ncounter = false\nowner = ^\"die\"",
                "\"owner\" is only for a counter. Allowed: counter = true"
            ),
            ("[[cycle]]\npulse = ^\"message\"", "pulse = \"message\" needs \"source\". Allowed: bits"),
            (
                "[[cycle]]\npulse = ^\"increase\"",
                "pulse = \"increase\" needs \"counter\". Allowed: the name of a tag"
            ),
            (
                "[[cycle]]\npulse = \"increase\"\ncounter = \"n\"\nsource = ^\"bits\"",
                "\"source\" is only for pulse = \"message\""
            ),
            (pulse + "try = ^\"cycling\"", "cycling can stand only in the \"when\" of a [[rule]]"),
            (
                pulse + "try = ^\"t for 5s\"",
                "\"for\" cannot stand in \"try\", which is judged at once. Allowed: a rule without for"
            ),
            (
                pulse + "stopped_after = ^3",
                "\"stopped_after\" counts ideal cycles, and machine \"M1\" has no ideal_cycle. "
                    + "Allowed: stopped_after where each machine has an ideal_cycle"
            ),
            (
                pulse + "machines = [\"M2\"]\n^" + pulse,
                "machine \"M2\" already has a [[cycle]] at plant.toml:7:1. Allowed: one [[cycle]] a machine"
            ),
            (
                "[[cycle]]\npulse = \"increase\"\ncounter = ^\"n\"\n"
                    + "[[tag]]\nid = \"n\"\nmachines = [\"M1\"]\ncounter = false",
                "a [[tag]] says that \"n\" is no counter. Allowed: a tag without counter = false"
            ),
            (alarm + "when = ^\"not cycling\"", "cycling can stand only in the \"when\" of a [[rule]]"),
            (
                alarm + "when = \"a\"\nmachines = [\"M1\"]\n" + alarm.replacing("\"1\"", with: "^\"1\"")
                    + "when = \"b\"",
                "machine \"M1\" already has an alarm of this item and code at plant.toml:9:8. "
                    + "Allowed: another item or code"
            ),
        ])
    func meaning(_ text: String, _ fault: String) { expect(Self.head + text, [fault]) }

    private static func cycling(without missing: String) -> String {
        "cycling is not known of machine \"M1\", which has no \(missing). Allowed: rules without cycling; "
            + "for this machine give \(missing), or leave it out of machines"
    }

    @Test("cycling needs a cycle and an ideal cycle of the machine, and is reported once a rule")
    func cycling() {
        let head = Self.head.replacing("\"run\"", with: "^\"a or cycling\"")
        expect(head, [Self.cycling(without: "[[cycle]]")])
        expect(head + Self.pulse, [Self.cycling(without: "ideal_cycle")])
        expect(
            replacing: "when = \"run\"", with: "when = \"run\", why = ^\"source\"",
            "\"why\" is only for state = \"no data\"")
    }
}
