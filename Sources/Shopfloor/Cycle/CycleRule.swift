/// How the cycles of a machine are counted.
package struct CycleRule: Hashable, Sendable {
    package enum Pulse: Hashable, Sendable {
        /// Each live message of the source with this id is one cycle.
        case message(source: String)
        /// Each unit by which the counter rises is one.
        case increase
    }

    package var pulse: Pulse
    /// The tag that counts; nil where only messages do.
    package var counter: TagSlot?
    /// The tag that names what the counter belongs to, such as a die; nil: the machine itself.
    package var owner: TagSlot?
    /// Whether a cycle was a try; nil: none is.
    package var isTry: RuleExpression?
    /// Whether a cycle made scrap; nil: it is not known of any.
    package var isScrap: RuleExpression?
    /// The names, with `*` for any text, of the tags whose values belong to a cycle; nil: those that have limits.
    package var values: [String]?
    /// The value at which the counter begins again from 0; nil: it does not.
    package var rollsOverAt: Double?

    /// The tags that say whose a cycle is, and what came of it.
    package var tags: Set<TagSlot> {
        Set([owner].compactMap(\.self)).union(isTry?.tags ?? []).union(isScrap?.tags ?? [])
    }

    package init(
        pulse: Pulse, counter: TagSlot? = nil, owner: TagSlot? = nil, isTry: RuleExpression? = nil,
        rollsOverAt: Double? = nil
    ) {
        self.pulse = pulse
        self.counter = counter
        self.owner = owner
        self.isTry = isTry
        self.rollsOverAt = rollsOverAt
    }
}
