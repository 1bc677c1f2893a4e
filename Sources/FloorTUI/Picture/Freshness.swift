import Basis
import Records
import Shopfloor
import Widgets

/// Whether a value can still be believed. Each looks different, by glyph as well.
enum Freshness: Hashable {
    case live
    /// Past its limit of age, or from the broker's store and not confirmed since.
    case stale
    /// Its machine, the hub or the link is gone: nothing says that it still holds.
    case dead
    case unseen

    /// - Parameter row: of its machine. While nothing is known of the machine, a value of before says no more than it.
    init(_ tag: MachineDocument.Tag, of row: LineDocument.Row, _ context: ScreenContext) {
        guard tag.value != nil || tag.at != nil else {
            self = .unseen
            return
        }
        guard context.link.isCurrent, !Self.isVoid(tag, row) else {
            self = .dead
            return
        }
        if tag.isRetained {
            self = .stale
        } else if let limit = tag.staleAfter, let at = tag.at, let now = context.now, now - at > limit {
            self = .stale
        } else {
            self = .live
        }
    }

    /// The machine is not heard, and nothing of the tag came since. Where the source itself says that it does not know
    /// the state, its other values may well be current.
    private static func isVoid(_ tag: MachineDocument.Tag, _ row: LineDocument.Row) -> Bool {
        guard row.condition.state == .noData, row.condition.why != .source else { return false }
        guard let since = row.since, let at = tag.at else { return true }
        return at <= since
    }

    var glyph: Glyph {
        switch self {
        case .live: .dot
        case .stale: .hollowDot
        case .dead: .question
        case .unseen: .dash
        }
    }
}
