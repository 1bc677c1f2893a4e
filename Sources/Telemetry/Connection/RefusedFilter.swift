package import Basis

/// A subscription that the broker does not grant, in words for people. The link is up, but what was asked for never comes.
package struct RefusedFilter: Hashable, Sendable, CustomStringConvertible {
    package let filter: String
    /// The broker's reason, in MQTT's words.
    package let reason: String

    package init(filter: String, reason: String) {
        self.filter = filter
        self.reason = reason
    }

    package var text: LocalizedText {
        LocalizedText("the broker does not let us read \(filter): \(reason)", zh: "消息服务器不允许读取 \(filter):\(reason)")
    }

    package var advice: LocalizedText {
        LocalizedText("allow this user to subscribe to it, in the broker's ACL", zh: "请在服务器访问控制(ACL)中允许该用户订阅")
    }

    package var description: String { "\(text.en); \(advice.en)" }
}
