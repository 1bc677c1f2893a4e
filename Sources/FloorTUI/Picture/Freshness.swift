import Basis
import Records
import Widgets

/// Whether a value can still be believed. Each looks different, by glyph as well.
enum Freshness: Hashable {
    case live
    /// Past its limit of age, or from the broker's store and not confirmed since.
    case stale
    /// Its machine, the hub or the link is gone: nothing says that it still holds.
    case dead
    case unseen

    init(_ tag: MachineDocument.Tag, _ context: ScreenContext) {
        guard tag.value != nil || tag.at != nil else {
            self = .unseen
            return
        }
        guard context.link.isCurrent else {
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

    var glyph: Glyph {
        switch self {
        case .live: .dot
        case .stale: .hollowDot
        case .dead: .question
        case .unseen: .dash
        }
    }
}
