package import Basis
package import Records

/// One change of an outbox.
package enum OutboxChange: Hashable, Sendable {
    /// What is typed and not sent, as it is now.
    case draft(OutboxDraft)
    /// A draft that another outbox has left: what is known here by its key, as a draft or as a command, stays as it is.
    case adopt(OutboxDraft)
    /// A draft that its person threw away; what it holds by that key is gone.
    case dropDraft(key: String)
    /// A command that is complete: it follows on what waits, and its draft goes. One of a key that is there already
    /// changes nothing.
    case queue(OutboxEntry)
    /// The hub's answer to a command that waits; of one that has its answer nothing changes.
    case settle(key: String, OutboxEntry.State, reply: [UInt8], at: Instant)
    /// The decision of a conflict met what others have said since: that is what is to be decided now. The decision goes, and
    /// its answer becomes the answer of the command in conflict; where that one is not here, it stays with its own.
    case disagree(key: String, decision: String, reply: [UInt8], at: Instant)
    /// A person decided a conflict, and the hub has that: the command needs nobody any more. It is kept as saved ones are, with
    /// the answer that says what was in conflict.
    case decided(key: String, at: Instant)
    /// An answered command that a person has seen to.
    case remove(key: String)
    /// A command that another outbox has taken over, or one of another site that a person gave up, answered or not.
    case forget(key: String)
    /// A person says for which site a command was typed of which nobody knew that.
    case claim(key: String, site: String)
    /// Saved commands that were answered before then, and all saved ones beyond the newest so many.
    case trim(before: Instant, keeping: Int)
}

/// What is in an outbox, as people look at it.
package struct OutboxContents: Hashable, Sendable {
    /// Of which site all that is but what is `elsewhere`; nil: this terminal's is not known yet, and what was typed for any
    /// stands together.
    package var site: String?
    /// How many commands are in each state.
    package var counts: [OutboxEntry.State: Int] = [:]
    /// What needs a person first, each kind by age, then what waits, then what was saved, the newest first; not more
    /// than `limit` of a state.
    package var entries: [OutboxEntry] = []
    /// The newest first, not more than `limit`.
    package var drafts: [OutboxDraft] = []
    package var elsewhere = Elsewhere()

    /// What was typed for other sites, or nobody knows for which, and is not done.
    package struct Elsewhere: Hashable, Sendable {
        /// That of which nobody knows first, then by name.
        package var sites: [Site] = []
        /// By age, not more than `limit` of a state.
        package var entries: [OutboxEntry] = []
        /// The newest first, not more than `limit`.
        package var drafts: [OutboxDraft] = []

        package init() {}
    }

    /// How much there is for one site.
    package struct Site: Hashable, Sendable {
        /// nil: nobody knows.
        package var name: String?
        package var counts: [OutboxEntry.State: Int] = [:]
        package var drafts = 0

        package init(name: String?, counts: [OutboxEntry.State: Int] = [:], drafts: Int = 0) {
            self.name = name
            self.counts = counts
            self.drafts = drafts
        }
    }

    package init() {}
}

extension OutboxContents {
    /// What is in it once `change` is made, of what people type; what becomes of commands the outbox tells.
    package mutating func note(_ change: OutboxChange) {
        switch change {
        case .draft(let draft):
            drafts.removeAll { $0.key == draft.key }
            drafts.insert(draft, at: 0)
        case .dropDraft(let key): drafts.removeAll { $0.key == key }
        case .queue(let entry): drafts.removeAll { $0.key == entry.key }
        default: break
        }
    }
}
