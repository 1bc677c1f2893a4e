import Basis

extension Theme {
    /// For wall boards and stations, read from afar: bright on black of its own, states with weight.
    package static let kiosk = Theme(
        name: "kiosk", summary: LocalizedText("For wall boards and stations: bright on black.", zh: "用于看板和工位:黑底高亮。"),
        [
            .text: Look(254, on: 16, basic: 7, on: 0),
            .muted: Look(250, basic: 7),
            .strong: Look(231, on: nil, .bold, basic: 15),
            .title: Look(231, on: nil, .bold, basic: 15),
            .header: Look(252, basic: 7),
            .border: Look(242, basic: 8),
            .selection: Look(231, on: 238, basic: 0, on: 7),
            .focus: Look(16, on: 254, .bold, basic: 0, on: 15),
            .disabled: Look(247, basic: 8),
            .keyHint: Look(252, basic: 7),
            .keyName: Look(231, on: nil, .bold, basic: 15),
            .bannerNotice: Look(231, on: 238, .bold, basic: 0, on: 7),
            .bannerWarning: Look(16, on: 220, .bold, basic: 0, on: 11),
            .bannerCritical: Look(231, on: 124, .bold, basic: 15, on: 1),
            .input: Look(231, on: 236, basic: 0, on: 7),
            .placeholder: Look(250, basic: 7),
            .good: Look(120, basic: 10),
            .warning: Look(220, on: nil, .bold, basic: 3),
            .critical: Look(216, on: nil, .bold, basic: 9),
            .attention: Look(227, on: nil, .bold, basic: 11),
            .setUp: Look(123, on: nil, .bold, basic: 14),
            .maintenance: Look(189, on: nil, .bold, basic: 6),
            .noData: Look(219, on: nil, .bold, basic: 13),
            .stale: Look(250, on: nil, .italic, basic: 7),
            .outOfLimits: Look(216, on: nil, .bold, basic: 9),
            .barFill: Look(254, basic: 7),
            .barEmpty: Look(242, basic: 8),
            .limitMark: Look(231, basic: 15),
            .trend: Look(252, basic: 7),
            .gap: Look(248, basic: 7),
            .overlay: Look(254, on: 234, basic: 15, on: 0),
        ])
}
