import Basis
import Telemetry

/// How messages are read.
extension PlantKeys {
    /// The words for `time_format`, `local` being the one that needs a zone.
    static let timeFormats = ["epoch-s", "epoch-ms", "epoch-us", "epoch-ns", "iso8601", "local"]

    private static let pointer = KeyType.notation(PlantNotations.pointer)

    static let source = KeyTable(
        "source", text: "Messages of one kind: their topics, and where machine, time and values stand in them.",
        keys: [
            KeySpec(
                "id", .identifier, required: true, example: "\"status\"", text: "its name, for [[cycle]] and messages"),
            KeySpec(
                "topic", .notation(PlantNotations.topic), required: true, example: "\"my-plant/{machine}/status\"",
                text: "the topics that are read"),
            KeySpec(
                "qos", .integer(in: 0...1), default: .integer(1),
                text: "the MQTT quality of service to subscribe with"),
            KeySpec("dialect", .oneOf(["json"]), default: .string("json"), text: "how payloads are written"),
            KeySpec(
                "machine", pointer, example: "\"/machine\"",
                text: "where the machine's id stands; default: {machine} of the topic"),
            KeySpec(
                "machine_id", .identifier, example: "\"press-4\"", text: "the one machine that all messages are about"),
            KeySpec("time", pointer, example: "\"/ts\"", text: "where the time stands; default: the arrival counts"),
            KeySpec("time_format", .oneOf(timeFormats), example: "\"iso8601\"", text: "how the time is written"),
            KeySpec(
                "time_zone", .zone, example: "\"Europe/Berlin\"", text: "the zone of local times; default: the site's"),
            KeySpec("value", pointer, example: "\"/value\"", text: "where the one value stands"),
            KeySpec("tag", .notation(PlantNotations.name), example: "\"oil\"", text: "the name of the value's tag"),
            KeySpec(
                "tag_at", pointer, example: "\"/name\"",
                text: "where the tag's name stands; default: {tag} of the topic"),
            KeySpec(
                "members", pointer, example: "\"\"",
                text: "an object whose members are all values, each a tag of its name"),
            KeySpec(
                "unavailable", .list(of: .string), example: "[\"UNAVAILABLE\"]",
                text: "texts that mean that there is no value"),
            KeySpec(
                "proves_alive", .bool, default: .bool(true), text: "whether a message proves its machine alive"),
            KeySpec(
                "alarm", .table(sourceAlarm),
                example:
                    "{ item_id = \"hydraulics\", level = \"/level\", levels = { ERR = \"fault\", OK = \"normal\" } }",
                text: "where the parts of an alarm stand"),
            KeySpec("record", .table(sourceRecord), text: "where the parts of a shift record stand"),
        ],
        rules: [
            .one(of: ["machine", "machine_id"], isRequired: false),
            .one(of: ["value", "members", "alarm", "record"], isRequired: true),
            .one(of: ["tag", "tag_at"], isRequired: false),
            .needs("tag", "value"), .needs("tag_at", "value"),
            .needs("time", "time_format"), .needs("time_format", "time"), .needs("time_zone", "time"),
        ])

    static let sourceRecord = KeyTable(
        "source.record", text: "Messages that are records of what a machine made in a shift, sent when it has ended.",
        keys: [
            KeySpec(
                "date", pointer, example: "\"/date\"",
                text: "where the date stands on which the shift began; default: the shift that ended last counts"),
            KeySpec("shift", pointer, example: "\"/shift\"", text: "where the shift's word stands"),
            KeySpec(
                "shifts", .map(of: .identifier), example: "{ 1 = \"early\", 2 = \"late\" }",
                text: "which [[shift]] each of those words means; others are ids themselves"),
            KeySpec(
                "order", pointer, example: "\"/order\"", text: "where the order stands; without one nothing was to make"
            ),
            KeySpec("item", pointer, example: "\"/item\"", text: "where the item stands"),
            KeySpec("die", pointer, example: "\"/die\"", text: "where the die stands"),
            KeySpec("shots", pointer, example: "\"/shots\"", text: "where the number of cycles stands"),
            KeySpec(
                "cavities", pointer, example: "\"/cavities\"",
                text: "where the parts a cycle stand; default: those of die or machine"),
            KeySpec(
                "produced", pointer, example: "\"/total\"",
                text: "where the parts stand, good or not; default: shots times cavities"),
            KeySpec(
                "good", pointer, example: "\"/good\"",
                text: "where the good parts stand; default: what was produced, less the defects"),
            KeySpec(
                "defects", .map(of: pointer), example: "{ scratch = \"/ng/scratch\" }",
                text: "by name of a defect, where its parts stand"),
            KeySpec(
                "changes", .map(of: pointer), example: "{ die = \"/die_changed\" }",
                text: "by what can be changed, where a mark of it stands: one set-up each"),
        ],
        rules: [
            .needs("date", "shift"), .needs("shift", "date"), .needs("shifts", "shift"),
            .some(of: ["shots", "produced"]),
        ])

    static let sourceAlarm = KeyTable(
        "source.alarm", text: "Messages that are lines about alarms.",
        keys: [
            KeySpec(
                "item", pointer, example: "\"/part\"",
                text: "where the part that speaks stands; default: {item} of the topic"),
            KeySpec(
                "item_id", .notation(PlantNotations.name), example: "\"hydraulics\"",
                text: "the one part that all messages are about"),
            KeySpec("level", pointer, required: true, example: "\"/level\"", text: "where the level stands"),
            KeySpec("code", pointer, example: "\"/code\"", text: "where the alarm's code stands"),
            KeySpec("text", pointer, example: "\"/text\"", text: "where the alarm's text stands"),
            KeySpec(
                "levels", .map(of: .choice(of: AlarmWord.self)), required: true,
                example: "{ WARN = \"warning\", ERR = \"fault\", OK = \"normal\" }",
                text: "what each level's word means"),
        ], rules: [.one(of: ["item", "item_id"], isRequired: false), .filled("levels")])
}
