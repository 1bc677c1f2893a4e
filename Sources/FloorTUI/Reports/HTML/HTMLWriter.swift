import Basis

/// Writes HTML and the SVG within it. All text and all values of attributes are made harmless here, and nowhere else.
struct HTMLWriter {
    private(set) var text = ""
    let zone: Zone

    init(zone: Zone) { self.zone = zone }

    typealias Attributes = KeyValuePairs<StaticString, String>

    mutating func element(
        _ name: StaticString, _ attributes: Attributes = [:], _ body: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes, end: ">")
        body(&self)
        text += "</\(name)>"
    }

    /// An element with a text in it.
    mutating func element(_ name: StaticString, _ attributes: Attributes, _ content: String) {
        element(name, attributes) { $0.write(content) }
    }

    mutating func element(_ name: StaticString, _ content: String) { element(name, [:], content) }

    /// An element without content, such as a shape of SVG.
    mutating func empty(_ name: StaticString, _ attributes: Attributes) { open(name, attributes, end: "/>") }

    mutating func write(_ content: String) { text += Self.escaped(content) }

    mutating func newLine() { text += "\n" }

    /// What is part of the page itself, and no text from anywhere.
    mutating func raw(_ markup: StaticString) { text += "\(markup)" }

    /// A figure, with the place in the answer from which it comes, so that anybody can look it up.
    mutating func figure(_ figure: ReportFigure, as element: StaticString = "data", _ attributes: Attributes = [:]) {
        text += "<\(element)"
        append(attributes)
        append(Self.place(of: figure))
        text += ">"
        write(figure.text(zone))
        text += "</\(element)>"
    }

    /// A shape whose size is a figure.
    mutating func shape(_ name: StaticString, of figure: ReportFigure, _ attributes: Attributes) {
        text += "<\(name)"
        append(attributes)
        append(Self.place(of: figure))
        text += "/>"
    }

    static func place(of figure: ReportFigure) -> Attributes {
        [
            "data-query": figure.part.rawValue, "data-row": figure.key, "data-member": figure.member,
            "data-value": figure.json, "data-form": figure.form.rawValue,
        ]
    }

    private mutating func open(_ name: StaticString, _ attributes: Attributes, end: StaticString) {
        text += "<\(name)"
        append(attributes)
        text += "\(end)"
    }

    private mutating func append(_ attributes: Attributes) {
        for (name, value) in attributes { text += " \(name)=\"\(Self.escaped(value))\"" }
    }

    /// Text from outside is sanitised once more here, as on a screen.
    static func escaped(_ content: String) -> String {
        let safe = SanitizedText(content).text
        guard safe.utf8.contains(where: { special.contains($0) }) else { return safe }
        var result = ""
        for scalar in safe.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    private static let special = Set("&<>\"'".utf8)

    /// A length for SVG: at most two decimals, with a point in every locale.
    static func length(_ value: Double) -> String {
        let hundredths = Int64((value * 100).rounded())
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        var text = (hundredths < 0 ? "-" : "") + String(whole)
        if rest > 0 { text += "." + (rest < 10 ? "0" : "") + (rest % 10 == 0 ? String(rest / 10) : String(rest)) }
        return text
    }
}
