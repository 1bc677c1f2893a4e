/// Which key does what where; the source of help, hints and dispatch alike.
package struct KeyMap<Action: Hashable & Sendable, Context: Hashable & Sendable>: Sendable {
    package struct Binding: Sendable, Hashable {
        /// Any of them; the first is shown in hints.
        package var keys: [Key]
        package var action: Action
        package var context: Context
        /// Names of texts in the caller's languages: one or two words for hints, a sentence for help.
        package var label: String
        package var help: String

        package init(_ keys: [Key], _ action: Action, in context: Context, label: String, help: String) {
            self.keys = keys
            self.action = action
            self.context = context
            self.label = label
            self.help = help
        }
    }

    package private(set) var bindings: [Binding]

    package init(_ bindings: [Binding]) { self.bindings = bindings }

    /// What `key` does; the first of `contexts` (innermost first) that knows it decides. nil: nothing.
    package func action(for key: Key, in contexts: [Context]) -> Action? {
        for context in contexts {
            if let found = bindings.first(where: { $0.context == context && $0.keys.contains(key) }) {
                return found.action
            }
        }
        return nil
    }

    /// What can be done in these contexts, innermost first; a key that an inner one takes is left out of outer ones.
    package func active(in contexts: [Context]) -> [Binding] {
        var taken: Set<Key> = []
        var active: [Binding] = []
        for context in contexts {
            let here = bindings.filter { $0.context == context }
            for var binding in here {
                binding.keys.removeAll { taken.contains($0) }
                if !binding.keys.isEmpty { active.append(binding) }
            }
            taken.formUnion(here.flatMap(\.keys))
        }
        return active
    }

    /// Gives an action other keys in all its contexts; the labels stay.
    package mutating func remap(_ action: Action, to keys: [Key]) {
        for index in bindings.indices where bindings[index].action == action { bindings[index].keys = keys }
    }

    /// Keys that two bindings of one context claim.
    package var conflicts: [(key: Key, context: Context, actions: [Action])] {
        var found: [(key: Key, context: Context, actions: [Action])] = []
        for context in Set(bindings.map(\.context)) {
            var actions: [Key: [Action]] = [:]
            for binding in bindings where binding.context == context {
                for key in Set(binding.keys) { actions[key, default: []].append(binding.action) }
            }
            found += actions.filter { $0.value.count > 1 }.map { ($0.key, context, $0.value) }
        }
        return found
    }
}
