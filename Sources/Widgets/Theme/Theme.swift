package import Basis

/// How each role looks: colours and attributes. Normal is grey; what needs a person has colour or weight.
package struct Theme: Hashable, Sendable {
    package struct Look: Hashable, Sendable {
        /// nil: that of the ground, and at last the terminal's own.
        package var foreground: Color?
        package var background: Color?
        package var attributes: Attributes
        /// On terminals of 16 and 8 colours; nil: the nearest to the colours above.
        package var basicForeground: Color?
        package var basicBackground: Color?

        package init(
            _ foreground: Color? = nil, on background: Color? = nil, _ attributes: Attributes = [],
            basic basicForeground: Color? = nil, on basicBackground: Color? = nil
        ) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
            self.basicForeground = basicForeground
            self.basicBackground = basicBackground
        }

        fileprivate func foreground(_ depth: ColorDepth) -> Color? {
            (depth.isBasic ? basicForeground ?? foreground : foreground)?.mapped(to: depth)
        }

        fileprivate func background(_ depth: ColorDepth) -> Color? {
            (depth.isBasic ? basicBackground ?? background : background)?.mapped(to: depth)
        }
    }

    package let name: String
    /// What it is for, in a few words.
    package let summary: LocalizedText
    /// The terminals' own grounds that it is made for, where it paints none: its text reads on each of them.
    package let grounds: [Color]
    private var looks: [Look]

    /// Roles that are not named look like text.
    package init(name: String, summary: LocalizedText = LocalizedText(""), grounds: [Color] = [], _ looks: [Role: Look])
    {
        self.name = name
        self.summary = summary
        self.grounds = grounds
        self.looks = Role.allCases.map { looks[$0] ?? Look() }
    }

    package subscript(role: Role) -> Look { looks[Int(role.rawValue)] }

    /// The look of a style with the colours that a terminal of `depth` has. Where these cannot show a ground, or
    /// where there are none, the attributes of the monochrome theme tell.
    package func look(_ style: Style, _ depth: ColorDepth) -> Look {
        let role = self[style.role]
        let ground = self[style.ground]
        let text = self[.text]
        let behind = style.ground == .text ? role.background(depth) : ground.background(depth) ?? role.background(depth)
        let background = behind ?? text.background(depth)
        var foreground = ground.foreground(depth) ?? text.foreground(depth)
        var attributes = role.attributes.union(ground.attributes).union(style.attributes)
        if style.role != .text, let own = role.foreground(depth) {
            if isReadable(own, style, depth) {
                foreground = own
            } else {
                attributes.formUnion(Self.monochrome[style.role].attributes)
            }
        }
        if depth == .none {
            attributes.formUnion(Self.monochrome[style.role].attributes)
            attributes.formUnion(Self.monochrome[style.ground].attributes)
        } else if depth.isBasic, behind != nil, background == .palette(0) {
            let painter = style.ground == .text ? style.role : style.ground
            // Black that nobody asked for is the terminal's own ground, as far as one can see.
            if self[painter].basicBackground == nil { attributes.formUnion(Self.monochrome[painter].attributes) }
        }
        return Look(foreground, on: background, attributes)
    }

    /// Whether a role keeps its own colour on the style's ground; where it does not, that of the ground holds. What
    /// the sixteen colours of a terminal are is not known, so that none of them counts as readable on another.
    private func isReadable(_ color: Color, _ style: Style, _ depth: ColorDepth) -> Bool {
        guard style.ground != .text, let behind = self[style.ground].background(depth) else { return true }
        return !depth.isBasic && color.contrast(to: behind) >= style.role.contrast.least
    }
}

extension ColorDepth {
    /// The terminal's own sixteen or eight colours: what they are is up to the person.
    var isBasic: Bool { self == .palette16 || self == .palette8 }
}
