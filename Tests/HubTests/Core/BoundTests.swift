import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

struct BoundTests {
    @Test("a counter of ever new owners is bounded: those beyond are rejected by name, known ones count on")
    func owners() throws {
        var rig = try HubRig()
        for die in 0...MachineRecord.ownerLimit {
            rig.value("B/die", "\"d\(die)\"", at: Int64(die))
            rig.value("B/n", "1", at: Int64(die))
        }
        let batch = rig.core.takePending()
        #expect(batch.rejected == ["too many counter owners": 1])
        #expect(Set(batch.runningCounts.map(\.owner)).count == MachineRecord.ownerLimit)
        rig.value("B/die", "\"d7\"", at: 5000)
        rig.value("B/n", "4", at: 5001)
        #expect(rig.core.lineDocument("L").rows[1].shots == 3)
        #expect(rig.core.machineDocument(1).counts.count == HubCore.shown)
    }

    @Test("F16: messages that had no room are counted among the rejected, over restarts")
    func dropped() throws {
        var rig = try HubRig()
        rig.core.noteDropped(3)
        rig.core.noteDropped(4)
        #expect(rig.core.takePending().rejected == ["inbox full": 7])
        var stored = StoredState()
        stored.rejected = ["inbox full": 7]
        var again = try HubRig(stored)
        again.core.noteDropped(1)
        #expect(again.core.takePending().rejected == ["inbox full": 8])
    }
}
