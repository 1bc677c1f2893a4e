/// Joins the trees of several files into one.
struct ConfigurationMerge {
    private(set) var root: TomlNode
    private(set) var problems = Problems()

    init(_ root: TomlNode) { self.root = root }

    /// Adds the entries of the root table `other` behind those that are there.
    mutating func add(_ other: TomlNode) { root = merged(root, other, path: "") }

    /// Both are tables.
    private mutating func merged(_ first: TomlNode, _ second: TomlNode, path: String) -> TomlNode {
        var entries = first.entries ?? []
        for entry in second.entries ?? [] {
            guard let index = entries.firstIndex(where: { $0.key == entry.key }) else {
                entries.append(entry)
                continue
            }
            let there = entries[index]
            let name = path.isEmpty ? entry.key : "\(path).\(entry.key)"
            guard let node = joined(there.node, entry.node, path: name) else {
                problems.report(entry.keyPlace, "\(Quoted(name)) is already set at \(there.keyPlace)")
                continue
            }
            entries[index] = TomlEntry(key: there.key, keyPlace: there.keyPlace, node: node)
        }
        return TomlNode(.table(entries), place: first.place)
    }

    /// nil when the two cannot be joined.
    private mutating func joined(_ first: TomlNode, _ second: TomlNode, path: String) -> TomlNode? {
        switch (first.value, second.value) {
        case (.table, .table): return merged(first, second, path: path)
        case (.array(let nodes), .array(let others)):
            guard (nodes + others).allSatisfy({ $0.entries != nil }) else { return nil }
            return TomlNode(.array(nodes + others), place: first.place)
        default: return nil
        }
    }
}
