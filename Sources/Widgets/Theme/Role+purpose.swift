extension Role {
    /// How well a role must stand out from its ground.
    package enum Contrast: Hashable, Sendable {
        /// It is read: WCAG 2.2, 1.4.3 Contrast (Minimum), level AA.
        case text
        /// It is looked at: WCAG 2.2, 1.4.11 Non-text Contrast, level AA. What cannot act (1.4.3, Incidental) too.
        case graphic
        /// It could be absent: no clause, but what is drawn must be seen.
        case decoration

        /// The least ratio, 1…21.
        package var least: Double {
            switch self {
            case .text: 4.5
            case .graphic: 3
            case .decoration: 1.2
            }
        }

        var clause: String {
            switch self {
            case .text: "WCAG 2.2, 1.4.3"
            case .graphic: "WCAG 2.2, 1.4.11"
            case .decoration: "it must be seen"
            }
        }
    }

    package var contrast: Contrast {
        switch self {
        case .border, .barEmpty: .decoration
        case .disabled, .barFill, .limitMark, .trend, .gap: .graphic
        default: .text
        }
    }

    /// What other text may stand on it; empty for roles that are no ground.
    package var textOnIt: [Role] {
        switch self {
        case .text, .selection, .overlay: Role.allCases.filter { $0.isForeground }
        case .input: [.text, .strong, .placeholder]
        case .focus, .bannerNotice, .bannerWarning, .bannerCritical: [.text, .strong]
        default: []
        }
    }

    private var isForeground: Bool {
        switch self {
        case .selection, .focus, .input, .overlay, .bannerNotice, .bannerWarning, .bannerCritical: false
        default: true
        }
    }

    /// What looks like it, in one sentence, for theme files and their documentation.
    package var purpose: String {
        switch self {
        case .text:
            "what has no meaning of its own; its bg is the ground of the whole screen, without it the terminal's"
        case .muted: "what is there but says little"
        case .strong: "what is read first"
        case .title: "names of screens, groups and boxes"
        case .header: "names of columns"
        case .border: "lines between parts"
        case .selection: "the selected row"
        case .focus: "the button or field that keys go to"
        case .disabled: "what cannot act now"
        case .keyHint: "what a key does"
        case .keyName: "the key"
        case .input: "text that is typed"
        case .placeholder: "what stands in an empty input"
        case .bannerNotice: "a line across the screen: something was done"
        case .bannerWarning: "a line across the screen: something is not as it should be"
        case .bannerCritical: "a line across the screen: what is shown does not hold"
        case .good: "a check that passed"
        case .warning: "an alarm that warns, and words about a mistake"
        case .critical: "a machine that is down, a fault"
        case .attention: "a machine that waits for someone"
        case .setUp: "a machine that is being set up"
        case .maintenance: "a machine under maintenance"
        case .noData: "a machine of which nothing is known"
        case .stale: "what held once and may no longer"
        case .outOfLimits: "a value out of its limits"
        case .barFill: "the filled part of a bar"
        case .barEmpty: "the rest of a bar"
        case .limitMark: "a limit on a bar"
        case .trend: "the course of a value"
        case .gap: "where a value is missing"
        case .overlay: "a box over the screen"
        }
    }
}
