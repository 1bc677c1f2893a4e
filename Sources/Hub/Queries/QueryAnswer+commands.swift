import Basis
import Records
import Shopfloor
import Store

/// Answers about what people did.
extension QueryAnswer {
    /// The newest first; the open ones are those without `taken`.
    func conflicts(_ query: Query) throws(StoreError) -> [Row] {
        try store.conflicts(limit: 10_000).filter { $0.at <= query.at ?? .distantFuture }.map { conflict in
            let envelope = conflict.command.envelope
            var row = Row()
            row.add("seq", conflict.seq)
            row.add("at", conflict.at)
            row.add("key", envelope.key)
            row.add("kind", envelope.kind)
            row.add("id", envelope.id)
            row.add("terminal", envelope.terminal)
            row.add("fields", .json(conflict.command.fields.json))
            row.add("taken", conflict.taken?.rawValue)
            row.add("resolved_by", conflict.resolvedBy)
            row.add("resolved_at", conflict.resolvedAt)
            return row
        }
    }

    func quantities(_ query: Query) throws(StoreError) -> [Row] {
        try store.quantities(machine: query.machine, asOf: query.asOf).map { stored in
            let booked = stored.booked
            var (at, shift): (Instant?, String?) = (nil, nil)
            switch booked.when {
            case .at(let time): at = time
            case .shift(let id): shift = id
            }
            var row = Row()
            row.add("seq", stored.seq)
            row.add("machine", booked.machine)
            row.add("at", at)
            row.add("shift", shift)
            row.add("order", booked.order)
            row.add("scrap", booked.scrap)
            row.add("rework", booked.rework)
            row.add("note", booked.note)
            row.add("by", booked.by)
            row.add("command", booked.command)
            row.add("corrects", booked.corrects)
            row.add("corrected_by", stored.correctedBy)
            return row
        }
    }
}
