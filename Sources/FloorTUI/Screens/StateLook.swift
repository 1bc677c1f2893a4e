import Basis
import Shopfloor
import Widgets

/// How a state is told: by glyph, word and role at once, never by colour alone. Normal has neither mark nor colour.
struct StateLook {
    var word: Phrase
    /// nil: nothing stands before a normal machine.
    var mark: Glyph?
    var role: Role
    /// In a ribbon.
    var ribbon: Glyph
    /// Of a ribbon's cell the highest shows.
    var rank: Int

    init(_ state: MachineState) {
        switch state {
        case .producing: self.init(.producing, nil, .text, .horizontal, 1)
        case .idle: self.init(.idle, nil, .muted, .middleDot, 0)
        case .setUp: self.init(.setUp, .hollowDiamond, .setUp, .medium, 2)
        case .maintenance: self.init(.maintenance, .hollowDot, .maintenance, .light, 2)
        case .waiting: self.init(.waiting, .diamond, .attention, .diamond, 4)
        case .stopped: self.init(.stopped, .triangle, .critical, .triangle, 5)
        case .noData: self.init(.noData, .question, .noData, .light, 3)
        }
    }

    private init(_ word: Phrase, _ mark: Glyph?, _ role: Role, _ ribbon: Glyph, _ rank: Int) {
        self.word = word
        self.mark = mark
        self.role = role
        self.ribbon = ribbon
        self.rank = rank
    }
}

extension NoDataReason {
    var phrase: Phrase {
        switch self {
        case .silent: .silent
        case .source: .source
        case .link: .link
        case .hub: .hub
        case .never: .never
        case .removed: .removed
        }
    }
}
