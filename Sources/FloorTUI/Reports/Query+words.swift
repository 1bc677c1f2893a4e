import Basis
import Records
import Shopfloor

extension Query {
    /// The command that gives the same answer: what is printed with a figure can be typed.
    var words: String {
        var words = ["floortui", "show", what.rawValue]
        func add(_ option: String, _ value: String?) { if let value { words += ["--\(option)", value] } }
        add("by", group?.rawValue)
        add("order", order)
        add("line", line)
        add("machine", machine)
        add("state", state?.rawValue)
        add("from", from.map(ISO8601.format))
        add("to", to.map(ISO8601.format))
        add("at", at.map(ISO8601.format))
        if isExplained { words.append("--explain") }
        if includesLater { words += ["--as-of", "now"] }
        return (words + ["--json"]).joined(separator: " ")
    }
}
