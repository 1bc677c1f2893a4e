import Basis
import Foundation
import Hub
import Store

/// What the hub's core takes for a message, from bytes to live state, and what it hands on.
func observeRows() -> [BenchmarkRow] {
    let name = "message decoded and applied to live state, 100 machines × 20 tags"
    let load: PlantLoad
    do throws(ConfigurationError) { load = try PlantLoad(machines: 100) } catch {
        return [BenchmarkRow(name, bar: "≤ 0.5 µs", notRunBecause: "\(error)")]
    }
    let messages = load.messages(seconds: 30)
    let warmUp = 100 * 20
    let batch = 100
    var best = Double.infinity
    for _ in 0..<5 {
        var core = HubCore(model: load.model, stored: StoredState(), version: "bench", now: nil)
        for message in messages[..<warmUp] { core.observe(message) }
        var seconds = 0.0
        for first in stride(from: warmUp, to: messages.count, by: batch) {
            // Copied together just before, as the inbox does.
            let arrived = messages[first..<first + batch].map(\.copied)
            seconds +=
                ContinuousClock().measure {
                    for message in arrived { core.observe(message) }
                    // As the service does after each batch.
                    _ = core.takeChanges()
                    _ = core.takePending()
                }.seconds
        }
        precondition(core.seq > 100, "the benchmark's machines change their states")
        best = min(best, seconds / Double(messages.count - warmUp))
    }
    return [
        BenchmarkRow(
            name, best * 1e6, "µs", atMost: 0.5, knownThing: "JSONDecoder, time and value alone",
            figure: decoderSeconds(messages) * 1e6)
    ]
}

extension PlantLoad.Message {
    fileprivate var copied: PlantLoad.Message {
        PlantLoad.Message(topic: topic.map { $0 }, payload: payload.map { $0 }, at: at, isNumber: isNumber)
    }
}

extension HubCore {
    mutating func observe(_ message: PlantLoad.Message) {
        observe(topic: message.topic.span.bytes, payload: message.payload.span.bytes, at: message.at, isRetained: false)
    }
}

private struct TimeAndValue: Decodable {
    let timestamp_ms: Int64
    let value: Double
}

/// Those of the same messages whose value is a number.
func decoderSeconds(_ messages: [PlantLoad.Message]) -> Double {
    let payloads = messages.lazy.filter(\.isNumber).prefix(10_000).map { Data($0.payload) }
    let ready = Array(payloads)
    let decoder = JSONDecoder()
    var sum = 0.0
    let seconds = secondsEach(of: ready.count) {
        for payload in ready { sum += (try? decoder.decode(TimeAndValue.self, from: payload))?.value ?? .nan }
    }
    precondition(sum.isFinite, "JSONDecoder reads the benchmark's own messages")
    return seconds
}
