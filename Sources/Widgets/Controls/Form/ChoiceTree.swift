import Basis

/// One of many, found level by level in numbered lists: a digit opens a group or takes what it names.
package struct ChoiceTree: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case ignored, moved
        case chosen(String)
    }

    package struct Item: Hashable, Sendable {
        package var id: String
        package var text: String
        /// The group that it belongs to; nil: it stands at the top.
        package var parent: String?

        package init(_ id: String, _ text: String, parent: String? = nil) {
            self.id = id
            self.text = text
            self.parent = parent
        }
    }

    package let items: [Item]
    /// Stands after a group's name where the group itself is to be chosen.
    package var wholeGroup: String
    /// What was taken last; nil: nothing yet.
    package private(set) var chosen: String?
    /// The groups that are open, the outermost first.
    package private(set) var path: [String] = []
    private var position = ScrollPosition()
    /// The list is that of a group, which can be left.
    package var isInGroup: Bool { !path.isEmpty }

    package init(_ items: [Item], chosen: String? = nil, wholeGroup: String = "") {
        self.items = items
        self.wholeGroup = wholeGroup
        choose(chosen)
    }

    /// Takes an item, or none. The list is that of the top, so that the same digits lead to the same item whatever was taken
    /// before; the way to what is taken is selected, and Enter follows it.
    package mutating func choose(_ id: String?) {
        chosen = items.first { $0.id == id }?.id
        show([])
    }

    /// The list of a group, with what is taken, or the way to it, selected.
    private mutating func show(_ path: [String]) {
        self.path = path
        position = ScrollPosition()
        position.selected = level.firstIndex(where: leadsToChosen) ?? 0
    }

    private func leadsToChosen(_ item: Item) -> Bool {
        guard let taken = items.first(where: { $0.id == chosen }) else { return false }
        return item.id == taken.id || opens(item) && ancestors(of: taken).contains(item.id)
    }

    private func ancestors(of item: Item) -> [String] {
        var path: [String] = []
        var parent = item.parent
        // A tree that leads back into itself comes from outside.
        while let id = parent, !path.contains(id), let above = items.first(where: { $0.id == id }) {
            path.insert(id, at: 0)
            parent = above.parent
        }
        return path
    }

    private func hasChildren(_ id: String) -> Bool { items.contains { $0.parent == id } }

    /// What is in the list now; an open group itself stands last in it.
    private var level: [Item] {
        let below = items.filter { item in
            item.parent == path.last || path.isEmpty && !items.contains { $0.id == item.parent }
        }
        guard let group = path.last, let item = items.first(where: { $0.id == group }) else { return below }
        return below + [item]
    }

    private func text(_ item: Item) -> String {
        item.id == path.last && !wholeGroup.isEmpty ? "\(item.text) \(wholeGroup)" : item.text
    }

    /// `breakdown › hydraulics`; empty where nothing is chosen.
    package var chosenText: String { chosen.map(name) ?? "" }

    /// The item with the groups that it is in.
    package func name(_ id: String) -> String {
        guard let item = items.first(where: { $0.id == id }) else { return id }
        let names = ancestors(of: item).compactMap { id in items.first { $0.id == id }?.text }
        return (names + [item.text]).joined(separator: " › ")
    }

    package mutating func handle(_ key: Key) -> Outcome {
        let level = level
        if position.handle(key, count: level.count) { return .moved }
        switch key {
        case .left, .backspace: return leaveGroup()
        case .right where level.indices.contains(position.selected) && opens(level[position.selected]):
            return take(level[position.selected])
        case .enter where level.indices.contains(position.selected): return take(level[position.selected])
        case .character(let digit):
            guard let number = digit.wholeNumberValue, number >= 1, number <= min(9, level.count) else {
                return .ignored
            }
            position.selected = number - 1
            return take(level[number - 1])
        default: return .ignored
        }
    }

    private func opens(_ item: Item) -> Bool { item.id != path.last && hasChildren(item.id) }

    private mutating func take(_ item: Item) -> Outcome {
        guard !opens(item) else {
            show(path + [item.id])
            return .moved
        }
        chosen = item.id
        return .chosen(item.id)
    }

    private mutating func leaveGroup() -> Outcome {
        guard let group = path.popLast() else { return .ignored }
        position = ScrollPosition()
        position.selected = level.firstIndex { $0.id == group } ?? 0
        return .moved
    }

    /// Lines of its longest list.
    package var height: Int {
        let groups = Dictionary(grouping: items) { $0.parent }
        return groups.map { $0.value.count + ($0.key == nil ? 0 : 1) }.max() ?? 0
    }

    /// - Parameter focusKeys: what brings the keys here, for the mouse; empty where they are here.
    package mutating func draw(in canvas: Canvas, isFocused: Bool, focusKeys: [Key] = []) {
        let level = level
        var list = List(
            level.map { List.Item(text($0), detail: opens($0) ? "›" : "", role: leadsToChosen($0) ? .strong : .text) },
            isNumbered: true)
        list.position = position
        list.isFocused = isFocused
        list.draw(in: canvas)
        position = list.position
        for y in 0..<canvas.height where position.top + y < level.count {
            let way = [Key](repeating: .down, count: position.top + y)
            canvas.row(y).target(focusKeys + [.home] + way + [.enter])
        }
    }
}
