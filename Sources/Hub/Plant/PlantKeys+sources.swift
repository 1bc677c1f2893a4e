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
            KeySpec("id", .identifier, required: true, text: "its name, for [[cycle]] and messages"),
            KeySpec("topic", .notation(PlantNotations.topic), required: true, text: "the topics that are read"),
            KeySpec(
                "qos", .integer(in: 0...1), default: .integer(1),
                text: "the MQTT quality of service to subscribe with"),
            KeySpec("dialect", .oneOf(["json"]), default: .string("json"), text: "how payloads are written"),
            KeySpec("machine", pointer, text: "where the machine's id stands; default: {machine} of the topic"),
            KeySpec("machine_id", .identifier, text: "the one machine that all messages are about"),
            KeySpec("time", pointer, text: "where the time stands; default: the arrival counts"),
            KeySpec("time_format", .oneOf(timeFormats), text: "how the time is written"),
            KeySpec("time_zone", .zone, text: "the zone of local times; default: the site's"),
            KeySpec("value", pointer, text: "where the one value stands"),
            KeySpec("tag", .notation(PlantNotations.name), text: "the name of the value's tag"),
            KeySpec("tag_at", pointer, text: "where the tag's name stands; default: {tag} of the topic"),
            KeySpec("members", pointer, text: "an object whose members are all values, each a tag of its name"),
            KeySpec("unavailable", .list(of: .string), text: "texts that mean that there is no value"),
            KeySpec(
                "proves_alive", .bool, default: .bool(true), text: "whether a message proves its machine alive"),
            KeySpec("alarm", .table(sourceAlarm), text: "where the parts of an alarm stand"),
        ])

    static let sourceAlarm = KeyTable(
        "source.alarm", text: "Messages that are lines about alarms.",
        keys: [
            KeySpec("item", pointer, text: "where the part that speaks stands; default: {item} of the topic"),
            KeySpec("item_id", .notation(PlantNotations.name), text: "the one part that all messages are about"),
            KeySpec("level", pointer, required: true, text: "where the level stands"),
            KeySpec("code", pointer, text: "where the alarm's code stands"),
            KeySpec("text", pointer, text: "where the alarm's text stands"),
            KeySpec(
                "levels", .map(of: .choice(of: AlarmWord.self)), required: true,
                text: "what each level's word means"),
        ])
}
