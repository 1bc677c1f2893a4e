/// Finds what makes a theme hard to read: too little contrast, and states that only colour tells apart.
///
/// Contrast is looked for in true colour and in what a terminal of 256 or 16 colours makes of it, whose colours are
/// taken to be those of xterm. A terminal's own ground counts as any of those that the theme names as its grounds.
package enum ThemeLint {
    package struct Fault: Hashable, Sendable, CustomStringConvertible {
        /// Whose entry is to be changed.
        package var role: Role
        package var message: String
        /// What would be right there.
        package var allowed: String

        package var description: String { "\(role.name): \(message). Allowed: \(allowed)" }
    }

    /// In the order of the roles; empty for a theme that is as it should be.
    package static func faults(in theme: Theme) -> [Fault] {
        var faults: [Fault] = []
        for ground in Role.allCases where !ground.textOnIt.isEmpty {
            for role in ground.textOnIt {
                // One role is named once, with what is worst about it.
                if let fault = contrastFault(Style(role, on: ground), theme) { faults.append(fault) }
            }
        }
        faults += [ColorDepth.none, .palette8, .palette16, .palette256, .true].flatMap { sameLooks(theme, $0) }
        var seen: Set<Role> = []
        return faults.filter { seen.insert($0.role).inserted }.sorted { $0.role.rawValue < $1.role.rawValue }
    }

    // MARK: Contrast

    private static func contrastFault(_ style: Style, _ theme: Theme) -> Fault? {
        let need = style.role.contrast
        let named = style.role == .text ? style.ground : style.role
        var worst: (ratio: Double, where: String)?
        for depth in [ColorDepth.true, .palette256, .palette16] {
            let look = theme.look(style, depth)
            guard let foreground = look.foreground else {
                // Neither of the two set is the person's own choice (WCAG technique G148); one alone is failure F24.
                guard look.background != nil else { continue }
                return Fault(
                    role: named, message: "it has a bg, and no fg stands on it",
                    allowed: "fg and bg together (WCAG 2.2, F24)")
            }
            let behind = look.background.map { [$0] } ?? theme.grounds.compactMap { $0.mapped(to: depth) }
            guard !behind.isEmpty else {
                return Fault(
                    role: named, message: "it has a fg, and nothing says on which ground it stands",
                    allowed: "a bg for text, or grounds = [\"#000000\"] for all grounds that the theme is made for")
            }
            for background in behind {
                let ratio = foreground.contrast(to: background)
                if ratio < worst?.ratio ?? need.least {
                    worst = (ratio, "\(foreground) on \(background), \(depth.words)")
                }
            }
        }
        guard let worst else { return nil }
        let place = style.ground == .text || named == style.ground ? "" : " on \(style.ground.name)"
        return Fault(
            role: named, message: "the contrast of \(named.name)\(place) is \(rounded(worst.ratio)):1 (\(worst.where))",
            allowed: "\(rounded(need.least)):1 or more (\(need.clause))")
    }

    /// Cut, not rounded: 4.49 is not 4.5.
    private static func rounded(_ ratio: Double) -> String {
        let hundredths = Int(ratio * 100)
        let rest = hundredths % 100
        let decimals = rest.isMultiple(of: 10) ? "\(rest / 10)" : (rest < 10 ? "0" : "") + "\(rest)"
        return "\(hundredths / 100)" + (rest == 0 ? "" : "." + decimals)
    }

    // MARK: States

    /// Roles that must not look like each other, with or without colour. States that are not among them have a glyph
    /// of their own wherever they are shown.
    private static let apart: [(Role, from: Role)] = [
        (.selection, .text), (.focus, .text), (.focus, .selection), (.attention, .text), (.critical, .text),
        (.critical, .attention), (.outOfLimits, .text), (.stale, .text), (.bannerNotice, .text),
        (.bannerWarning, .bannerNotice), (.bannerCritical, .bannerWarning),
    ]

    /// Reversed colours are those of the one for those of the other.
    private static func seen(_ role: Role, _ theme: Theme, _ depth: ColorDepth) -> Theme.Look {
        var look = theme.look(Style(role), depth)
        if look.attributes.contains(.reverse), look.foreground != nil, look.background != nil {
            look.attributes.remove(.reverse)
            swap(&look.foreground, &look.background)
        }
        return look
    }

    private static func sameLooks(_ theme: Theme, _ depth: ColorDepth) -> [Fault] {
        apart.compactMap { role, other in
            guard seen(role, theme, depth) == seen(other, theme, depth) else { return nil }
            return Fault(
                role: role, message: "\(role.name) looks like \(other.name) \(depth.words)",
                allowed: "another attribute: \(Attributes.names.joined(separator: ", "))"
                    + (depth == .none ? "" : ", or another colour"))
        }
    }
}

extension ColorDepth {
    fileprivate var words: String {
        switch self {
        case .none: "without colours"
        case .true: "in true colour"
        default: "in \(rawValue) colours"
        }
    }
}
