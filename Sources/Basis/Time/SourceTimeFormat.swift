/// How a source writes the time of its readings.
package enum SourceTimeFormat: Hashable, Sendable {
    /// Seconds since 1970, also with a fraction.
    case epochSeconds
    case epochMilliseconds
    case epochMicroseconds
    case epochNanoseconds
    /// With its offset; see `ISO8601`.
    case iso8601
    /// Date and time of the plant's clocks, `2019-03-12 06:12:13`; a text that has an offset is taken by it.
    case local(Zone)

    /// The instant that a member of a message tells, a number or a text, rounded down to a millisecond; nil when it is
    /// neither, not of this format, or outside the years 1 to 9999, so that a senseless time cannot overflow later.
    package func instant(from node: JSONNode) -> Instant? {
        if let decimal = node.asDecimal { return instant(from: decimal) }
        return node.withUTF8 { instant(from: $0) } ?? nil
    }

    /// The instant that a text tells; for the formats since 1970 the text is a number.
    package func instant(from text: Span<UInt8>) -> Instant? {
        switch self {
        case .iso8601: return ISO8601.parse(text)
        case .local(let zone):
            guard let (time, offset) = ISO8601.parseCivil(text) else { return nil }
            return offset.map { time.inUTC - .seconds($0) } ?? zone.instant(of: time)
        case .epochSeconds, .epochMilliseconds, .epochMicroseconds, .epochNanoseconds:
            return DecimalText(text).flatMap { instant(from: $0) }
        }
    }

    /// The years 1 to 9999.
    package static let plausible: Range<Int64> = -62_135_596_800_000..<253_402_300_800_000

    /// Exact: the digits are moved, not multiplied as a double, which could be a millisecond off.
    private func instant(from decimal: DecimalText) -> Instant? {
        let shift: Int
        switch self {
        case .epochSeconds: shift = 3
        case .epochMilliseconds: shift = 0
        case .epochMicroseconds: shift = -3
        case .epochNanoseconds: shift = -6
        case .iso8601, .local: return nil
        }
        return decimal.scaled(by: shift).flatMap(Self.instant(milliseconds:))
    }

    /// nil outside the years 1 to 9999.
    package static func instant(milliseconds: Int64) -> Instant? {
        plausible.contains(milliseconds) ? Instant(milliseconds: milliseconds) : nil
    }
}

extension SourceTimeFormat: CustomStringConvertible {
    /// As people and plant files name it, `epoch-ms` or `local (Asia/Seoul)`.
    package var description: String {
        switch self {
        case .epochSeconds: "epoch-s"
        case .epochMilliseconds: "epoch-ms"
        case .epochMicroseconds: "epoch-us"
        case .epochNanoseconds: "epoch-ns"
        case .iso8601: "iso8601"
        case .local(let zone): "local (\(zone.identifier))"
        }
    }
}
