extension KeyTable {
    /// A table within another.
    package struct Nested: Sendable {
        package let table: KeyTable
        /// As the table begins in a file: "[site]", "[[machine]]".
        package let header: String
        /// Whether it may stand more than once.
        package let isRepeated: Bool
    }

    /// Every table below this one, each name once, in the order of the keys, each before those within it.
    package var nested: [Nested] {
        var found: [Nested] = []
        collect(into: &found)
        return found
    }

    private func collect(into found: inout [Nested]) {
        for key in keys {
            guard let nested = key.type.nested, !found.contains(where: { $0.table.name == nested.table.name }) else {
                continue
            }
            found.append(nested)
            nested.table.collect(into: &found)
        }
    }
}

extension KeyType {
    /// The table of a table or of a list of tables; nil for all else.
    fileprivate var nested: KeyTable.Nested? {
        switch self {
        case .table(let table): KeyTable.Nested(table: table, header: "[\(table.name)]", isRepeated: false)
        case .listOfTables(let table): KeyTable.Nested(table: table, header: "[[\(table.name)]]", isRepeated: true)
        default: nil
        }
    }
}
