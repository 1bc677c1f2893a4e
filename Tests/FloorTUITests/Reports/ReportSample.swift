import Basis
import Records
import Shopfloor

@testable import FloorTUI

/// A report of rows that are written by hand: a shift of three machines, of which one stands.
enum ReportSample {
    static let zone = Zone.utc
    /// 2026-11-27 06:00 UTC, a Friday.
    static let start = Instant(milliseconds: 1_795_759_200_000)

    static func minute(_ minute: Double) -> Instant { start + .milliseconds(Int64(minute * 60_000)) }

    static func scope(machines: [String] = ["DC-01", "DC-02", "DC-03"], line: String = "Die casting") -> ReportScope {
        let plant = Plant(
            site: Plant.Place(id: "plant", name: LocalizedText("Plant One", zh: "第一工厂")), zone: "UTC", areas: [],
            lines: [Plant.Line(id: "casting", name: LocalizedText(line, zh: "压铸线"), area: nil)],
            machines: machines.map {
                Plant.Machine(id: $0, name: LocalizedText($0), line: "casting", idealCycle: .seconds(62))
            })
        let pause = ShiftInstance.Break(
            name: LocalizedText("Break", zh: "休息"), interval: Interval(from: minute(180), to: minute(210)))
        return ReportScope(
            kind: .shift, plant: plant, reasons: .standard, zone: zone, line: "casting", machine: nil,
            date: CivilDate(daysSinceEpoch: 20_784), shift: "early",
            shifts: [
                ShiftInstance(
                    id: "early", name: LocalizedText("Early", zh: "早班"), date: CivilDate(daysSinceEpoch: 20_784),
                    interval: Interval(from: start, to: minute(480)), breaks: [pause])
            ], hasCalendar: true)
    }

    static func report(_ scope: ReportScope = scope()) -> ShiftReport {
        let rows: [ReportPart: [Row]] = [
            .standing: [row(["seq": .integer(12_345), "until": .time(minute(482.2))])],
            .line: [kpi(machine: nil, 3)], .machines: scope.machines.enumerated().map { kpi(machine: $1, Double($0)) },
            .hours: (0..<8).map(hour), .slices: scope.machines.enumerated().flatMap { slices($1, $0) },
            .stops: stops, .pareto: pareto,
            .alarms: [
                row([
                    "machine": .text("DC-03"), "item": .text("hydraulics"), "code": .text("442"),
                    "text": .text("shot pressure low"), "comings": .integer(14), "share": .number(1),
                ]),
                row([
                    "machine": .none, "item": .none, "code": .none, "text": .none, "comings": .integer(14),
                    "share": .number(1), "per_day": .number(42), "recorded_s": .number(28_800), "peak": .integer(6),
                    "window_s": .number(600),
                    "floods": .integer(0),
                ]),
            ],
        ]
        return ShiftReport(
            scope: scope,
            answers: ReportPart.allCases.compactMap { part in
                rows[part].map { ReportAnswer(part: part, query: Query(.machines), rows: $0) }
            }, at: nil, includesLater: false)
    }

    static func row(_ members: KeyValuePairs<String, Row.Value>) -> Row {
        var row = Row()
        for (name, value) in members { row.add(name, value) }
        return row
    }

    /// The vector of manufacturing: PBT 450 min, APT 352, AUST 38, ADET 34, ADOT 26; PQ 318, GQ 302.
    static func kpi(machine: String?, _ shift: Double) -> Row {
        let (apt, adet) = (21_120 - shift * 600, 2_040 + shift * 540)
        let (pq, gq) = (Int64(318 - shift * 9), Int64(302 - shift * 11))
        let pri = Double(pq) * 62
        let failures = Int64(shift)
        func mean(_ seconds: Double) -> Row.Value { failures > 0 ? .number(seconds / Double(failures)) : .none }
        return row([
            "from": .time(start), "to": .time(minute(480)), "shift": .text("early"),
            "machine": machine.map { .text($0) } ?? .none, "pq": .integer(pq), "gq": .integer(gq),
            "sq": .integer(pq - gq - 4), "rq": .integer(4),
            "pri_pq_s": .number(pri), "pbt_s": .number(27_000), "apt_s": .number(apt), "aust_s": .number(2_280),
            "adet_s": .number(adet), "adot_s": .number(1_560), "unknown_s": .number(shift * 60),
            "availability": .number(apt / 27_000), "effectiveness": .number(pri / apt),
            "quality": .number(Double(gq) / Double(pq)), "oee": .number(Double(gq) * 62 / 27_000),
            "coverage": .number(1 - shift * 60 / 27_000), "basis": .text("signals"),
            "pri_doubtful": .bool(pri > apt), "failures": .integer(failures), "mtbf_s": mean(apt + 2_280),
            "mttr_s": mean(5_400), "mttf_s": mean(27_000 - shift * 60 - 5_400), "few_failures": .bool(failures > 0),
        ])
    }

    static func hour(_ number: Int) -> Row {
        let pq: [Int64] = [138, 142, 150, 71, 133, 146, 151, 148]
        let sq: [Int64] = [9, 4, 2, 3, 11, 2, 1, 4]
        return row([
            "from": .time(minute(Double(number) * 60)), "to": .time(minute(Double(number) * 60 + 60)),
            "pq": .integer(pq[number]), "gq": .integer(pq[number] - sq[number]), "sq": .integer(sq[number]),
            "rq": .integer(0), "ideal": .number(number == 3 ? 87.1 : 174.2),
        ])
    }

    static func slices(_ machine: String, _ shift: Int) -> [Row] {
        let plans: [[(Double, String)]] = [
            [
                (0, "producing"), (96, "stopped"), (99, "producing"), (180, "idle"), (210, "producing"),
                (396, "waiting"),
                (410, "producing"),
            ],
            [
                (0, "set-up"), (38, "producing"), (180, "idle"), (208, "producing"), (300, "stopped"),
                (321, "producing"),
                (440, "no data"), (452, "producing"),
            ],
            [
                (0, "producing"), (60, "stopped"), (122, "maintenance"), (150, "producing"), (180, "idle"),
                (212, "producing"), (333, "stopped"), (334, "producing"), (390, "stopped"), (402, "producing"),
                (465, "stopped"),
            ],
        ]
        let plan = plans[shift % plans.count]
        return plan.indices.map { index in
            let end = index + 1 < plan.count ? plan[index + 1].0 : 480
            return row([
                "machine": .text(machine), "from": .time(minute(plan[index].0)), "to": .time(minute(end)),
                "state": .text(plan[index].1), "seconds": .number((end - plan[index].0) * 60),
            ])
        }
    }

    static var stops: [Row] {
        [
            stop("DC-01", 96, 99, nil, nil, unexplained: true), stop("DC-01", 396, 410, "material", "waiting"),
            stop("DC-02", 0, 38, "die-change", "set-up", note: "Die D-131, second clamp was tight"),
            stop("DC-02", 300, 321, nil, nil, unexplained: true),
            stop("DC-03", 60, 150, "hydraulic", "breakdown", note: "seal of the accumulator"),
            stop("DC-03", 333, 334, nil, nil, micro: true), stop("DC-03", 390, 402, "electrical", "breakdown"),
            stop("DC-03", 465, nil, nil, nil, unexplained: true),
        ]
    }

    static func stop(
        _ machine: String, _ from: Double, _ to: Double?, _ reason: String?, _ kind: String?,
        unexplained: Bool = false, of part: Double? = nil, micro: Bool = false, note: String? = nil
    ) -> Row {
        let cause = reason != nil ? "reason" : kind != nil ? "state" : micro ? "micro" : "unexplained"
        let isAsked = unexplained || cause == "unexplained"
        return row([
            "id": .text("\(machine)@\(minute(from).milliseconds)"), "machine": .text(machine),
            "from": .time(minute(from)),
            "to": to.map { .time(minute($0)) } ?? .none, "within_s": .number(((to ?? 480) - from) * 60),
            "unexplained_s": .number(isAsked ? (part ?? (to ?? 480) - from) * 60 : 0),
            "reason": reason.map { .text($0) } ?? .none, "kind": kind.map { .text($0) } ?? .none,
            "cause": .text(cause), "unexplained": .bool(isAsked), "micro": .bool(micro),
            "note": note.map { .text($0) } ?? .none,
            "noted_by": note == nil ? .none : .text("terminal 3"), "by": .text("terminal 9"),
        ])
    }

    static var pareto: [Row] {
        let causes: [(String, String?, String?, Double, Int64)] = [
            ("hydraulic", "hydraulic", "breakdown", 90, 1), ("unexplained", nil, nil, 41.2, 3),
            ("die-change", "die-change", "set-up", 38, 1), ("material", "material", "waiting", 14, 1),
            ("electrical", "electrical", "breakdown", 12, 1), ("micro", nil, nil, 1, 1),
        ]
        return causes.map { cause, reason, kind, minutes, count in
            row([
                "cause": .text(cause), "reason": reason.map { .text($0) } ?? .none,
                "kind": kind.map { .text($0) } ?? .none, "seconds": .number(minutes * 60), "stops": .integer(count),
            ])
        }
    }
}
