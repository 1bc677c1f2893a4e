import Basis
import Foundation

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
        guard value.isFinite, abs(value) < 1e12 else { return scientific(value) }
        let decimals = min(max(0, decimals), 9)
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e18 else { return scientific(value) }
        let whole = Int64(scaled)
        let unit = Int64(scale)
        var text = String(whole / unit)
        if decimals > 0 {
            let fraction = String(whole % unit)
            text += "." + String(repeating: "0", count: decimals - fraction.count) + fraction
        }
        return value < 0 && whole > 0 ? "−" + text : text
    }

    /// `1.23e29`, `−4.5e-7`: four digits that count.
    static func scientific(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return value == 0 ? "0" : String(value) }
        var exponent = Int(log10(abs(value)).rounded(.down))
        var mantissa = (abs(value) / pow(10, Double(exponent)) * 1000).rounded() / 1000
        if mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        if mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        return (value < 0 ? "−" : "") + self.value(mantissa, decimals: nil) + "e\(exponent)"
    }

    /// With the decimals that the tag names, or as few as the value needs: at most four, and nine digits in all. What is
    /// larger or smaller than that can say has an exponent.
    static func value(_ value: Double, decimals: Int?) -> String {
        if let decimals { return fixed(value, decimals) }
        if value != 0, abs(value) < 0.001 || abs(value) >= 1e9 { return scientific(value) }
        let digits = abs(value) < 1 ? 1 : Int(log10(abs(value))) + 1
        var text = fixed(value, min(4, max(0, 9 - digits)))
        if text.contains(".") {
            while text.last == "0" { text.removeLast() }
            if text.last == "." { text.removeLast() }
        }
        return text
    }

    /// `12 ms`; `0.4 ms` below ten.
    static func milliseconds(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        return fixed(milliseconds, milliseconds < 10 ? 1 : 0) + " ms"
    }

    /// `+1.5`, `−0.02`: seconds with two decimals and a sign.
    static func signedSeconds(_ duration: Duration) -> String {
        let text = fixed(duration / .seconds(1), 2)
        return text.hasPrefix("−") ? text : "+" + text
    }

    /// `3.2 GB`, in powers of ten.
    static func bytes(_ count: Int64) -> String {
        let units: [(Double, String)] = [(1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "KB")]
        guard let (size, unit) = units.first(where: { Double(count) >= $0.0 }) else { return "\(count) B" }
        return fixed(Double(count) / size, 1) + " " + unit
    }

    /// `1 stop`, `2 stops`: of a noun whose plural has an s.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(grouped(Int64(count))) \(noun)\(count == 1 ? "" : "s")"
    }
}
