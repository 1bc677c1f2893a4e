import Basis
import Records
import Shopfloor

/// All figures of one row for people, one a line: its name, its value, and in the symbols of ISO 22400-2 how it comes about.
struct FigureSheet {
    private struct Entry {
        var member: String
        var form: ReportFigure.Form
        var rule: String

        init(_ member: String, _ form: ReportFigure.Form, _ rule: String = "") {
            (self.member, self.form, self.rule) = (member, form, rule)
        }
    }

    /// What belongs together stands together.
    private static let groups: [[Entry]] = [
        [
            Entry("oee", .percent, FigureFormula.oee),
            Entry("availability", .percent, "A = " + FigureFormula.availability),
            Entry("effectiveness", .percent, "E = " + FigureFormula.effectiveness),
            Entry("quality", .percent, "Q = " + FigureFormula.quality),
            Entry("nee", .percent, "(APT+AUST)·E·Q ÷ PBT"), Entry("teep", .percent, "OEE × PBT ÷ T"),
            Entry("coverage", .percent, "1 − UNKNOWN ÷ PBT"),
        ],
        [
            Entry("pq", .count, "PQ"), Entry("gq", .count, "GQ"), Entry("sq", .count, "SQ"), Entry("rq", .count, "RQ"),
            Entry("ideal", .rate, "PBT ÷ PRI"), Entry("lost_stopped", .rate, FigureFormula.lostStopped),
            Entry("lost_speed", .rate, FigureFormula.lostSpeed), Entry("throughput_rate", .rate, "PQ ÷ AOET"),
            Entry("first_pass_yield", .percent, "(PQ−SQ−RQ) ÷ PQ"), Entry("scrap_ratio", .percent, "SQ ÷ PQ"),
            Entry("rework_ratio", .percent, "RQ ÷ PQ"),
        ],
        [
            Entry("pbt_s", .span, "PBT"), Entry("apt_s", .span, "APT"), Entry("aust_s", .span, "AUST"),
            Entry("adet_s", .span, "ADET"), Entry("adot_s", .span, "ADOT"), Entry("unknown_s", .span, "UNKNOWN"),
            Entry("planned_s", .span), Entry("outside_s", .span), Entry("calendar_s", .span, "T"),
            Entry("pri_pq_s", .span, "Σ PRI·PQ"), Entry("pri_gq_s", .span, "Σ PRI·GQ"),
            Entry("speed_loss_s", .span, "APT − Σ PRI·PQ"),
        ],
        [
            Entry("allocation_efficiency", .percent, "(APT+AUST+ADET) ÷ PBT"),
            Entry("utilisation_efficiency", .percent, "APT ÷ (APT+AUST+ADET)"),
            Entry("set_up_ratio", .percent, "AUST ÷ (APT+AUST)"),
            Entry("technical_efficiency", .percent, "APT ÷ (APT+ADET)"),
            Entry("production_process_ratio", .percent, "APT ÷ AOET"),
        ],
        [
            Entry("micro_stops", .count), Entry("micro_stop_s", .span), Entry("unexplained", .count),
            Entry("unexplained_s", .span), Entry("set_ups", .count),
        ],
        [
            Entry("failures", .count, "n"), Entry("mtbf_s", .span, FigureFormula.timeBetween),
            Entry("mttr_s", .span, "Σ TTR ÷ n"), Entry("mttf_s", .span, "(PBT−UNKNOWN−CMT) ÷ n"),
            Entry("inherent_availability", .percent, "MTBF ÷ (MTBF+MTTR)"),
            Entry("breakdown_s", .span, "CMT"),
            Entry("maintenance_s", .span, "PMT"),
            Entry("corrective_maintenance_ratio", .percent, "CMT ÷ (CMT+PMT)"),
        ],
    ]

    private let row: [String: Row.Value]
    private let phrases: Phrases
    private let marks: FigureMarks

    init(_ row: [String: Row.Value], _ phrases: Phrases) {
        self.row = row
        self.phrases = phrases
        marks = FigureMarks(isAssumed: FigureText.isAssumed(row))
    }

    /// Of every group, a line each; an empty one between them. What the row does not speak of has none.
    var lines: [String] {
        let groups = Self.groups.map { $0.filter { row[$0.member] != nil } }.filter { !$0.isEmpty }
        let entries = groups.joined()
        let names = entries.map { phrases.title(member: $0.member).columns }.max() ?? 0
        let values = entries.map { value($0).columns }.max() ?? 0
        return groups.map { group in
            group.map { entry in
                let (name, value) = (phrases.title(member: entry.member), value(entry))
                let line =
                    name + String(repeating: " ", count: names - name.columns + 2)
                    + String(repeating: " ", count: values - value.columns) + value
                let rule = rule(entry)
                return rule.isEmpty ? line : "\(line)  \(rule)"
            }
        }.joined(separator: [""]).map(\.self) + ["", "AOET = APT + AUST + ADET + ADOT"]
    }

    private func rule(_ entry: Entry) -> String {
        // With several products no quotient of parts is the quality.
        entry.member == "quality" && row["quality_weighted"] == .bool(true)
            ? "Q = " + FigureFormula.weightedQuality : entry.rule
    }

    private func value(_ entry: Entry) -> String {
        guard let number = row[entry.member]?.asNumber else { return ReportFigure.undefined }
        // Whole parts, as in the table of several rows. None of the forms is a time of day.
        let text = entry.form.text(.number(entry.form == .count ? number.rounded() : number), .utc)
        let mark = entry.member == "effectiveness" ? FigureText.doubt(row) : ""
        let doubt = mark.isEmpty ? "" : mark + " "
        let few = entry.member == "failures" && row["few_failures"] == .bool(true) ? "?" : ""
        return doubt + text + marks.short(member: entry.member) + few
    }
}
