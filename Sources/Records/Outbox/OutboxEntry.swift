package import Basis

/// A command of this terminal on its way to the hub, and what became of it.
package struct OutboxEntry: Hashable, Sendable {
    /// Where it stands, as a person sees it. What was handed to the broker is no state: a broker's word promises nothing.
    package enum State: String, Hashable, Sendable, CaseIterable {
        /// On this terminal's disk; the hub has not answered.
        case queued
        /// The hub has made it durable, with all that it changes.
        case saved
        case refused
        /// Somebody else changed the same field since; both are kept until a person decides.
        case conflict
    }

    /// Counts this terminal's commands, from 1; they are sent in this order.
    package var seq: Int64
    /// Made when the form opened; the hub applies a key once.
    package var key: String
    /// The command's kind, as `stop.explain`.
    package var kind: String
    /// The id of what it changes.
    package var object: String
    /// The command as it goes to the hub, byte for byte.
    package var bytes: [UInt8]
    /// When the person finished it, by this terminal's clock.
    package var entered: Instant
    package var state: State
    /// What the hub answered, as it came; where this terminal refused it itself, in the same form. nil: nothing yet.
    package var reply: [UInt8]?
    /// When that came, by this terminal's clock.
    package var settled: Instant?
    /// The terminal on which it was entered, where its folder was left behind and taken over; nil: this one.
    package var terminal: String?
    /// For which site it was typed, in its topic form; no other hub ever gets it. nil: it comes from a version that did not
    /// keep that, and nobody has said yet.
    package var site: String?

    package init(
        seq: Int64 = 0, key: String, kind: String, object: String, bytes: [UInt8], entered: Instant,
        state: State = .queued, reply: [UInt8]? = nil, settled: Instant? = nil, terminal: String? = nil,
        site: String? = nil
    ) {
        self.seq = seq
        self.key = key
        self.kind = kind
        self.object = object
        self.bytes = bytes
        self.entered = entered
        self.state = state
        self.reply = reply
        self.settled = settled
        self.terminal = terminal
        self.site = site
    }
}

/// What a person has typed into a form and not sent: offered again after the program ended, however it did.
package struct OutboxDraft: Hashable, Sendable {
    /// The key that its command will have.
    package var key: String
    /// The kind of that command.
    package var kind: String
    /// The id of what it is about.
    package var object: String
    /// The version of that which the person saw; nil where it had none.
    package var base: Int64?
    /// The text of each field, by the field's name, in the form's order.
    package var fields: [Field]
    /// When it was last changed, by this terminal's clock.
    package var changed: Instant
    /// The terminal on which it was typed, where its folder was left behind and taken over; nil: this one.
    package var terminal: String?
    /// As of an entry.
    package var site: String?

    package struct Field: Hashable, Sendable {
        package var name: String
        package var text: String
        /// What was there when the form opened: only what is another is a change.
        package var present: String

        package init(_ name: String, _ text: String, present: String = "") {
            self.name = name
            self.text = text
            self.present = present
        }
    }

    package init(
        key: String, kind: String, object: String, base: Int64?, fields: [Field], changed: Instant,
        terminal: String? = nil, site: String? = nil
    ) {
        self.key = key
        self.kind = kind
        self.object = object
        self.base = base
        self.fields = fields
        self.changed = changed
        self.terminal = terminal
        self.site = site
    }
}
