import DemoPlant
import Foundation
import TestSupport

/// What a tag costs the hub: what 200 tags a machine take beyond 20.
func memoryRows() -> [BenchmarkRow] {
    let name = "hub memory of a tag, 100 machines with 200 tags against 20"
    do {
        let (few, many) = (try residentBytes(tags: 20), try residentBytes(tags: 200))
        return [
            BenchmarkRow(
                name, Double(many - few) / (100 * 180), "bytes", atMost: 2048,
                knownThing: "the hub with 2,000 tags, in all", figure: Double(few))
        ]
    } catch {
        return [BenchmarkRow(name, bar: "≤ 2048 bytes", notRunBecause: "\(error)")]
    }
}

/// Of a hub that heard each tag of 100 machines three times, in different minutes of its trend too.
private func residentBytes(tags: Int) throws -> Int {
    let stage = try LiveHub(PlantLoad(machines: 100, tags: tags))
    let publisher = try LoadPublisher(stage.load, to: stage.broker.address)
    defer { publisher.stop() }
    publisher.start(rate: 20_000, count: 3 * 100 * tags)
    guard publisher.wait(seconds: 60) else { throw ChildProcess.Failure("the messages cannot be published") }
    Thread.sleep(forTimeInterval: 7)
    return ProcessUsage.residentBytes(stage.hub.processID) ?? 0
}
