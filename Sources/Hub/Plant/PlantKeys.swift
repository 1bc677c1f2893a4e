package import Basis
import Shopfloor

/// Every key of `plant.toml`. What is not here is refused.
package enum PlantKeys {
    package static let file = KeyTable(
        "plant.toml", text: "A plant: its machines, how their messages are read, and what they mean.",
        keys: [
            .include,
            KeySpec("site", .table(site), required: true, text: "the site that the plant stands on"),
            KeySpec("area", .listOfTables(area), text: "the areas of the site, such as halls"),
            KeySpec("line", .listOfTables(line), required: true, text: "the lines, groups of machines"),
            KeySpec("machine", .listOfTables(machine), required: true, text: "the machines"),
            KeySpec("source", .listOfTables(source), required: true, text: "the topics that are read, and how"),
            KeySpec("tag", .listOfTables(tag), text: "what is known of values: name, unit, limits, faults"),
            KeySpec("rule", .listOfTables(rule), text: "when a machine is in which state"),
            KeySpec("cycle", .listOfTables(cycle), text: "how cycles are counted"),
            KeySpec("alarm", .listOfTables(alarm), text: "alarms that bits and values say"),
            KeySpec("die", .listOfTables(die), text: "dies: their cycle and their cavities"),
            KeySpec("shift", .listOfTables(shift), text: "when there is work"),
            KeySpec("break", .listOfTables(pause), text: "pauses within shifts"),
            KeySpec("rota", .listOfTables(rota), text: "days with and without work that repeat"),
            KeySpec("holiday", .listOfTables(holiday), text: "dates without work"),
            KeySpec(
                "reason", .listOfTables(reason), text: "why machines stand; default: a tree that suits most plants"),
            KeySpec(
                "alarm_targets", .table(alarmTargets), text: "when alarms are too many, and how long one is shelved"),
            KeySpec("history", .table(history), text: "how long the hub keeps what grows with each message"),
        ], rules: [.filled("line"), .filled("machine"), .filled("source")])

    static let site = KeyTable(
        "site", text: "The site that the plant stands on.",
        keys: [
            KeySpec("id", .identifier, required: true, example: "\"my-plant\"", text: "its name in topics"),
            KeySpec("name", .text, example: "\"Our plant\"", text: "what people call it; default: its id"),
            KeySpec(
                "time_zone", .zone, required: true, example: "\"Europe/Berlin\"",
                text: "the zone in which people there read the clock"),
            KeySpec(
                "late_limit", .duration(), default: .string("72h"),
                text: """
                    how far a message's own time may lie behind its arrival; later ones are quarantined, since what is \
                    recorded must settle. Of a shift record it is the end of its shift, which also must have begun. Of a machine that says much it is less: the hub has at hand the last 8,192 \
                    readings of the tags that its rules name, and its last 1,000 changes of state, so that its memory is \
                    bounded; and after a start of the hub, or an edit of what this file says of the machine's states and \
                    cycles, it has none from before. What is older than those changes nothing, and is quarantined as \
                    `late, not judged`
                    """),
            KeySpec(
                "future_limit", .duration(), default: .string("5s"),
                text: "how far it may lie ahead; else the arrival counts"),
            KeySpec(
                "time", .choice(of: TimeBasis.self), default: .string(TimeBasis.signals.rawValue),
                text: "what figures rest on: what machines signal (shift records count in none), or shift records"),
            KeySpec(
                "micro_stop", .duration(in: .zero...KeyType.longestDuration), default: .string("5m"),
                text: "a shorter stop is a micro-stop and needs no reason"),
        ])

    static let history = KeyTable(
        "history", text: "How long the hub keeps what grows with each message. The journal is kept whole.",
        keys: [
            KeySpec(
                "cycles_days", .integer(in: 1...3660), default: .integer(400),
                text: "days that each cycle is kept with its values; the oldest go first"),
            KeySpec(
                "slots_days", .integer(in: 1...366), default: .integer(8),
                text: "days that the course of each value is kept, in steps of ten seconds"),
            KeySpec(
                "limit_mb", .integer(in: 16...100_000_000), example: "20000",
                text: "megabytes that the store may take: at 80 % people are told, at 100 % nothing more is decided; "
                    + "default: as many as the disk has"),
        ])

    static let area = KeyTable(
        "area", text: "An area of the site, such as a hall.",
        keys: [
            KeySpec("id", .identifier, required: true, example: "\"hall-1\"", text: "its name in topics"),
            KeySpec(
                "name", .text, example: "{ en = \"Hall 1\", zh = \"一车间\" }",
                text: "what people call it; default: its id"),
        ])

    static let line = KeyTable(
        "line", text: "A line: machines that are looked at together.",
        keys: [
            KeySpec("id", .identifier, required: true, example: "\"line-1\"", text: "its name in topics"),
            KeySpec("name", .text, example: "\"Line 1\"", text: "what people call it; default: its id"),
            KeySpec("area", .identifier, example: "\"hall-1\"", text: "the id of the [[area]] that it stands in"),
        ])

    static let machine = KeyTable(
        "machine", text: "A machine.",
        keys: [
            KeySpec("id", .identifier, required: true, example: "\"press-4\"", text: "its name in topics"),
            KeySpec(
                "name", .text, example: "{ en = \"Press 4\", zh = \"压机 4\" }",
                text: "what people call it; default: its id"),
            KeySpec(
                "line", .identifier, required: true, example: "\"line-1\"",
                text: "the id of the [[line]] that it belongs to"),
            KeySpec(
                "ideal_cycle", .duration(in: .milliseconds(1)...KeyType.longestDuration), example: "\"30s\"",
                text: "the shortest cycle that it can keep up"),
            KeySpec(
                "cavities", .integer(in: 1...10_000), default: .integer(1),
                text: "parts that a cycle gives; a die says otherwise for itself"),
            KeySpec(
                "native", .notation(PlantNotations.name), example: "\"mode\"",
                text: "the tag whose own word stands beside the state"),
            KeySpec(
                "order", .notation(PlantNotations.name), example: "\"order\"",
                text: "the tag whose text is the order that it runs from then on; empty or null: none"),
            KeySpec(
                "silence_limit", .duration(in: .seconds(1)...KeyType.longestDuration), example: "\"1m\"",
                text: "after how long without a sign of life it is no data; default: silence ends nothing"),
        ])

    static let die = KeyTable(
        "die", text: "A die, mould or tool: what a cycle with it takes and gives.",
        keys: [
            KeySpec(
                "id", .notation(PlantNotations.name), required: true, example: "\"D-118\"",
                text: "what counters and records call it"),
            KeySpec(
                "name", .text, example: "{ en = \"Housing\", zh = \"壳体\" }",
                text: "what people call it; default: its id"),
            KeySpec(
                "ideal_cycle", .duration(in: .milliseconds(1)...KeyType.longestDuration), example: "\"24s\"",
                text: "the shortest cycle that it can keep up; default: the machine's"),
            KeySpec(
                "cavities", .integer(in: 1...10_000), example: "8",
                text: "parts that a cycle gives; default: the machine's"),
        ])

    /// Which machines a table speaks of.
    static let machines = KeySpec(
        "machines", .list(of: .notation(PlantNotations.namePattern)),
        default: .array([
            TomlNode(.string("*"), place: Place(file: "default"))
        ]), example: "[\"press-*\"]", text: "ids of machines, * for any text")
}
