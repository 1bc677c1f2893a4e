import Basis
import Shopfloor

/// What readings mean.
extension PlantKeys {
    private static let rulePattern = KeyType.notation(PlantNotations.rule)
    private static let tagName = KeyType.notation(PlantNotations.name)
    private static let tagPattern = KeyType.notation(PlantNotations.namePattern)

    static let tag = KeyTable(
        "tag", text: "What is known of a value. Later tables overrule earlier ones, key by key.",
        keys: [
            KeySpec("id", tagPattern, example: "\"oil\"", text: "the tag's name, * for any text"),
            KeySpec("ids", .list(of: tagPattern), example: "[\"oil\", \"temp_*\"]", text: "several such names"),
            machines,
            KeySpec(
                "name", .text, example: "{ en = \"Oil temperature\", zh = \"油温\" }",
                text: "what people call it; default: its id"),
            KeySpec("unit", .string, example: "\"°C\"", text: "the unit, as it is shown"),
            KeySpec("range", .table(range), text: "what is physically possible; outside is flagged as false"),
            KeySpec(
                "sentinels", .list(of: .number()), example: "[65535, -999]",
                text: "numbers that mean that there is no value"),
            KeySpec(
                "max_step", .number(in: 0...Double.greatestFiniteMagnitude), example: "30",
                text: "the furthest it can move from one reading to the next; further is flagged as false"),
            KeySpec(
                "number", .bool,
                text: "whether a text is no value; default: it is none where range, sentinels or max_step stand"),
            KeySpec("limits", .table(limits), text: "what the process allows; outside is shown as low or high"),
            KeySpec(
                "decimals", .integer(in: 0...9), example: "1", text: "decimals to show; default: as many as there are"),
            KeySpec(
                "stale_after", .duration(in: .seconds(1)...KeyType.longestDuration), example: "\"1m\"",
                text: "the age at which it is stale; default: none, since changes only are reported"),
            KeySpec("counter", .bool, text: "whether it counts; owner and rollover say so too"),
            KeySpec(
                "owner", tagName, example: "\"die\"",
                text: "the tag that names what a counter belongs to; default: the machine"),
            KeySpec(
                "rollover", .number(in: 1...Double.greatestFiniteMagnitude), example: "65536",
                text: "the value at which a counter begins again from 0"),
            KeySpec("hidden", .bool, text: "whether it is left out on screens"),
        ], rules: [.one(of: ["id", "ids"], isRequired: true), .filled("ids"), .filled("machines")])

    static let range = KeyTable(
        "tag.range", text: "What is physically possible.",
        keys: [
            KeySpec("min", .number(), example: "0", text: "the lowest possible value"),
            KeySpec("max", .number(), example: "120", text: "the highest possible value"),
        ], rules: [.some(of: ["min", "max"])])

    static let limits = KeyTable(
        "tag.limits", text: "What the process allows.",
        keys: [
            KeySpec("low", .number(), example: "15", text: "below is low"),
            KeySpec("high", .number(), example: "60", text: "above is high"),
        ], rules: [.some(of: ["low", "high"])])

    static let rule = KeyTable(
        "rule", text: "When a machine is in a state. Of the rules that hold, the one of highest priority counts.",
        keys: [
            KeySpec("state", .choice(of: MachineState.self), required: true, text: "the state"),
            KeySpec("when", rulePattern, required: true, example: "\"run == true\"", text: "when it holds"),
            KeySpec(
                "priority", .integer(in: -1000...1000), default: .integer(0),
                text: "the higher one counts, of equal ones the first in the file"),
            machines,
            KeySpec(
                "silence_limit", .duration(in: .seconds(1)...KeyType.longestDuration), example: "\"5m\"",
                text: "after how long without a reading of its own tags it holds no more; default: the machine's"),
            KeySpec("why", .oneOf(["source", "silent"]), text: "the reason for no data; default: source"),
        ], rules: [.filled("machines")])

    static let cycle = KeyTable(
        "cycle", text: "How the cycles of machines are counted.",
        keys: [
            machines,
            KeySpec(
                "pulse", .oneOf(["message", "increase"]), required: true,
                text: "what a cycle is: a message of a source, or one more on a counter"),
            KeySpec("source", .identifier, example: "\"status\"", text: "with message: the id of the [[source]]"),
            KeySpec(
                "counter", tagName, example: "\"parts\"",
                text: "the tag that counts; what it belongs to stands at its [[tag]]"),
            KeySpec("try", rulePattern, example: "\"warm_up\"", text: "when a cycle was a try"),
            KeySpec(
                "scrap", rulePattern, example: "\"not ok\"",
                text: "when a cycle made scrap, which is not good; a try is none. Of tags that its message does not "
                    + "say, what they said last counts, here as in `try`"),
            KeySpec(
                "values", .list(of: tagPattern), example: "[\"oil\", \"temp_*\"]",
                text: "the tags that are kept with each cycle, * for any text; default: those with limits"),
            KeySpec(
                "stopped_after", .number(in: 1...1000), default: .integer(5),
                text: "after how many ideal cycles without a cycle the machine is no longer cycling"),
        ], rules: [.filled("machines"), .filled("values")])

    static let alarm = KeyTable(
        "alarm", text: "An alarm that machines do not send as such, but that bits and values say.",
        keys: [
            machines,
            KeySpec(
                "item", .notation(PlantNotations.name), required: true, example: "\"hydraulics\"",
                text: "the part that it is about"),
            KeySpec(
                "code", .notation(PlantNotations.name), required: true, example: "\"oil_hot\"",
                text: "what tells it from others"),
            KeySpec("level", .choice(of: AlarmLevel.self), required: true, text: "how bad it is"),
            KeySpec("text", .text, required: true, example: "\"Oil above 60 °C\"", text: "what people read"),
            KeySpec("when", rulePattern, required: true, example: "\"oil > 60 for 10s\"", text: "when it stands"),
        ], rules: [.filled("machines")])

    static let reason = KeyTable(
        "reason", text: "Why a machine stands. People choose one; those with a parent are closer words for it.",
        keys: [
            KeySpec("id", .identifier, required: true, example: "\"hydraulic\"", text: "its name in records"),
            KeySpec(
                "name", .text, example: "{ en = \"Hydraulics\", zh = \"液压故障\" }",
                text: "what people read; default: its id"),
            KeySpec("kind", .choice(of: StopReason.Kind.self), text: "what it means for the figures"),
            KeySpec(
                "parent", .identifier, example: "\"breakdown\"",
                text: "the id of the [[reason]] that it is a closer word for, whose kind it has"),
        ], rules: [.one(of: ["kind", "parent"], isRequired: true)])
    private static let span = KeyType.duration(in: .seconds(1)...KeyType.longestDuration)

    static let alarmTargets = KeyTable(
        "alarm_targets", text: "When alarms are too many (ISA-18.2), and how long one may be shelved.",
        keys: [
            KeySpec(
                "per_day", .integer(in: 1...1_000_000), default: .integer(150),
                text: "alarms a day that one operator can look after"),
            KeySpec(
                "flood_count", .integer(in: 1...10_000), default: .integer(10),
                text: "more than so many within flood_window are a flood"),
            KeySpec("flood_window", span, default: .string("10m"), text: "the time in which a flood is counted"),
            KeySpec(
                "chatter_count", .integer(in: 2...10_000), default: .integer(3),
                text: "an alarm that comes so often within chatter_window chatters"),
            KeySpec("chatter_window", span, default: .string("1m"), text: "the time in which chatter is counted"),
            KeySpec("stale_after", span, default: .string("24h"), text: "an alarm that stands for longer is stale"),
            KeySpec("longest_shelf", span, default: .string("8h"), text: "the longest time that an alarm is shelved"),
        ])
}
