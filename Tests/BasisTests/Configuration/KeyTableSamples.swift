@testable import Basis

/// A table of keys that has every type.
enum KeyTableSamples {
    enum Role: String, CaseIterable { case melt, cast, trim }

    static let pointer = Notation("a JSON pointer", allowed: "\"/a/0/b\"") { text in
        if text.isEmpty || text.hasPrefix("/") {
            let bad = text.unicodeScalars.enumerated().first { $0.element == " " }
            return bad.map { Notation.Fault("a space", at: $0.offset) }
        }
        return Notation.Fault("it must start with /")
    }

    static let tag = KeyTable(
        "machine.tag", text: "A value of the machine.",
        keys: [
            KeySpec("name", .identifier, required: true, text: "Its name."),
            KeySpec("at", .notation(pointer), default: .string("/value"), text: "Where it stands."),
        ])

    static let machine = KeyTable(
        "machine", text: "A machine.",
        keys: [
            KeySpec("id", .identifier, required: true, text: "Its name in topics"),
            KeySpec("name", .text, text: "Its name for people"),
            KeySpec("ideal_cycle", .duration(in: .seconds(1)...(.seconds(600))), text: "Ideal cycle time"),
            KeySpec("silence_limit", .duration(), default: .string("30s"), text: "Silence after which it has no data"),
            KeySpec("role", .choice(of: Role.self), default: .string("cast"), text: "What it does"),
            KeySpec("cavities", .integer(in: 1...32), default: .integer(1), text: "Parts a shot"),
            KeySpec("weight", .number(in: 0...100), allowed: "kilograms, 0 to 100", text: "Weight of a part"),
            KeySpec("active", .bool, default: .bool(true), text: "Whether it runs"),
            KeySpec("tag", .listOfTables(tag), text: "Its tags"),
        ])

    static let plant = KeyTable(
        "plant.toml", text: "The plant.",
        keys: [
            KeySpec("site", .identifier, required: true, text: "The site in topics"),
            KeySpec("zone", .zone, default: .string("UTC"), text: "Time zone of the plant"),
            KeySpec("ports", .list(of: .integer(in: 1...65535)), text: "Ports"),
            KeySpec("states", .map(of: .oneOf(["run", "stop"])), text: "Native values"),
            KeySpec("title", .string, text: "A title"),
            KeySpec(
                "broker",
                .table(
                    KeyTable(
                        "broker", text: "",
                        keys: [
                            KeySpec("url", .string, required: true, text: "Its address")
                        ])), text: "The broker"),
            KeySpec("machine", .listOfTables(machine), text: "The machines"),
        ])
}
