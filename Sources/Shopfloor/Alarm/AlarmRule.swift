/// An alarm that a machine does not send as such, but that its bits and values say.
package struct AlarmRule: Hashable, Sendable {
    package var item: String
    package var code: String
    package var level: AlarmLevel
    package var text: String
    package var when: RuleExpression

    package init(item: String, code: String, level: AlarmLevel, text: String, when: RuleExpression) {
        self.item = item
        self.code = code
        self.level = level
        self.text = text
        self.when = when
    }
}
