import Basis

extension Theme {
    /// On black of its own, all text at 7:1 or more.
    package static let highContrast = Theme(
        name: "high-contrast",
        summary: LocalizedText("White on black, all text at 7:1 or more.", zh: "黑底白字,文字对比度均不低于 7:1。"),
        [
            .text: Look(231, on: 16, basic: 15, on: 0),
            .muted: Look(252, basic: 7),
            .strong: Look(nil, on: nil, .bold),
            .title: Look(231, on: nil, [.bold, .underline]),
            .header: Look(231, on: nil, .underline),
            .border: Look(250, basic: 7),
            .selection: Look(16, on: 231, basic: 0, on: 15),
            .focus: Look(16, on: 226, .bold, basic: 0, on: 11),
            .disabled: Look(247, basic: 7),
            .keyHint: Look(231),
            .keyName: Look(226, on: nil, .bold, basic: 11),
            .bannerNotice: Look(16, on: 252, basic: 0, on: 7),
            .bannerWarning: Look(16, on: 226, .bold, basic: 0, on: 11),
            .bannerCritical: Look(231, on: 88, .bold, basic: 15, on: 1),
            .input: Look(231, on: 18, .underline, basic: 15, on: 4),
            .placeholder: Look(252, basic: 7),
            .good: Look(120, basic: 10),
            .warning: Look(220, basic: 11),
            .critical: Look(217, on: nil, [.bold, .underline], basic: 15),
            .attention: Look(226, on: nil, .bold, basic: 11),
            .setUp: Look(123, basic: 14),
            .maintenance: Look(189, basic: 15),
            .noData: Look(219, basic: 13),
            .stale: Look(252, on: nil, .italic, basic: 7),
            .outOfLimits: Look(217, on: nil, [.bold, .underline], basic: 15),
            .barFill: Look(231),
            .barEmpty: Look(245, basic: 8),
            .limitMark: Look(226, basic: 11),
            .trend: Look(231),
            .gap: Look(250, basic: 7),
            .overlay: Look(231, on: 16, basic: 15, on: 0),
        ])
}
