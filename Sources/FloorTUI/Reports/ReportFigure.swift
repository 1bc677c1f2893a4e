import Basis
import Records

/// One figure of a report: what a query answered, how it is shown, and where it stands in the answer. A report makes no
/// figure of its own, so each can be looked up with `floortui show`.
struct ReportFigure: Hashable, Sendable {
    /// How a value is shown; what is undefined is always shown as `—`.
    enum Form: String, Hashable, Sendable {
        /// A part of 1 as percent with one decimal.
        case percent
        /// Pieces, times that something happened.
        case count
        /// Seconds as `h:mm:ss`.
        case span
        /// Seconds as minutes with one decimal.
        case minutes
        /// A rate or a ratio with one decimal.
        case rate
        /// An instant as `06:12:13` by the plant's clocks.
        case clock
        /// An instant with its date.
        case moment
    }

    var part: ReportPart
    /// The row's key members, as a JSON object.
    var key: String
    var member: String
    var value: Row.Value
    var form: Form

    /// The value as JSON has it.
    var json: String {
        var json = JSONWriter()
        value.write(to: &json)
        return json.text
    }

    /// As people read it: the same in every language and locale.
    func text(_ zone: Zone) -> String { form.text(value, zone) }

    static let undefined = "—"
}

extension ReportFigure.Form {
    func text(_ value: Row.Value, _ zone: Zone) -> String {
        switch self {
        case .percent: value.asNumber.map { Numbers.fixed($0 * 100, 1) + " %" } ?? ReportFigure.undefined
        case .count: value.asNumber.map(Self.count) ?? ReportFigure.undefined
        case .span: value.asNumber.map(Self.span) ?? ReportFigure.undefined
        case .minutes: value.asNumber.map { Numbers.fixed($0 / 60, 1) } ?? ReportFigure.undefined
        case .rate: value.asNumber.map { Numbers.fixed($0, 1) } ?? ReportFigure.undefined
        case .clock: value.asInstant.map { zone.time(at: $0).clock } ?? ReportFigure.undefined
        case .moment: value.asInstant.map { zone.time(at: $0).dateAndClock } ?? ReportFigure.undefined
        }
    }

    private static func count(_ number: Double) -> String {
        Int64(exactly: number).map(Numbers.grouped) ?? Numbers.value(number, decimals: 1)
    }

    private static func span(_ seconds: Double) -> String {
        DurationText.hoursMinutesSeconds(Duration(seconds: seconds))
    }
}
