import Basis

extension CellGrid {
    /// The lines, each ended by a newline.
    package var text: String { lines.map { $0 + "\n" }.joined() }

    /// The lines with SGR sequences for colours and attributes, each ended by a reset and a newline.
    package func ansi(_ theme: Theme, depth: ColorDepth) -> String {
        var text = ""
        for y in 0..<size.height {
            var current = Theme.Look()
            for segment in segments(y) {
                let look = theme.look(segment.style, depth)
                if look != current { text += Self.sequence(look) }
                current = look
                text += segment.text
            }
            text += current == Theme.Look() ? "\n" : "\u{1B}[0m\n"
        }
        return text
    }

    private static let codes: [(Attributes, Int)] = [
        (.bold, 1), (.dim, 2), (.italic, 3), (.underline, 4), (.blink, 5), (.reverse, 7),
    ]

    private static func sequence(_ look: Theme.Look) -> String {
        var parts = ["0"]
        for (attribute, code) in codes where look.attributes.contains(attribute) { parts.append("\(code)") }
        if let color = look.foreground { parts.append(parameter(color, 30)) }
        if let color = look.background { parts.append(parameter(color, 40)) }
        return "\u{1B}[" + parts.joined(separator: ";") + "m"
    }

    private static func parameter(_ color: Color, _ base: Int) -> String {
        switch color {
        case .palette(let index) where index < 8: "\(base + Int(index))"
        case .palette(let index) where index < 16: "\(base + 60 + Int(index) - 8)"
        case .palette(let index): "\(base + 8);5;\(index)"
        case .rgb(let red, let green, let blue): "\(base + 8);2;\(red);\(green);\(blue)"
        }
    }

    /// `{width, height, theme, cursor, lines: [text], rows: [[{x, columns, text, role, ground, attributes}]]}`; a
    /// ground that is `text` and empty attributes are left out.
    package func json(theme: Theme, cursor: Frame.Cursor?) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("width", size.width)
            json.member("height", size.height)
            json.member("theme", theme.name)
            json.key("cursor")
            if let cursor {
                json.object { json in
                    json.member("x", cursor.at.x)
                    json.member("y", cursor.at.y)
                    json.member("visible", cursor.isVisible)
                }
            } else {
                json.null()
            }
            json.key("lines")
            json.array { json in for line in lines { json.value(line) } }
            json.key("rows")
            json.array { json in for y in 0..<size.height { writeRow(y, &json) } }
        }
        return json.text
    }

    private func writeRow(_ y: Int, _ json: inout JSONWriter) {
        json.array { json in
            for segment in segments(y) {
                json.object { json in
                    json.member("x", segment.x)
                    json.member("columns", segment.columns)
                    json.member("text", segment.text)
                    json.member("role", segment.style.role.name)
                    if segment.style.ground != .text { json.member("ground", segment.style.ground.name) }
                    guard !segment.style.attributes.isEmpty else { return }
                    json.key("attributes")
                    json.array { json in for name in segment.style.attributes.names { json.value(name) } }
                }
            }
        }
    }
}
