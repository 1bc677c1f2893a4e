package import Basis

/// A topic to which the broker lets us publish nothing, in words for people. The link is up; what is sent there is
/// acknowledged and thrown away.
package struct RefusedTopic: Hashable, Sendable, CustomStringConvertible {
    package let topic: String
    /// The broker's reason, in MQTT's words.
    package let reason: String

    package init(topic: String, reason: String) {
        self.topic = topic
        self.reason = reason
    }

    package var text: LocalizedText {
        LocalizedText(
            "the broker does not let us publish to \(topic): \(reason)", zh: "消息服务器不允许向 \(topic) 发布:\(reason)")
    }

    package var advice: LocalizedText {
        LocalizedText("allow this user to write there, in the broker's ACL", zh: "请在服务器访问控制(ACL)中允许该用户写入")
    }

    package var description: String { "\(text.en); \(advice.en)" }
}
