import Basis
import Shopfloor

extension EventCoding {
    /// Null is an order that is not known, empty that there is none.
    static func write(_ change: OrderChanged, to json: inout JSONWriter) {
        json.member("machine", change.machine)
        json.member("from", change.from.milliseconds)
        json.member("to", change.to?.milliseconds)
        json.member("order", change.order.stored)
    }

    static func order(_ fields: EventFields) throws(EventError) -> OrderChanged {
        let change = OrderChanged(
            machine: try fields.text("machine"), from: try fields.instant("from"), to: try fields.instantOrNull("to"),
            order: RunningOrder(stored: try fields.textOrNull("order")))
        guard change.to.map({ change.from < $0 }) ?? true else { throw EventError("to is not after from") }
        return change
    }
}

extension RunningOrder {
    /// As entries and tables have it: null where it is not known, empty where there is none.
    package var stored: String? {
        switch self {
        case .unknown: nil
        case .none: ""
        case .known(let id): id
        }
    }

    package init(stored: String?) { self = stored.map(RunningOrder.init(word:)) ?? .unknown }
}
