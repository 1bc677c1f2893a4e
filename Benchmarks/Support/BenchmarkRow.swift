/// One line of the table: what was measured against which bar, and what a known thing takes for the same, in the same run.
struct BenchmarkRow {
    var name: String
    /// nil: it did not run, which counts as missed.
    var value: Double?
    var unit: String
    /// In words, with its unit.
    var bar: String
    var isPassed: Bool
    /// What the figure of comparison is of; where a row did not run, why.
    var knownThing: String
    var figure: Double?

    /// The value may be at most `most`.
    init(_ name: String, _ value: Double, _ unit: String, atMost most: Double, knownThing: String, figure: Double) {
        self.init(
            name, value, unit, bar: "≤ \(Self.text(most)) \(unit)", isPassed: value <= most, knownThing: knownThing,
            figure: figure)
    }

    init(
        _ name: String, _ value: Double, _ unit: String, bar: String, isPassed: Bool, knownThing: String,
        figure: Double?
    ) {
        self.name = name
        self.value = value
        self.unit = unit
        self.bar = bar
        self.isPassed = isPassed
        self.knownThing = knownThing
        self.figure = figure
    }

    init(_ name: String, bar: String, notRunBecause reason: String) {
        self.name = name
        unit = ""
        self.bar = bar
        isPassed = false
        knownThing = reason
    }

    /// `name value unit bar pass|missed known-thing figure`, two spaces between.
    var line: String {
        let measured = value.map { "\(Self.text($0)) \(unit)" } ?? "not run"
        let known = figure.map { "\(knownThing) \(Self.text($0)) \(unit)" } ?? knownThing
        return [name, measured, bar, isPassed ? "pass" : "missed", known].joined(separator: "  ")
    }

    /// Three digits that count, never an exponent.
    private static func text(_ value: Double) -> String {
        let decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
        let scale = [1.0, 10, 100, 1000][decimals]
        let rounded = (value * scale).rounded() / scale
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }
}
