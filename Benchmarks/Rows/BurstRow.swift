import Basis
import Foundation
import Hub
import Store

/// F16 in process: a burst of 100,000 messages a second, handed over as an inbox does, and how long after it the newest
/// value of each tag is right.
func burstRows() -> [BenchmarkRow] {
    let name = "after 100,000 messages/s for 10 s in process: newest values right"
    let load: PlantLoad
    do throws(ConfigurationError) { load = try PlantLoad(machines: 100) } catch {
        return [BenchmarkRow(name, bar: "≤ 2 s", notRunBecause: "\(error)")]
    }
    let messages = load.messages(seconds: 60)
    let (rate, seconds, batch) = (100_000, 10, 500)
    var core = HubCore(model: load.model, stored: StoredState(), version: "bench", now: nil)
    let start = ContinuousClock.now
    var taken = 0
    while taken < rate * seconds {
        // So many are due by now; never more than one batch at once.
        let due = min(rate * seconds, Int(start.duration(to: .now).seconds * Double(rate)))
        guard due - taken >= batch else {
            usleep(500)
            continue
        }
        for number in taken..<taken + batch { core.observe(messages[number % messages.count]) }
        _ = core.takeChanges()
        _ = core.takePending()
        taken += batch
    }
    let late = start.duration(to: .now).seconds - Double(seconds)
    return [
        BenchmarkRow(
            name, max(0, late), "s", atMost: 2, knownThing: "JSONDecoder, time and value alone, of as many",
            figure: decoderSeconds(messages) * Double(rate * seconds))
    ]
}
