package import Basis

/// One MQTT message of the simulated plant.
package struct PlantMessage: Hashable, Sendable {
    /// When it is to be published.
    package let at: Instant
    package let topic: String
    package let payload: [UInt8]
    /// 0 for slow values, 1 for all else.
    package let qos: Int
    package let retain: Bool
    /// What went wrong with it on its way; nil for a sound message. Never published: it is there so that a test can
    /// tell what a receiver must notice.
    package let fault: LinkFault?
}
