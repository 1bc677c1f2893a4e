import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

/// F16: 100,000 messages a second, by their own times; how long a release build takes for them `make bench` says (`burst`).
@Suite("A burst of messages")
struct BurstTests {
    @Test("F16: after a burst each tag has its newest value, and each message is a reading")
    func newest() throws {
        var rig = try HubRig()
        let (tags, rounds) = (20, 5000)
        for round in 0..<rounds {
            // 100,000 of them are a second.
            let at = HubRig.at(Int64(round) * 1000 / Int64(rounds))
            for tag in 0..<tags {
                rig.send("p/A/t\(tag)", #"{"t":\#(at.milliseconds + Int64(round)),"v":\#(round)}"#, at: at)
            }
            if round % 50 == 0 { _ = rig.core.takeChanges() }
        }
        rig.core.advance(to: HubRig.second(6))
        let batch = rig.core.takePending()
        let rows = batch.tags.filter { $0.tag.hasPrefix("t") }
        #expect(rows.count == tags && rows.allSatisfy { $0.statistics.readings == Int64(rounds) })
        let shown = rig.core.machineDocument(0).tags.filter { $0.id.hasPrefix("t") }
        #expect(shown.count == tags && shown.allSatisfy { $0.value == .number(Double(rounds - 1)) })
    }
}
