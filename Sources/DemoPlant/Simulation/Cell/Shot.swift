import Basis

/// One shot as the PLC measured and judged it.
struct Shot: Sendable {
    /// The machine's own count of all its shots; goes on over die changes, and where one die's counters are set back.
    var number: Int
    var die: String
    /// In the order of `DemoHall.shotValues`.
    var values: [Double]
    var ok: Bool
    var isWarmUp: Bool

    /// A value by its member name; nil for a name that shots do not have.
    subscript(id: String) -> Double? {
        DemoHall.shotValues.firstIndex { $0.id == id }.map { values[$0] }
    }
}

/// How likely a shot becomes scrap, from what drives it in life.
struct ScrapRisk: Sendable {
    var dieCelsius: Double
    var biscuit: Double
    var pressure: Double
    var vacuum: Double

    /// 0…1 and more: what cannot be put down to one cause, and a ramp for each cause.
    var probability: Double {
        0.016 + Self.ramp(dieCelsius, from: 174, to: 148) * 0.95 + Self.ramp(biscuit, from: 27, to: 23) * 0.9
            + Self.ramp(pressure, from: 69, to: 62) * 0.5 + Self.ramp(vacuum, from: 90, to: 170) * 0.3
    }

    /// The process window of the PLC: outside it a part is scrap whatever it looks like.
    var isInWindow: Bool { dieCelsius >= 150 && biscuit >= 24 && biscuit <= 37 && pressure >= 62 && vacuum <= 180 }

    /// 0 up to `start`, 1 from `end` on; either way round.
    private static func ramp(_ value: Double, from start: Double, to end: Double) -> Double {
        min(1, max(0, (value - start) / (end - start)))
    }
}
