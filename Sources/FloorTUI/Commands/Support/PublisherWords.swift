import Basis
import DemoPlant
import Records
import Telemetry

extension ClockMessage {
    /// As it goes out, at the QoS of the messages around it.
    static func outgoing(_ now: Instant, _ speed: Double) -> OutgoingMessage {
        var json = JSONWriter()
        ClockMessage(now: now, speed: speed).write(to: &json)
        return OutgoingMessage(topic: TopicGrammar.clock, payload: json.bytes, qos: .atLeastOnce)
    }
}

/// What a publisher says on stderr.
enum PublisherWords {
    static func say(_ progress: TimedPublisher.Progress, of broker: BrokerURL) {
        switch progress {
        case .published(let messages, let at):
            if Output.isWatched { Output.progress("\(messages) messages, \(ISO8601.format(at))") }
        case .heard: break
        case .linkUp: Output.message("\(broker): connected")
        case .refused(let refused): Output.message("\(broker): \(refused)")
        case .linkDown(let trouble): Output.message("\(broker): \(trouble.retried)\(Output.howToEnd)")
        }
    }
}
