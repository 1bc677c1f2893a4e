import Basis

extension Theme {
    /// For light grounds.
    package static let light = Theme(
        name: "default-light", summary: LocalizedText("For light grounds; normal is grey.", zh: "用于浅色背景;正常状态为灰色。"),
        grounds: [.rgb(0xFF, 0xFF, 0xFF), .rgb(0xFD, 0xF6, 0xE3)],
        [
            .muted: Look(240, basic: 0),
            .strong: Look(nil, on: nil, .bold),
            .title: Look(nil, on: nil, .bold),
            .header: Look(239, basic: 0),
            .border: Look(249, basic: 8),
            .selection: Look(16, on: 253, basic: 15, on: 0),
            .focus: Look(231, on: 239, .bold, basic: 15, on: 4),
            .disabled: Look(243, basic: 8),
            .keyHint: Look(240, basic: 0),
            .keyName: Look(235, on: nil, .bold, basic: 0),
            .bannerNotice: Look(235, on: 253, basic: 15, on: 0),
            .bannerWarning: Look(16, on: 214, .bold, basic: 0, on: 11),
            .bannerCritical: Look(231, on: 160, .bold, basic: 15, on: 1),
            .input: Look(16, on: 254, basic: 15, on: 0),
            .placeholder: Look(240, basic: 0),
            .good: Look(22, basic: 0),
            .warning: Look(88, basic: 1),
            .critical: Look(124, on: nil, .bold, basic: 1),
            .attention: Look(90, on: nil, .bold, basic: 5),
            .setUp: Look(25, basic: 4),
            .maintenance: Look(55, basic: 12),
            .noData: Look(90, basic: 5),
            .stale: Look(240, on: nil, .italic, basic: 0),
            .outOfLimits: Look(124, on: nil, .bold, basic: 1),
            .barFill: Look(239, basic: 0),
            .barEmpty: Look(249, basic: 8),
            .limitMark: Look(241, basic: 0),
            .trend: Look(241, basic: 0),
            .gap: Look(243, basic: 8),
            .overlay: Look(235, on: 255, basic: 0, on: 15),
        ])
}
