package import Basis

/// What a replay or a simulation says about its time, on `floor/v1/clock`.
package struct ClockMessage: Hashable, Sendable {
    package var now: Instant
    /// How fast it runs against the wall's clock; 0 at the end.
    package var speed: Double

    package init(now: Instant, speed: Double) {
        self.now = now
        self.speed = speed
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("v", DocumentHead.version)
            json.member("now", now.milliseconds)
            json.member("speed", speed)
        }
    }

    /// nil where it is no clock message.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, let now = node.instant("now"), let speed = node.speed else { return nil }
        self.init(now: now, speed: speed)
    }

    /// What a replayed message says of its own arrival; nil where that is no time.
    package static func arrival(_ text: String?) -> Instant? {
        text.flatMap { Int64($0) }.flatMap(SourceTimeFormat.instant(milliseconds:))
    }

    /// Names of the MQTT 5 user properties in which each replayed message carries its own arrival and retain flag.
    package static let arrivalProperty = "at"
    package static let retainProperty = "retain"
}
