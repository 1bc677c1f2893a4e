import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

/// What is told of a machine after a gap in the hub's own knowledge.
struct GapTests {
    /// A ran from 0 on; the hub was killed after 15 and began again.
    private func restarted() throws -> HubRig {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.core.advance(to: HubRig.second(17))
        try store.commit(rig.core.takePending())
        var again = try HubRig(store.load())
        again.core.putBackRecent(try store.recordedIntervals(window: Interval(from: .distantPast, to: .distantFuture)))
        return again
    }

    private let known = LineDocument.Known(
        state: .producing, native: "run", since: HubRig.second(0), until: HubRig.second(15))

    @Test("heard on other tags, it is unknown still, says what it waits for, and what was known before")
    func waits() throws {
        var rig = try restarted()
        #expect(rig.core.lineDocument("L").rows[0].waitsFor.isEmpty, "not heard yet")
        _ = (rig.take(), rig.core.takeChanges())
        rig.value("A/temp", "70", at: 40)
        #expect(rig.take().isEmpty, "nothing is guessed")
        #expect(rig.core.takeChanges().rows.contains(0), "screens hear of it at once")
        let row = rig.core.lineDocument("L").rows[0]
        #expect(row.condition == .noData(.hub) && row.since == HubRig.second(15))
        #expect(row.waitsFor == ["mode", "door"] && row.before == known)
        #expect(row.lastHeard == HubRig.second(40))
    }

    @Test("a state that is found again begins at its proof, and what was known before the gap stands beside it")
    func resumed() throws {
        var rig = try restarted()
        rig.value("A/mode", "\"run\"", at: 40)
        var row = rig.core.lineDocument("L").rows[0]
        #expect(row.condition.state == .producing && row.since == HubRig.second(40))
        #expect(row.waitsFor.isEmpty && row.before == known)
        rig.value("A/mode", "\"ready\"", at: 50)
        row = rig.core.lineDocument("L").rows[0]
        #expect(row.before == nil, "one change later it is past")
    }

    @Test("a machine that counts by pulses waits for its counter")
    func pulses() throws {
        var rig = try HubRig()
        rig.value("B/temp", "1", at: 0)
        let row = rig.core.lineDocument("L").rows[1]
        #expect(row.condition == .noData(.never) && row.waitsFor == ["n"] && row.before == nil)
    }

    @Test("a loss of the link is such a gap too, also when the hub then ends")
    func link() throws {
        var rig = try HubRig()
        rig.value("A/mode", "\"run\"", at: 0)
        rig.core.linkLost(at: HubRig.second(20))
        let row = rig.core.lineDocument("L").rows[0]
        #expect(row.before?.until == HubRig.second(20) && row.before?.state == .producing)
    }
}
