import Basis
import Shopfloor

/// What stands in documents.
extension WireSchema {
    private static let text = Shape.object([.init("en", .text), .init("zh", .nullable(.text))])
    private static let state = Shape.word(MachineState.allCases.map(\.rawValue))
    private static let level = Shape.word(AlarmLevel.allCases.map(\.rawValue))

    static let beat = Shape.object([
        .init("v", .integer(nil)), .init("hub", .text), .init("online", .truth), .init("now", .nullable(.instant)),
        .init("epoch", .integer(nil)), .init("seq", .integer(nil)), .init("model", .text),
        .init("documents", .map(.integer(nil))), .init("speed", .number), .init("recording", .truth),
        .init("dropped", .integer(nil), "messages of machines that found no room"),
        .init("broker_dropped", .integer(nil)),
        .init("missed", .integer(nil), "messages that never came, by the sequences of their sources"),
        .init("rejected", .integer(nil), "messages that the hub could not make sense of; the quarantine says why"),
        .init("clock_offset", .nullable(.integer(nil)), "milliseconds; null: the machine's clock is believed"),
        .init("plant_problem", .nullable(.text)), .init("store_problem", .nullable(.text)),
        .init("space", .word(SpaceLevel.allCases.map(\.rawValue)), "what room the store has"),
    ])

    private static let place: [Shape.Member] = [.init("id", .text), .init("name", text)]

    static let model: [Shape.Member] = [
        .init("site", .object(place)), .init("zone", .text), .init("areas", .list(.object(place))),
        .init(
            "time", .word(TimeBasis.allCases.map(\.rawValue)), isRequired: false,
            "what figures rest on; not there: signals"),
        .init("lines", .list(.object(place + [.init("area", .nullable(.text))]))),
        .init(
            "machines",
            .list(
                .object(
                    place + [
                        .init("line", .text), .init("ideal_ms", .nullable(.integer(nil))),
                        .init(
                            "signals", .truth, isRequired: false,
                            "false: no rule says its state, and none need: the plant lives by shift records"),
                    ]))),
    ]

    static let reasons: [Shape.Member] = [
        .init("micro_ms", .integer(nil), "a shorter stop needs no reason"),
        .init(
            "reasons",
            .list(
                .object([
                    .init("id", .text), .init("kind", .word(StopReason.Kind.allCases.map(\.rawValue))),
                    .init("parent", .nullable(.text)), .init("name", text),
                ])), "parents before their children"),
    ]

    private static let lines: [Shape.Member] = [
        .init("lines", .list(.text), isRequired: false, "the ids of the lines that it is for; not there: of all"),
        .init("except", .list(.text), isRequired: false, "the ids of the lines that it is not for"),
    ]

    private static let hours: [Shape.Member] = [
        .init("name", text), .init("from_min", .integer(nil), "minutes since midnight, by the plant's clock"),
        .init("to_min", .integer(nil)),
    ]

    private static let days: [Shape.Member] = [
        .init("id", .text), .init("weekdays", .list(.integer(1...7)), isRequired: false, "1 is Monday"),
        .init("rota", .list(.integer(nil)), isRequired: false, "days on, days off, and so on"),
        .init("rota_start", .text, isRequired: false, "a date"),
    ]

    private static let pause: [Shape.Member] = [
        .init("shifts", .list(.text), isRequired: false, "the ids of the shifts that it is for; not there: of all")
    ]

    private static let holiday: [Shape.Member] = [.init("name", text), .init("first", .text), .init("last", .text)]

    static let shifts: [Shape.Member] = [
        .init("zone", .text), .init("shifts", .list(.object(hours + days + lines))),
        .init("breaks", .list(.object(hours + pause + lines))),
        .init("holidays", .list(.object(holiday + lines))),
    ]

    private static let notice = Shape.object([
        .init("level", level), .init("code", .text), .init("text", text), .init("last", .instant),
        .init("known", .truth, isRequired: false),
        .init("item", .text, isRequired: false, "of a machine's document: with machine and code its id"),
        .init("state", .word(AlarmState.allCases.map(\.rawValue)), isRequired: false, "by ISA-18.2"),
        .init("since", .instant, isRequired: false, "when it came last"),
        .init("version", .integer(nil), isRequired: false, "the base of a command about it"),
        .init("note", .nullable(.text), isRequired: false),
    ])

    private static let condition: [Shape.Member] = [
        .init("state", state), .init("native", .nullable(.text)), .init("why", .nullable(.text)),
    ]

    private static let stop = Shape.object([
        .init("id", .text, "the id of commands about it"), .init("to", .nullable(.instant), "null: it still lasts"),
        .init("state", state, "what the machine was in last"),
        .init(
            "others", .list(.object([.init("state", state), .init("ms", .integer(nil))])), isRequired: false,
            "how long it was in other states; the rest is of state"),
        .init("reason", .nullable(.text), "the id of a reason; null: nobody gave one"),
        .init(
            "kind", .nullable(.word(StopReason.Kind.allCases.map(\.rawValue))),
            "what it counts as, by its reason or its state; null: unexplained"),
        .init("note", .nullable(.text)), .init("by", .nullable(.text)),
        .init("version", .nullable(.integer(nil)), "the base of a command about it"),
        .init("unexplained", .truth, "whether a person is asked for a reason"),
        .init(
            "outside", .truth, isRequired: false,
            "true: nobody explained it and nobody is asked, since no part of it lies in planned time"),
    ])

    private static let doubt = Shape.Member(
        "pri_doubtful", .truth, isRequired: false,
        "true: effectiveness is above 100 %: an ideal cycle may be too long, or parts began earlier; so with OEE")

    private static let row = Shape.object(
        condition + [
            .init("machine", .text), .init("since", .nullable(.instant)), .init("heard", .nullable(.instant)),
            .init("order", .text, isRequired: false, "the order that it says it runs"),
            .init("by", .nullable(.text)), .init("shots", .nullable(.integer(nil))),
            .init("cycle_ms", .nullable(.integer(nil))), .init("ideal_ms", .nullable(.integer(nil))),
            .init("alarms", .integer(nil)), .init("alarm", .nullable(notice)),
            .init("alarms_unknown", .integer(nil), isRequired: false),
            .init("oee", .nullable(.number), isRequired: false, "of the running shift, as a share"),
            doubt, .init("stop", stop, isRequired: false, "the stop that lasts"),
            .init(
                "unexplained", .integer(nil), isRequired: false,
                "stops that began in the running shift and wait for a reason"),
            .init("waits_for", .list(.text), isRequired: false),
            .init("before", .anything, isRequired: false),
            .init("ribbon", .list(.list(.either([.none, .instant, state])))),
        ])

    private static let shift = Shape.object([
        .init("id", .text), .init("name", text), .init("from", .instant), .init("to", .instant),
        .init("breaks", .list(.list(.instant)), "begin and end of each"),
    ])

    static let line: [Shape.Member] = [
        .init("line", .text), .init("shift", shift, isRequired: false, "the shift that runs; not there: none does"),
        .init("oee", .nullable(.number), isRequired: false, "of the shift until now, as a share; null: not defined"),
        doubt,
        .init(
            "coverage", .nullable(.number), isRequired: false,
            "the share of its planned time of which something is known"),
        .init("rows", .list(row)),
    ]

    private static let tag = Shape.object([
        .init("tag", .text), .init("name", .nullable(text)), .init("unit", .nullable(.text)),
        .init("value", .either([.none, .number, .text, .truth])),
        .init("read_before", .truth, isRequired: false, "true: none came since the hub began, but some did before"),
        .init("at", .nullable(.instant)), .init("retained", .truth), .init("flags", .list(.text)),
        .init("low", .nullable(.number)), .init("high", .nullable(.number)),
        .init("decimals", .nullable(.integer(nil))), .init("stale_ms", .nullable(.integer(nil))),
        .init("trend", .list(.nullable(.number))),
    ])

    private static let count = Shape.object([
        .init("by", .text), .init("shots", .integer(nil)), .init("try", .integer(nil)), .init("scrap", .integer(nil)),
        .init("resets", .integer(nil)), .init("repeats", .integer(nil)), .init("rollovers", .integer(nil)),
        .init("value", .nullable(.number)),
    ])

    static let machine: [Shape.Member] = [
        .init("row", row), .init("tags", .list(tag)), .init("counts", .list(count)), .init("alarms", .list(notice)),
        .init(
            "intervals",
            .list(
                .object(
                    [
                        .init("from", .nullable(.instant)), .init("to", .nullable(.instant)),
                        .init("reason", .nullable(text)),
                    ] + condition))),
        .init("stops", .list(stop), "the one that lasts, then the longest of the running shift"),
    ]

    private static let mark = Shape.nullable(
        .object([.init("by", .nullable(.text)), .init("at", .instant), .init("seq", .integer(nil))]))

    static let alarm: [Shape.Member] = [
        .init("id", .text, "the id of commands about it"), .init("machine", .text), .init("item", .text),
        .init("code", .text), .init("level", level), .init("text", text),
        .init("state", .word(AlarmState.allCases.map(\.rawValue)), "by ISA-18.2"),
        .init("active", .nullable(.truth), "null: nobody knows whether it still stands"),
        .init("first", .instant), .init("since", .instant, "when it came last"), .init("last", .instant),
        .init("lines", .integer(nil), "how often it was told"), .init("raised", .integer(nil), "how often it came"),
        .init("version", .integer(nil), "the base of a command about it"),
        .init("acknowledged", .integer(nil), "the comings up to this one are acknowledged"),
        .init("acknowledgement", mark), .init("shelved_until", .nullable(.instant)), .init("shelving", mark),
        .init("note", .nullable(.text)), .init("noting", mark),
    ]
}

extension Shape {
    /// With what every document begins.
    static func document(_ members: [Member]) -> Shape {
        .object(
            [
                .init("v", .integer(nil)), .init("epoch", .integer(nil)), .init("n", .integer(nil)),
                .init("seq", .integer(nil)), .init("at", .instant),
            ] + members)
    }
}
