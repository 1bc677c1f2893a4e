import Basis
import Shopfloor
import Telemetry

/// The notations that stand within texts of `plant.toml`.
enum PlantNotations {
    static let topic = Notation(
        "a topic pattern", allowed: "levels of text, {machine}, {tag}, {item}, +, and # as the last level",
        pattern: "^(?=.)((\\{[^{}+#/]+\\}|\\+|[^{}+#/]*)/)*(\\{[^{}+#/]+\\}|\\+|#|[^{}+#/]*)$"
    ) { text in
        do throws(TopicPattern.Fault) {
            _ = try TopicPattern(text)
            return nil
        } catch {
            return Notation.Fault(error.message)
        }
    }

    static let pointer = Notation(
        "a JSON Pointer", allowed: "\"\" for the whole payload, \"/name\", \"/list/0/name\"; ~1 stands for /, ~0 for ~",
        pattern: "^(/([^~/]|~[01])*)*$"
    ) { text in
        if JSONPointer(text) != nil { return nil }
        return Notation.Fault(text.hasPrefix("/") ? "~ is not followed by 0 or 1" : "it does not begin with /")
    }

    static let rule = Notation("a rule", allowed: "such as execution == \"ACTIVE\" and not (door_open for 10s)") {
        text in
        var timers = 0
        do throws(RuleSyntaxError) {
            _ = try RuleParser.parse(text, timers: &timers) { _ in 0 }
            return nil
        } catch {
            // The parser counts characters, places count code points: é may be one of the first and two of the second.
            let offset = text.prefix(error.offset).unicodeScalars.count
            return Notation.Fault(error.message, at: offset, allowed: error.allowed)
        }
    }

    static let name = Notation("a name", allowed: "1 to 128 characters", pattern: visible) { text in
        lengthFault(text) ?? controlFault(text)
    }

    static let namePattern = Notation(
        "a name or a pattern", allowed: "1 to 128 characters, * for any text", pattern: visible
    ) { text in
        lengthFault(text) ?? controlFault(text)
    }

    /// 1 to 128 code points, none of them a control character.
    private static let visible = "^[^\\u0000-\\u001f\\u007f-\\u009f]{1,128}$"

    private static func lengthFault(_ text: String) -> Notation.Fault? {
        switch text.unicodeScalars.count {
        case 0: Notation.Fault("it is empty")
        case 1...128: nil
        default: Notation.Fault("it is too long")
        }
    }

    private static func controlFault(_ text: String) -> Notation.Fault? {
        let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return hasControl ? Notation.Fault("it has a control character") : nil
    }
}
