extension Theme {
    /// For dark grounds; also in themes/default.toml.
    package static let standard = Theme(
        name: "default",
        [
            .muted: Look(.palette(245)),
            .strong: Look(nil, on: nil, .bold),
            .title: Look(nil, on: nil, .bold),
            .header: Look(.palette(250)),
            .border: Look(.palette(240)),
            .selection: Look(.palette(255), on: .palette(238)),
            .focus: Look(.palette(16), on: .palette(250)),
            .disabled: Look(.palette(242)),
            .keyHint: Look(.palette(245)),
            .keyName: Look(.palette(252), on: nil, .bold),
            .banner: Look(.palette(16), on: .palette(214), .bold),
            .input: Look(.palette(255), on: .palette(236)),
            .placeholder: Look(.palette(244)),
            .good: Look(.palette(71)),
            .warning: Look(.palette(214)),
            .critical: Look(.palette(203), on: nil, .bold),
            .attention: Look(.palette(221), on: nil, .bold),
            .setUp: Look(.palette(75)),
            .maintenance: Look(.palette(140)),
            .noData: Look(.palette(176)),
            .stale: Look(.palette(244), on: nil, .italic),
            .outOfLimits: Look(.palette(203), on: nil, .bold),
            .barFill: Look(.palette(250)),
            .barEmpty: Look(.palette(238)),
            .limitMark: Look(.palette(246)),
            .trend: Look(.palette(248)),
            .gap: Look(.palette(242)),
            .overlay: Look(.palette(252), on: .palette(235)),
        ])

    /// Without any colour; also in themes/monochrome.toml.
    package static let monochrome = Theme(
        name: "monochrome",
        [
            .strong: Look(nil, on: nil, .bold),
            .title: Look(nil, on: nil, .bold),
            .header: Look(nil, on: nil, .underline),
            .selection: Look(nil, on: nil, .reverse),
            .focus: Look(nil, on: nil, [.bold, .reverse]),
            .disabled: Look(nil, on: nil, .dim),
            .keyName: Look(nil, on: nil, .bold),
            .banner: Look(nil, on: nil, [.bold, .reverse]),
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
