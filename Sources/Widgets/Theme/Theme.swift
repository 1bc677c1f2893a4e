/// How each role looks: colours and attributes. Normal is grey; what needs a person has colour or weight.
package struct Theme: Hashable, Sendable {
    package struct Look: Hashable, Sendable {
        /// nil: that of the ground, and at last the terminal's own.
        package var foreground: Color?
        package var background: Color?
        package var attributes: Attributes

        package init(_ foreground: Color? = nil, on background: Color? = nil, _ attributes: Attributes = []) {
            self.foreground = foreground
            self.background = background
            self.attributes = attributes
        }
    }

    package let name: String
    private var looks: [Look]

    /// Roles that are not named look like text.
    package init(name: String, _ looks: [Role: Look]) {
        self.name = name
        self.looks = Role.allCases.map { looks[$0] ?? Look() }
    }

    package subscript(role: Role) -> Look { looks[Int(role.rawValue)] }

    /// The look of a style with the colours that a terminal of `depth` has. Where these cannot show a ground, or
    /// where there are none, the attributes of the monochrome theme tell.
    package func look(_ style: Style, _ depth: ColorDepth) -> Look {
        let role = self[style.role]
        let ground = self[style.ground]
        let text = self[.text]
        let own = style.role == .text ? nil : role.foreground
        let foreground = (own ?? ground.foreground ?? text.foreground)?.mapped(to: depth)
        let behind = style.ground == .text ? role.background : ground.background ?? role.background
        let background = (behind ?? text.background)?.mapped(to: depth)
        var attributes = role.attributes.union(ground.attributes).union(style.attributes)
        if depth == .none {
            attributes.formUnion(Self.monochrome[style.role].attributes)
            attributes.formUnion(Self.monochrome[style.ground].attributes)
        } else if depth == .palette8, behind != nil, background == .palette(0) {
            attributes.formUnion(Self.monochrome[style.ground == .text ? style.role : style.ground].attributes)
        }
        return Look(foreground, on: background, attributes)
    }
}
