import Basis
import Records

@testable import FloorTUI

/// Answers of a made-up hub, the same each time: what the screens that look back show of machine DC-03.
enum ReviewRows {
    static func page(_ query: Query, cursor: Int, now: Instant) -> Page {
        Page(seq: 4711, some: rows(query, now), cursor: cursor)
    }

    /// A hub that knows nothing yet.
    static func empty(_ query: Query, cursor: Int) -> Page { Page(seq: 1, rows: [], next: nil) }

    private static func row(_ members: [(String, Row.Value)]) -> Row {
        var row = Row()
        for (name, value) in members { row.add(name, value) }
        return row
    }

    static func rows(_ query: Query, _ now: Instant) -> [Row] {
        switch query.what {
        case .audit: query.kind == nil ? audit(now) : []
        case .alarms: alarms(now)
        case .alarmRates: query.isExplained ? alarmStretches(query, now) : alarmRates(query)
        case .trend: trend(query)
        case .cycles: cycles(query)
        case .intervals: intervals(now)
        case .stops: stops(query, now)
        case .pareto: pareto
        case .kpi: query.isExplained ? slices(now) + quantities(now) : figures(query)
        default: []
        }
    }

    private static func ago(_ minutes: Int64, _ now: Instant) -> Instant { now - .seconds(minutes * 60) }

    private static func audit(_ now: Instant) -> [Row] {
        let entries: [(String, String?, String?, Int64?, String)] = [
            (
                "stop", "DC-03", "t-office", 4708,
                #"{"machine":"DC-03","from":1767253500000,"to":null,"reason":"hydraulic","kind":"breakdown","note":"seal","#
                    + #""cut":null,"merge":null,"by":"t-office","command":4708}"#
            ),
            (
                "command", nil, "t-office", nil,
                #"{"key":"k1","terminal":"t-office","kind":"stop.explain","id":"DC-03@1767253500000","outcome":"saved"}"#
            ),
            (
                "command", nil, "t-line", nil,
                #"{"key":"k0","terminal":"t-line","kind":"stop.split","id":"DC-03@1767253500000","outcome":"refused","#
                    + #""reason":{"code":"split-outside","en":"the time lies outside the stop","zh":"时刻不在停机时段内"}}"#
            ),
            (
                "state", "DC-03", nil, nil,
                #"{"machine":"DC-03","from":1767253500000,"state":"stopped","native":"E-STOP","why":null}"#
            ),
            (
                "alarm", "DC-03", nil, nil,
                #"{"machine":"DC-03","item":"plc","code":"118","level":"fault","text":"hydraulic pressure low","#
                    + #""first":1767253500000,"last":1767253500000,"lines":3,"active":true}"#
            ),
            ("counted", "DC-03", nil, nil, #"{"machine":"DC-03","owner":"D-118","shots":41230,"tries":2}"#),
            ("started", nil, nil, nil, #"{"epoch":3,"version":"0.2.0"}"#),
            ("model", nil, nil, nil, #"{"digest":"30a6c05c9e1144aa","bytes":18234}"#),
        ]
        return entries.enumerated().map { index, entry in
            row([
                ("seq", .integer(4711 - Int64(index))), ("at", .time(ago(Int64(index * 4), now))),
                ("kind", .text(entry.0)), ("machine", entry.1.map { .text($0) } ?? .none),
                ("by", entry.2.map { .text($0) } ?? .none), ("command", entry.3.map { .integer($0) } ?? .none),
                ("body", .json(Array(entry.4.utf8))), ("hash", .text(String(repeating: "0a1b2c3d", count: 8))),
            ])
        }
    }

    private static func alarms(_ now: Instant) -> [Row] {
        let alarms: [(String, String, String, String, String, Int64, Bool?, Int64)] = [
            ("DC-03", "118", "fault", "hydraulic pressure low", "unacknowledged", 16, true, 3),
            ("DC-05", "204", "warning", "spray nozzle clogged", "unacknowledged", 55, nil, 1),
            ("DC-08", "31", "warning", "die temperature high", "acknowledged", 120, true, 12),
            ("DC-02", "7", "fault", "door open", "returned", 30, false, 1),
            ("DC-11", "88", "warning", "filter change due", "shelved", 600, true, 1),
            ("DC-01", "7", "fault", "door open", "normal", 400, false, 2),
        ]
        return alarms.map { alarm in
            row([
                ("machine", .text(alarm.0)), ("item", .text("plc")), ("code", .text(alarm.1)),
                ("level", .text(alarm.2)),
                ("id", .text("\(alarm.0)/plc/\(alarm.1)")), ("text", .text(alarm.3)), ("state", .text(alarm.4)),
                ("since", .time(ago(alarm.5, now))), ("last", .time(ago(alarm.5 - min(5, alarm.7), now))),
                ("active", alarm.6.map { .bool($0) } ?? .none), ("lines", .integer(alarm.7)),
                ("acknowledged_by", ["acknowledged", "shelved"].contains(alarm.4) ? .text("t-line") : .none),
                ("shelved_by", alarm.4 == "shelved" ? .text("t-shop") : .none),
                ("note", alarm.4 == "acknowledged" ? .text("cooling checked at 06:40") : .none),
                ("noted_by", alarm.4 == "acknowledged" ? .text("t-line") : .none),
                ("shelved_until", alarm.4 == "shelved" ? .time(now + .seconds(7200)) : .none),
                ("chattering", .bool(alarm.1 == "31")), ("stale", .bool(false)), ("version", .integer(4700)),
            ])
        }
    }

    /// 06:00 to 08:00 were calm, then a flood.
    private static func alarmStretches(_ query: Query, _ now: Instant) -> [Row] {
        guard let from = query.from else { return [] }
        let counts: [Int64] = [0, 1, 0, 2, 1, 0, 0, 3, 1, 0, 2, 4, 14, 17, 6, 2, 1, 0]
        return counts.enumerated().map { index, count in
            row([
                ("from", .time(from + .seconds(600 * Int64(index)))),
                ("to", .time(from + .seconds(600 * Int64(index + 1)))), ("comings", .integer(count)),
                ("alarms", .integer(min(count, 5))), ("flood", .bool(count > 10)),
            ])
        }
    }

    private static func alarmRates(_ query: Query) -> [Row] {
        guard let from = query.from else { return [] }
        let flood =
            #"[{"from":"\#(ISO8601.format(from + .seconds(7260)))","to":"\#(ISO8601.format(from + .seconds(8340)))","#
            + #""comings":33}]"#
        let whole = row([
            ("machine", .none), ("id", .none), ("comings", .integer(54)), ("share", .number(1)),
            ("per_day", .number(162)), ("recorded_s", .number(28_800)), ("peak", .integer(19)),
            ("chatters", .integer(2)), ("stale", .integer(1)),
            ("floods", .integer(1)), ("flooded", .number(0.0375)), ("window_s", .number(600)),
            ("flood_target", .integer(10)), ("per_day_target", .integer(150)),
            ("flood_times", .json(Array(flood.utf8))),
        ])
        let alarms: [(String, String, String, String, Int64, Int64, Int64, Int64)] = [
            ("DC-08", "31", "warning", "die temperature high", 27, 11, 2, 0),
            ("DC-03", "118", "fault", "hydraulic pressure low", 16, 6, 0, 0),
            ("DC-02", "7", "fault", "door open", 11, 3, 0, 0),
            ("DC-11", "88", "warning", "filter change due", 0, 0, 0, 1),
        ]
        return [whole]
            + alarms.map { alarm in
                row([
                    ("machine", .text(alarm.0)), ("code", .text(alarm.1)), ("id", .text("\(alarm.0)/plc/\(alarm.1)")),
                    ("level", .text(alarm.2)), ("text", .text(alarm.3)), ("comings", .integer(alarm.4)),
                    ("share", .number(Double(alarm.4) / 54)), ("peak", .integer(alarm.5)),
                    ("chatters", .integer(alarm.6)), ("stale", .integer(alarm.7)),
                ])
            }
    }

    /// A saw-tooth that passes its upper limit, with a gap.
    private static func trend(_ query: Query) -> [Row] {
        guard let from = query.from, let to = query.to else { return [] }
        let count: Int64 = 240
        let step = Duration.milliseconds((to - from).wholeMilliseconds / count)
        return (0..<count).map { index in
            let start = from + .milliseconds(step.wholeMilliseconds * index)
            let known = !(90..<110).contains(index) && index < 200
            let value = 70 + 8 * Double(index % 60) / 60 + (index > 150 ? 4 : 0)
            return row([
                ("from", .time(start)), ("to", .time(start + step)), ("n", .integer(known ? 6 : 0)),
                ("min", known ? .number(value - 0.6) : .none), ("max", known ? .number(value + 0.6) : .none),
                ("mean", known ? .number(value) : .none),
            ])
        }
    }

    private static func cycles(_ query: Query) -> [Row] {
        guard let from = query.from else { return [] }
        return (0..<40).map { index in
            let isOut = index % 13 == 5
            return row([
                ("machine", .text("DC-03")), ("time", .time(from + .seconds(60 * Int64(index)))), ("order", .none),
                ("die", .text("D-118")), ("kind", .text(index % 13 == 7 ? "scrap" : index > 36 ? "start-up" : "good")),
                ("seconds", .number(61.5 + Double(index % 5) / 10)),
                ("cycles", .integer(1)),
                (
                    "values",
                    .json(
                        Array(
                            #"{"biscuit":\#(25 + index % 4),"intensification":\#(isOut ? 61 : 74),"fill_time":0.04\#(index % 9)}"#
                                .utf8))
                ), ("out", .json(Array((isOut ? #"["intensification"]"# : "[]").utf8))),
            ])
        }
    }

    private static func intervals(_ now: Instant) -> [Row] {
        let states: [(String, Int64)] = [("producing", 480), ("stopped", 200), ("producing", 150), ("waiting", 20)]
        return states.enumerated().map { index, state in
            let to: Row.Value = index + 1 < states.count ? .time(ago(states[index + 1].1, now)) : .none
            return row([
                ("machine", .text("DC-03")), ("state", .text(state.0)), ("from", .time(ago(state.1, now))), ("to", to),
            ])
        }
    }

    /// Those that reach into the time that is asked about; those of `hydraulic` are behind the first bar of `pareto`.
    private static func stops(_ query: Query, _ now: Instant) -> [Row] {
        let (seal, began, end) = ("seal of the accumulator", query.from ?? .distantPast, min(now, query.to ?? now))
        let stops: [(String, Int64, Int64?, String, String?, String?, String?)] = [
            ("DC-03", 200, 150, "stopped", "hydraulic", "breakdown", seal),
            ("DC-03", 400, 375, "set-up", nil, "set-up", nil),
            ("DC-03", 330, 320, "waiting", "material", "waiting", nil),
            ("DC-03", 20, nil, "waiting", nil, nil, nil), ("DC-05", 160, 90, "stopped", "hydraulic", "breakdown", nil),
            ("DC-08", 110, 70, "stopped", "hydraulic", "breakdown", seal),
            ("DC-11", 90, 62, "stopped", "hydraulic", "breakdown", nil),
            ("DC-02", 10, nil, "stopped", "hydraulic", "breakdown", nil),
        ]
        return stops.compactMap { machine, first, last, state, reason, kind, note in
            let (from, to) = (ago(first, now), last.map { ago($0, now) })
            let within = min(to ?? now, end) - max(from, began)
            guard query.machine.map({ $0 == machine }) ?? true, within > .zero else { return nil }
            let isCounted = from >= began
            return row([
                ("failure_s", kind == "breakdown" && isCounted ? .number(((to ?? now) - from).inSeconds) : .none),
                ("id", .text("\(machine)@\(from.milliseconds)")), ("machine", .text(machine)),
                ("from", .time(from)), ("to", to.map { .time($0) } ?? .none),
                ("seconds", .number(((to ?? now) - from).inSeconds)), ("within_s", .number(within.inSeconds)),
                ("counted", .bool(isCounted)), ("state", .text(state)), ("reason", reason.map { .text($0) } ?? .none),
                ("kind", kind.map { .text($0) } ?? .none), ("note", note.map { .text($0) } ?? .none),
                ("reason_by", reason == nil ? .none : .text("t-line")),
                ("noted_by", note == nil ? .none : .text("t-line")), ("by", .text("t-last")),
            ])
        }
    }

    private static let pareto: [Row] = [
        ("reason", "hydraulic", "breakdown", 6480, 3), ("unexplained", nil, nil, 2880, 2),
        ("state", nil, "set-up", 1500, 1), ("reason", "material", "waiting", 1260, 4), ("micro", nil, nil, 640, 11),
    ].map { (entry: (String, String?, String?, Int, Int64)) in
        row([
            ("cause", .text(entry.0)), ("reason", entry.1.map { .text($0) } ?? .none),
            ("kind", entry.2.map { .text($0) } ?? .none), ("seconds", .number(Double(entry.3))),
            ("stops", .integer(entry.4)),
        ])
    }

    private static func figures(_ query: Query) -> [Row] {
        if query.group == .order { return ["W-1039", "W-1042"].map { figures(of: $0) } }
        let machines = query.machine.map { [$0] } ?? (query.group == .line ? [nil] : ["DC-01", "DC-02", "DC-03"])
        return machines.enumerated().map { index, machine in
            let apt = 20_880 - Double(index) * 1800
            return row([
                ("line", .text("casting")), ("machine", machine.map { .text($0) } ?? .none), ("pq", .number(331)),
                ("gq", .number(318)), ("sq", .number(13)), ("pri_pq_s", .number(19_860)), ("pri_gq_s", .number(19_080)),
                ("pbt_s", .number(27_000)), ("apt_s", .number(apt)), ("aust_s", .number(1500)),
                ("adet_s", .number(27_000 - apt - 1500 - 300 - 180)), ("adot_s", .number(300)),
                ("unknown_s", .number(180)), ("availability", .number(apt / 27_000)),
                ("effectiveness", .number(19_860 / apt)), ("quality", .number(318.0 / 331)),
                ("oee", .number(19_080.0 / 27_000)), ("basis", .text("signals")),
                ("coverage", .number(1 - 180.0 / 27_000)), ("pri_doubtful", .bool(19_860 > apt)),
                ("failures", .integer(1)), ("few_failures", .bool(true)), ("mtbf_s", .number(apt + 1500)),
                ("mttr_s", .number(3000)),
                ("lost_stopped", .number((27_000 - apt - 1980) / 60)), ("lost_speed", .number(apt / 60 - 331)),
            ])
        }
    }

    private static func figures(of order: String) -> Row {
        row([
            ("order", .text(order)), ("availability", .number(0.75)), ("effectiveness", .number(0.95)),
            ("quality", .number(0.96)), ("oee", .number(0.684)),
        ])
    }

    /// What parts are made of.
    private static func quantities(_ now: Instant) -> [Row] {
        let entries: [(String, String?, Double, Double, Double)] = [
            ("counter", "W-1039", 201, 196, 5), ("counter", "W-1042", 130, 130, 0), ("booking", "W-1042", 0, -8, 8),
        ]
        return entries.map { entry in
            row([
                ("machine", .text("DC-03")), ("from", .time(ago(480, now))), ("to", .time(now)), ("element", .none),
                ("order", entry.1.map { .text($0) } ?? .none), ("source", .text(entry.0)), ("item", .none),
                ("die", .text("D-118")), ("pq", .number(entry.2)), ("gq", .number(entry.3)), ("sq", .number(entry.4)),
                ("rq", .number(0)),
            ])
        }
    }

    private static func slices(_ now: Instant) -> [Row] {
        let slices: [(Int64, Int64, String, String, String?, String?)] = [
            (480, 400, "apt", "producing", nil, nil), (400, 375, "aust", "set-up", nil, "set-up"),
            (200, 150, "adet", "stopped", "hydraulic", "breakdown"), (20, 0, "adet", "waiting", nil, nil),
        ]
        return slices.map { slice in
            row([
                ("machine", .text("DC-03")), ("from", .time(ago(slice.0, now))), ("to", .time(ago(slice.1, now))),
                ("element", .text(slice.2)), ("state", .text(slice.3)),
                ("stop", slice.2 == "apt" ? .none : .text("DC-03@\(slice.0)")),
                ("reason", slice.4.map { .text($0) } ?? .none), ("kind", slice.5.map { .text($0) } ?? .none),
            ])
        }
    }
}
