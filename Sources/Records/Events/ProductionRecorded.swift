package import Basis

/// What a shift record says that a machine made in a shift. Further records of the same shift add to it.
package struct ProductionRecorded: Hashable, Sendable {
    package var machine: String
    /// The id of the shift, and when it was.
    package var shift: String
    package var from: Instant
    package var to: Instant
    /// nil: it had none, so nothing was to be made.
    package var order: String?
    package var item: String?
    package var die: String?
    /// Cycles.
    package var shots: Double
    /// Parts a cycle, by the record, else the plant file.
    package var cavities: Double
    /// Parts, good or not (ISO 22400-2: PQ).
    package var produced: Double
    /// Good parts (GQ).
    package var good: Double
    /// Parts by the name of a defect.
    package var defects: [String: Double]
    /// The ideal cycle, as the plant file has it for die or machine; nil where it has none.
    package var idealCycle: Duration?
    /// What was changed in the shift, such as the die: one set-up each, of no known duration.
    package var changes: [String]

    package init(
        machine: String, shift: String, from: Instant, to: Instant, order: String?, item: String?, die: String?,
        shots: Double, cavities: Double, produced: Double, good: Double, defects: [String: Double],
        idealCycle: Duration?, changes: [String]
    ) {
        self.machine = machine
        self.shift = shift
        self.from = from
        self.to = to
        self.order = order
        self.item = item
        self.die = die
        self.shots = shots
        self.cavities = cavities
        self.produced = produced
        self.good = good
        self.defects = defects
        self.idealCycle = idealCycle
        self.changes = changes
    }
}

extension ProductionRecorded {
    func writeMembers(to json: inout JSONWriter) {
        json.member("machine", machine)
        json.member("shift", shift)
        json.member("from", from.milliseconds)
        json.member("to", to.milliseconds)
        json.member("order", order)
        json.member("item", item)
        json.member("die", die)
        json.member("shots", shots)
        json.member("cavities", cavities)
        json.member("pq", produced)
        json.member("gq", good)
        json.key("defects")
        json.object { json in
            for (name, count) in defects.sorted(by: { $0.key < $1.key }) { json.member(name, count) }
        }
        json.member("ideal_ms", idealCycle?.wholeMilliseconds)
        json.key("changes")
        json.array { json in for change in changes { json.value(change) } }
    }

    init(_ fields: EventFields) throws(EventError) {
        let cycle = try fields.integerOrNull("ideal_ms")
        self.init(
            machine: try fields.text("machine"), shift: try fields.text("shift"), from: try fields.instant("from"),
            to: try fields.instant("to"), order: try fields.textOrNull("order"), item: try fields.textOrNull("item"),
            die: try fields.textOrNull("die"), shots: try fields.number("shots"),
            cavities: try fields.number("cavities"), produced: try fields.number("pq"), good: try fields.number("gq"),
            defects: try fields.numbers("defects"), idealCycle: cycle.map { .milliseconds($0) },
            changes: try fields.texts("changes"))
        guard from <= to else { throw EventError("to lies before from") }
    }
}
