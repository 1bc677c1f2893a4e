package import Basis

/// Books parts that a machine made as scrap or rework, or corrects such a booking: what is said here counts in its place.
/// The id is the machine's.
package struct QuantityBooking: CommandContent {
    package static let form = CommandForm(
        "quantity.book", object: "the machine",
        [
            CommandField("at", .instant, "when the parts were made"),
            CommandField("shift", .text(limit: 200), "or the shift that they were made in: its id, or {date}/{id}"),
            CommandField("order", .text(limit: 200), canBeNull: true, "the order that they were made for"),
            CommandField("scrap", .amount, "parts that are thrown away"),
            CommandField("rework", .amount, "parts that are worked on again"),
            .note,
            CommandField(
                "corrects", .amount,
                "seq of the answer to the booking in whose place this one counts; without scrap and rework that is taken back"
            ),
        ], needsField: true)

    package enum When: Hashable, Sendable {
        case at(Instant)
        case shift(String)
    }

    package var machine: String
    package var when: When
    package var order: String?
    package var scrap: Int64
    package var rework: Int64
    package var note: String?
    /// The number of the entry of the booking that it corrects.
    package var corrects: Int64?

    package init(id: String, set: CommandSet) throws(Refusal) {
        switch (set.instant("at").value, set.text("shift").value) {
        case (let at?, nil): when = .at(at)
        case (nil, let shift?): when = .shift(shift)
        default: throw .unreadable("set has either at or shift", zh: "set 只能有 at 或 shift 之一")
        }
        machine = id
        // As a machine says by an empty word that there is none.
        order = set.text("order").value.flatMap { $0.isEmpty ? nil : $0 }
        scrap = set.amount("scrap").value ?? 0
        rework = set.amount("rework").value ?? 0
        note = set.text("note").value
        corrects = set.amount("corrects").value
        guard scrap + rework > 0 || corrects != nil else {
            throw .unreadable("set books neither scrap nor rework", zh: "set 未登记报废或返工")
        }
    }
}
