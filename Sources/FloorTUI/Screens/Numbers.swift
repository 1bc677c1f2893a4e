import Basis

/// Numbers as people read them.
enum Numbers {
    /// `41,230`.
    static func grouped(_ value: Int64) -> String {
        let digits = Array(String(value.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return value < 0 ? "−" + text : text
    }

    /// `62.1`: seconds with a tenth.
    static func seconds(_ duration: Duration) -> String { fixed(Double(duration.wholeMilliseconds) / 1000, 1) }

    /// With so many decimals, rounded half away from zero.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return String(value) }
        let decimals = min(max(0, decimals), 9)
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e18 else { return String(value) }
        let whole = Int64(scaled)
        let unit = Int64(scale)
        var text = String(whole / unit)
        if decimals > 0 {
            let fraction = String(whole % unit)
            text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
        }
        return value < 0 && whole > 0 ? "−" + text : text
    }

    /// With the decimals that the tag names, or as few as the value needs, at most four.
    static func value(_ value: Double, decimals: Int?) -> String {
        if let decimals { return fixed(value, decimals) }
        var text = fixed(value, 4)
        if text.contains(".") {
            while text.last == "0" { text.removeLast() }
            if text.last == "." { text.removeLast() }
        }
        return text
    }
}
