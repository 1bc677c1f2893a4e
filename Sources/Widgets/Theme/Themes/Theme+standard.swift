import Basis

extension Theme {
    /// For dark grounds.
    package static let standard = Theme(
        name: "default-dark", summary: LocalizedText("For dark grounds; normal is grey.", zh: "用于深色背景;正常状态为灰色。"),
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
            .bannerWarning: Look(16, on: 214, .bold, basic: 0, on: 11),
            .bannerCritical: Look(231, on: 160, .bold, basic: 15, on: 1),
            .input: Look(255, on: 236, basic: 0, on: 7),
            .placeholder: Look(248, basic: 7),
            .good: Look(114, basic: 2),
            .warning: Look(214, basic: 3),
            .critical: Look(210, on: nil, .bold, basic: 9),
            .attention: Look(221, on: nil, .bold, basic: 11),
            .setUp: Look(117, basic: 6),
            .maintenance: Look(183, basic: 14),
            .noData: Look(182, basic: 13),
            .stale: Look(248, on: nil, .italic, basic: 7),
            .outOfLimits: Look(210, on: nil, .bold, basic: 9),
            .barFill: Look(250, basic: 7),
            .barEmpty: Look(242, basic: 8),
            .limitMark: Look(248, basic: 7),
            .trend: Look(248, basic: 7),
            .gap: Look(245, basic: 8),
            .overlay: Look(252, on: 235, basic: 7, on: 0),
        ])
}
