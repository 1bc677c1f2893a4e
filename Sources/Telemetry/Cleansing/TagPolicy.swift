/// How the readings of a tag are cleansed: one rule a property, nil or empty where the rule does not apply.
package struct TagPolicy: Hashable, Sendable {
    /// Values outside are flagged `range`.
    package var minimum: Double?
    package var maximum: Double?
    /// Numbers that mean “no value”, flagged `sentinel`.
    package var sentinels: [Double] = []
    /// The furthest that the process can move from one reading to the next; further is flagged `jump`.
    package var maximumStep: Double?
    /// What the plant file says of texts; nil where nothing.
    package var refusesText: Bool?
    /// For a tag that counts; nil for all others.
    package var counter: CounterPolicy?

    package init() {}

    /// Whether a text is no value for this tag, and flagged `type`: so it is where its rules are about numbers.
    package var isNumber: Bool {
        refusesText ?? (minimum != nil || maximum != nil || maximumStep != nil || !sentinels.isEmpty)
    }
}

/// What is known of a tag that counts.
package struct CounterPolicy: Hashable, Sendable {
    /// The tag that names what the counter belongs to, such as a die; nil: the machine itself.
    package var owner: String?
    /// The value at which it begins again from 0; nil: it does not.
    package var rollsOverAt: Double?

    package init(owner: String? = nil, rollsOverAt: Double? = nil) {
        self.owner = owner
        self.rollsOverAt = rollsOverAt
    }
}

/// Which source times are believed.
package struct TimePolicy: Hashable, Sendable {
    /// How far a source's time may lie ahead of the arrival; further is flagged `future`, and the arrival counts.
    package var futureLimit: Duration
    /// How far it may lie behind; a live message older than that is quarantined.
    package var lateLimit: Duration

    package init(futureLimit: Duration = .seconds(5), lateLimit: Duration = .seconds(72 * 3600)) {
        self.futureLimit = futureLimit
        self.lateLimit = lateLimit
    }
}
