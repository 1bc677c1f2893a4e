import Basis

extension Theme {
    /// Without any colour: what needs a person has weight, beside its glyph and its word.
    package static let monochrome = Theme(
        name: "monochrome",
        summary: LocalizedText("No colour; weight, underline and reverse tell.", zh: "无颜色;以粗体、下划线和反显区分。"),
        [
            .strong: Look(nil, on: nil, .bold),
            .title: Look(nil, on: nil, .bold),
            .header: Look(nil, on: nil, .underline),
            .selection: Look(nil, on: nil, .reverse),
            .focus: Look(nil, on: nil, [.bold, .reverse]),
            .disabled: Look(nil, on: nil, .dim),
            .keyName: Look(nil, on: nil, .bold),
            .bannerNotice: Look(nil, on: nil, .reverse),
            .bannerWarning: Look(nil, on: nil, [.underline, .reverse]),
            .bannerCritical: Look(nil, on: nil, [.bold, .reverse]),
            .input: Look(nil, on: nil, .underline),
            .placeholder: Look(nil, on: nil, .dim),
            .warning: Look(nil, on: nil, .bold),
            .critical: Look(nil, on: nil, [.bold, .underline]),
            .attention: Look(nil, on: nil, .bold),
            .noData: Look(nil, on: nil, .dim),
            .stale: Look(nil, on: nil, .dim),
            .outOfLimits: Look(nil, on: nil, [.bold, .underline]),
        ])
}
