extension CellGrid {
    /// A picture of the grid in true colour on a dark ground, text as text.
    package func svg(_ theme: Theme) -> String {
        let cell = (width: 9.0, height: 18.0)
        let width = Double(size.width) * cell.width
        let height = Double(size.height) * cell.height
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
            font-family="monospace" font-size="15" xml:space="preserve">
            <rect width="100%" height="100%" fill="#1c1c1c"/>

            """
        for y in 0..<size.height {
            for segment in segments(y) {
                let look = SVGLook(theme.look(segment.style, .true))
                let x = Double(segment.x) * cell.width
                let top = Double(y) * cell.height
                let columns = Double(segment.columns) * cell.width
                if let ground = look.background {
                    svg +=
                        "<rect x=\"\(x)\" y=\"\(top)\" width=\"\(columns)\" height=\"\(cell.height)\" fill=\"\(ground)\"/>\n"
                }
                guard segment.text.utf8.contains(where: { $0 != 0x20 }) else { continue }
                svg += "<text x=\"\(x)\" y=\"\(top + 14)\" textLength=\"\(columns)\" fill=\"\(look.foreground)\""
                svg += look.attributes + ">" + Self.escaped(segment.text) + "</text>\n"
            }
        }
        return svg + "</svg>\n"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}

/// A look in the words of SVG.
private struct SVGLook {
    var foreground: String
    var background: String?
    var attributes = ""

    init(_ look: Theme.Look) {
        foreground = look.foreground.map(Self.hex) ?? "#d0d0d0"
        background = look.background.map(Self.hex)
        if look.attributes.contains(.reverse) { (foreground, background) = (background ?? "#1c1c1c", foreground) }
        if look.attributes.contains(.bold) { attributes += " font-weight=\"bold\"" }
        if look.attributes.contains(.italic) { attributes += " font-style=\"italic\"" }
        if look.attributes.contains(.underline) { attributes += " text-decoration=\"underline\"" }
        if look.attributes.contains(.dim) { attributes += " opacity=\"0.6\"" }
    }

    private static func hex(_ color: Color) -> String {
        let (red, green, blue) = color.components
        return "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
