package import Basis

/// An alarm that a machine does not send as such, but that its bits and values say.
package struct AlarmRule: Hashable, Sendable {
    package var item: String
    package var code: String
    package var level: AlarmLevel
    /// The journal keeps the English text; screens find the other language by it.
    package var text: LocalizedText
    package var when: RuleExpression

    package init(item: String, code: String, level: AlarmLevel, text: LocalizedText, when: RuleExpression) {
        self.item = item
        self.code = code
        self.level = level
        self.text = text
        self.when = when
    }
}
