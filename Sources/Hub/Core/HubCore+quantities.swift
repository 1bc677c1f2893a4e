import Basis
import Records
import Shopfloor

/// Parts that people book as scrap or rework.
extension HubCore {
    func judge(_ content: QuantityBooking, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        guard let number = machine(content.machine) else { throw .unknownObject(content.machine) }
        if model.machines[number].cycle != nil {
            let produced = machines[number].counts.values.reduce(0) { $0 + $1.count.shots }
            let booked = decided.booked[content.machine] ?? 0
            // What was never produced cannot be scrap: more of it than of all would leave less than nothing good.
            guard booked + content.scrap + content.rework <= produced else {
                throw .aboveProduced(content.scrap + content.rework, booked: booked, produced: produced)
            }
        }
        let when: QuantityBooked.When =
            switch content.when {
            case .at(let at): .at(at)
            case .shift(let shift): .shift(SanitizedText(shift).text)
            }
        let booked = QuantityBooked(
            machine: content.machine, when: when, order: content.order.map { SanitizedText($0).text },
            scrap: content.scrap, rework: content.rework, note: content.note.map { SanitizedText($0).text },
            command: context.seq, by: context.terminal)
        return .saved([.quantity(booked)], isMerged: false)
    }
}

extension Refusal.Code {
    /// More is booked than was made.
    static let aboveProduced = Self("above-produced")
}

extension Refusal {
    fileprivate static func aboveProduced(_ parts: Int64, booked: Int64, produced: Int64) -> Refusal {
        Refusal(
            .aboveProduced, "\(parts) are more than there are: \(produced) produced, \(booked) of them booked already",
            zh: "\(parts) 超出可登记数:已生产 \(produced),其中 \(booked) 已登记")
    }
}
