import DemoPlant
import Foundation
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import FloorTUI

/// One account, one broker, two plants whose machines have the same names.
@Suite("What was typed for one site, on a dashboard of another")
struct SitesOfOutboxTests {
    private let state: TemporaryFolder
    private let hall: CommandHall

    init() throws {
        state = try TemporaryFolder()
        hall = try CommandHall()
    }

    private func dashboard(_ site: String) throws -> PtyProgram {
        let size = TestSupport.ScreenSize(120, 40)
        return try PtyProgram.dashboard(broker: hall.broker.address, size: size, arguments: ["--site", site]) {
            $0.environment["XDG_STATE_HOME"] = state.path
        }
    }

    /// What was decided in a hub's store, by its commands.
    private func commands(_ key: String, in store: String) throws -> [StoredCommand?] {
        try SQLiteStore(reading: hall.folder.file(store)).commands([key])
    }

    @Test("is told as of that site, never sent to another hub, and goes out when the dashboard is on its site again")
    func twoSites() throws {
        try hall.raise(1)
        let note = try typedWithoutHub()
        let other = try HubProgram(hall.broker.address, hall.folder, site: "test2", store: "store2", machines: ["M1"])

        let there = try dashboard("test2")
        #expect(
            there.wait { $0.contains("● live") && $0.contains("1 of other sites") }, "\(there.screen)\n\(other.said)")
        there.type(":outbox\r")
        #expect(there.wait(for: "of site test: 1 waiting"), "\(there.screen)")
        // The screen was live before this beat: what is to be sent would be by then.
        let beats = hall.reader.counts["floor/v1/test2/hub"] ?? 0
        #expect(hall.reader.wait { hall.reader.counts["floor/v1/test2/hub"] ?? 0 > beats + 1 }, "\(other.said)")
        #expect(hall.reader.counts.keys.allSatisfy { !$0.hasPrefix("floor/v1/test2/cmd/") }, "\(other.said)")
        there.type("\u{1B}")
        there.expectLeaves()
        other.process.terminate(grace: .seconds(10))
        #expect(try commands(note.key, in: "store2") == [nil])

        try hall.startHub()
        let here = try dashboard("test")
        #expect(here.wait { $0.contains("● live") && $0.contains("all sent") }, "\(here.screen)\n\(hall.hub.said)")
        here.type(":outbox\r")
        #expect(here.wait { $0.contains(" saved ") && !$0.contains("of site") }, "\(here.screen)")
        here.type("\u{1B}")
        here.expectLeaves()
        hall.hub.process.terminate(grace: .seconds(10))
        #expect(try commands(note.key, in: "store").compactMap(\.self).count == 1)
    }

    /// A note on an alarm, typed on the site `test` while its hub does not run.
    private func typedWithoutHub() throws -> OutboxEntry {
        hall.killHub()
        let run = try OutboxRun(hall.broker.address, base: state.file("floortui"))
        defer { run.end() }
        let note = run.queue(CommandHall.alarm(0).text, kind: AlarmNote.form.kind, note: "oil at the rod")
        let isQueued = eventually {
            run.pump()
            return run.count(.queued) == 1 && run.outbox.picture.saving.isEmpty
        }
        #expect(isQueued)
        return note
    }
}
