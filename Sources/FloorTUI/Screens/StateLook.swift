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

    init(_ state: MachineState) {
        switch state {
        case .producing: self.init(.producing, nil, .text, .horizontal)
        case .idle: self.init(.idle, nil, .muted, .middleDot)
        case .setUp: self.init(.setUp, .hollowDiamond, .setUp, .medium)
        case .maintenance: self.init(.maintenance, .hollowDot, .maintenance, .dark)
        case .waiting: self.init(.waiting, .diamond, .attention, .diamond)
        case .stopped: self.init(.stopped, .triangle, .critical, .triangle)
        case .noData: self.init(.noData, .question, .noData, .light)
        }
    }

    /// A planned break in a ribbon: time in which nobody works, whatever the machine did.
    static let plannedBreak = Glyph.level1

    /// What the signs of ribbons mean, one after the other.
    static func legend(_ phrases: Phrases) -> [(sign: String, text: String)] {
        let states = MachineState.allCases.map { (StateLook($0).ribbon, phrases[StateLook($0).word]) }
        return (states + [(plannedBreak, phrases[.plannedBreak])]).map { glyph, words in
            var sign = ""
            Glyphs.unicode[glyph].append(to: &sign)
            return (sign, "\(phrases[.overTime]): \(words)")
        }
    }

    private init(_ word: Phrase, _ mark: Glyph?, _ role: Role, _ ribbon: Glyph) {
        self.word = word
        self.mark = mark
        self.role = role
        self.ribbon = ribbon
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
