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
            KeySpec("id", tagPattern, text: "the tag's name, * for any text"),
            KeySpec("ids", .list(of: tagPattern), text: "several such names"),
            machines,
            KeySpec("name", .text, text: "what people call it; default: its id"),
            KeySpec("unit", .string, text: "the unit, as it is shown"),
            KeySpec("range", .table(range), text: "what is physically possible; outside is flagged as false"),
            KeySpec("sentinels", .list(of: .number()), text: "numbers that mean that there is no value"),
            KeySpec(
                "max_step", .number(in: 0...Double.greatestFiniteMagnitude),
                text: "the furthest it can move from one reading to the next; further is flagged as false"),
            KeySpec("number", .bool, text: "whether a text is no value"),
            KeySpec("limits", .table(limits), text: "what the process allows; outside is shown as low or high"),
            KeySpec("decimals", .integer(in: 0...9), text: "decimals to show; default: as many as there are"),
            KeySpec(
                "stale_after", .duration(in: .seconds(1)...KeyType.longestDuration),
                text: "the age at which it is stale; default: none, since changes only are reported"),
            KeySpec("counter", .bool, text: "whether it counts; owner and rollover say so too"),
            KeySpec("owner", tagName, text: "the tag that names what a counter belongs to; default: the machine"),
            KeySpec(
                "rollover", .number(in: 1...Double.greatestFiniteMagnitude),
                text: "the value at which a counter begins again from 0"),
            KeySpec("hidden", .bool, text: "whether it is left out on screens"),
        ])

    static let range = KeyTable(
        "tag.range", text: "What is physically possible.",
        keys: [
            KeySpec("min", .number(), text: "the lowest possible value"),
            KeySpec("max", .number(), text: "the highest possible value"),
        ])

    static let limits = KeyTable(
        "tag.limits", text: "What the process allows.",
        keys: [
            KeySpec("low", .number(), text: "below is low"),
            KeySpec("high", .number(), text: "above is high"),
        ])

    static let rule = KeyTable(
        "rule", text: "When a machine is in a state. Of the rules that hold, the one of highest priority counts.",
        keys: [
            KeySpec("state", .choice(of: MachineState.self), required: true, text: "the state"),
            KeySpec("when", rulePattern, required: true, text: "when it holds"),
            KeySpec(
                "priority", .integer(in: -1000...1000), default: .integer(0),
                text: "the higher one counts, of equal ones the first in the file"),
            machines,
            KeySpec(
                "silence_limit", .duration(in: .seconds(1)...KeyType.longestDuration),
                text: "after how long without a reading of its own tags it holds no more; default: the machine's"),
            KeySpec("why", .oneOf(["source", "silent"]), text: "the reason for no data; default: source"),
        ])

    static let cycle = KeyTable(
        "cycle", text: "How the cycles of machines are counted.",
        keys: [
            machines,
            KeySpec(
                "pulse", .oneOf(["message", "increase"]), required: true,
                text: "what a cycle is: a message of a source, or one more on a counter"),
            KeySpec("source", .identifier, text: "with message: the id of the [[source]]"),
            KeySpec("counter", tagName, text: "the tag that counts; what it belongs to stands at its [[tag]]"),
            KeySpec("try", rulePattern, text: "when a cycle was a try"),
            KeySpec(
                "stopped_after", .number(in: 1...1000), default: .integer(5),
                text: "after how many ideal cycles without a cycle the machine is no longer cycling"),
        ])

    static let alarm = KeyTable(
        "alarm", text: "An alarm that machines do not send as such, but that bits and values say.",
        keys: [
            machines,
            KeySpec("item", .notation(PlantNotations.name), required: true, text: "the part that it is about"),
            KeySpec("code", .notation(PlantNotations.name), required: true, text: "what tells it from others"),
            KeySpec("level", .choice(of: AlarmLevel.self), required: true, text: "how bad it is"),
            KeySpec("text", .text, required: true, text: "what people read"),
            KeySpec("when", rulePattern, required: true, text: "when it stands"),
        ])
}
