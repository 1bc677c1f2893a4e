/// A value of a TOML file and where it stands. Immutable, without ties to the parser.
package struct TomlNode: Sendable, Equatable {
    package enum Value: Sendable, Equatable {
        case string(String)
        case integer(Int)
        case double(Double)
        case bool(Bool)
        /// A date, a time or both, as RFC 3339 text.
        case dateTime(String)
        case array([TomlNode])
        /// In the order of the file, by where each key stands first. A key stands once.
        case table([TomlEntry])
    }

    package let value: Value
    /// The first character: a quote, a digit, a bracket. Of a table `[a]` or an element of `[[a]]`: its header; of an
    /// array of tables: its first header; of a table made by a dotted key: that part of the key.
    package let place: Place
    /// Where the content of a string starts; nil for other values and for strings of several lines.
    package let contentPlace: Place?

    package init(_ value: Value, place: Place, contentPlace: Place? = nil) {
        self.value = value
        self.place = place
        self.contentPlace = contentPlace
    }

    /// The place of the code point at `offset` of a string's text, for errors inside it.
    ///
    /// Exact for strings of one line up to their first escape; else the place of the string itself or, after an
    /// escape, a few columns to the left of the true one.
    package func place(ofOffset offset: Int) -> Place {
        guard var place = contentPlace else { return self.place }
        place.column += offset
        return place
    }

    /// The entries of a table, nil for all else.
    package var entries: [TomlEntry]? {
        if case .table(let entries) = value { entries } else { nil }
    }

    /// The value of `key` in this table; nil when there is none, or this is no table.
    package subscript(key: String) -> TomlNode? { entries?.first { $0.key == key }?.node }
}

/// A key of a table with its value.
package struct TomlEntry: Sendable, Equatable {
    package let key: String
    /// Where the key stands first.
    package let keyPlace: Place
    package let node: TomlNode

    package init(key: String, keyPlace: Place, node: TomlNode) {
        self.key = key
        self.keyPlace = keyPlace
        self.node = node
    }
}
