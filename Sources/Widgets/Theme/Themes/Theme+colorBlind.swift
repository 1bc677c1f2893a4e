import Basis

extension Theme {
    /// For dark grounds; its states stay apart for eyes without one of the three cones.
    package static let colorBlind = Theme(
        name: "colour-blind",
        summary: LocalizedText("For dark grounds; no state is told by red against green.", zh: "用于深色背景;不以红绿区分状态。"),
        grounds: [.rgb(0, 0, 0), .rgb(0x26, 0x26, 0x26)],
        [
            .muted: Look(248, basic: 7),
            .strong: Look(nil, on: nil, .bold),
            .title: Look(nil, on: nil, .bold),
            .header: Look(250, basic: 7),
            .border: Look(240, basic: 8),
            .selection: Look(255, on: 237, basic: 0, on: 7),
            .focus: Look(16, on: 250, .bold, basic: 0, on: 15),
            .disabled: Look(245, basic: 8),
            .keyHint: Look(248, basic: 7),
            .keyName: Look(252, on: nil, .bold, basic: 15),
            .bannerNotice: Look(252, on: 237, basic: 0, on: 7),
            .bannerWarning: Look(16, on: 228, .bold, basic: 0, on: 11),
            .bannerCritical: Look(16, on: 209, .bold, basic: 15, on: 1),
            .input: Look(255, on: 236, basic: 0, on: 7),
            .placeholder: Look(248, basic: 7),
            .good: Look(75, basic: 6),
            .warning: Look(228, basic: 3),
            .critical: Look(209, on: nil, [.bold, .underline], basic: 9),
            .attention: Look(228, on: nil, .bold, basic: 11),
            .setUp: Look(75, basic: 6),
            .maintenance: Look(195, basic: 15),
            .noData: Look(85, basic: 14),
            .stale: Look(248, on: nil, .italic, basic: 7),
            .outOfLimits: Look(209, on: nil, [.bold, .underline], basic: 9),
            .barFill: Look(250, basic: 7),
            .barEmpty: Look(242, basic: 8),
            .limitMark: Look(248, basic: 7),
            .trend: Look(248, basic: 7),
            .gap: Look(245, basic: 8),
            .overlay: Look(252, on: 235, basic: 7, on: 0),
        ])
}
