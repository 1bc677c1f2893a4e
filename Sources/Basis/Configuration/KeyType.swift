/// What may stand at a key. The one description for checks, messages, schema and documentation.
package indirect enum KeyType: Sendable {
    /// Any text without control characters.
    case string
    /// A text, or a table of languages: `{ en = "…", zh = "…" }`.
    case text
    /// 1 to 64 of `A-Z a-z 0-9 . _ -`.
    case identifier
    case integer(in: ClosedRange<Int> = Int.min...Int.max)
    /// An integer or a finite float.
    case number(in: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude)
    case bool
    /// A text such as `5s` or `1h30m`.
    case duration(in: ClosedRange<Duration> = .zero...KeyType.longestDuration)
    case oneOf([String])
    /// An IANA time zone that this machine knows.
    case zone
    /// A text in a notation of its own, which another room checks.
    case notation(Notation)
    case list(of: KeyType)
    /// A table with any keys, each with a value of the type.
    case map(of: KeyType)
    case table(KeyTable)
    case listOfTables(KeyTable)

    /// Ten years.
    package static let longestDuration = Duration.seconds(3650 * 86400)

    /// One of the raw values of `T`.
    package static func choice<T: RawRepresentable<String> & CaseIterable>(of type: T.Type) -> KeyType {
        .oneOf(T.allCases.map(\.rawValue))
    }
}

/// A notation within a string (a topic pattern, a JSON pointer, an expression), known by name and by its check.
package struct Notation: Sendable {
    /// What is wrong with a text.
    package struct Fault: Sendable, Equatable {
        package var message: String
        /// Where, in code points from the start of the text; nil means the text as a whole.
        package var offset: Int?
        /// What is allowed there; nil: the notation's own words hold.
        package var allowed: String?

        package init(_ message: String, at offset: Int? = nil, allowed: String? = nil) {
            self.message = message
            self.offset = offset
            self.allowed = allowed
        }
    }

    /// With its article: "a topic pattern".
    package let name: String
    /// An example or a short rule, shown after "Allowed:".
    package let allowed: String
    /// What a schema can say of it: a regular expression (ECMA-262) that every right text matches; nil: nothing.
    package let pattern: String?
    /// nil when the text is right.
    package let check: @Sendable (String) -> Fault?

    package init(
        _ name: String, allowed: String, pattern: String? = nil, check: @escaping @Sendable (String) -> Fault?
    ) {
        self.name = name
        self.allowed = allowed
        self.pattern = pattern
        self.check = check
    }
}

extension KeyType {
    /// The type in words, with its article: "a duration".
    package var name: String {
        switch self {
        case .string: "a string"
        case .text: "a text"
        case .identifier: "an identifier"
        case .integer: "an integer"
        case .number: "a number"
        case .bool: "true or false"
        case .duration: "a duration"
        case .oneOf: "one of the allowed words"
        case .zone: "a time zone"
        case .notation(let notation): notation.name
        case .list(let element): "a list, each element \(element.name)"
        case .map(let element): "a table, each value \(element.name)"
        case .table: "a table"
        case .listOfTables(let table): "tables [[\(table.name)]]"
        }
    }

    /// What may stand there, in words for people; nil where `name` says it all.
    package var allowed: String? {
        switch self {
        case .string, .bool: nil
        case .text: "\"…\" or { en = \"…\", zh = \"…\" }"
        case .identifier: "1 to 64 of A-Z a-z 0-9 . _ -"
        case .integer(let range): range == Int.min...Int.max ? nil : Self.words(range)
        case .number(let range): Self.words(range)
        case .duration(let range):
            "\"250ms\", \"5s\", \"1h30m\", \"8d\"; from \(DurationText.notation(range.lowerBound))"
                + " to \(DurationText.notation(range.upperBound))"
        case .oneOf(let words): Spelling.list(words)
        case .zone: "an IANA name such as \"Europe/Berlin\" or \"Asia/Shanghai\""
        case .notation(let notation): notation.allowed
        case .list(let element), .map(let element): element.allowed
        case .table(let table): "[\(table.name)] with \(Spelling.list(table.keys.map(\.name)))"
        case .listOfTables(let table): "[[\(table.name)]] with \(Spelling.list(table.keys.map(\.name)))"
        }
    }

    /// A value in TOML that shows how one is written; nil where only the key's owner knows.
    var sample: String? {
        switch self {
        case .bool: "true"
        case .oneOf(let words): words.first.map { TomlNode.Value.string($0).toml }
        case .string, .text, .identifier, .integer, .number, .duration, .zone, .notation, .list, .map, .table,
            .listOfTables:
            nil
        }
    }

    private static func words(_ range: ClosedRange<Int>) -> String {
        if range.upperBound == .max { return "\(range.lowerBound) or more" }
        return range.lowerBound == .min ? "up to \(range.upperBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }

    private static func words(_ range: ClosedRange<Double>) -> String? {
        let greatest = Double.greatestFiniteMagnitude
        func words(_ bound: Double) -> String { Int(exactly: bound).map(String.init) ?? String(bound) }
        switch (range.lowerBound == -greatest, range.upperBound == greatest) {
        case (true, true): return nil
        case (false, true): return "\(words(range.lowerBound)) or more"
        case (true, false): return "up to \(words(range.upperBound))"
        case (false, false): return "\(words(range.lowerBound)) to \(words(range.upperBound))"
        }
    }
}
