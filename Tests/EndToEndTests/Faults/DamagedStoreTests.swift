import Basis
import DemoPlant
import Foundation
import GRDB
import Glibc
import Records
import Store
import TestSupport
import Testing

/// F28 on the shipped hub: what was found of a damaged store stands on screens, in the beat, in the journal and in doctor.
@Suite("A hub on a damaged store")
struct DamagedStoreTests {
    private let hall: FaultHall
    private static let hubTopic = DocumentReader.topics.hub

    init() throws { hall = try FaultHall() }

    private func restart(_ damage: (String) throws -> Void) throws -> HubProgram {
        hall.begin()
        hall.hub.process.send(signal: SIGKILL)
        _ = hall.hub.process.wait(within: .seconds(10))
        try damage(hall.folder.file("store"))
        hall.reader.forget()
        return try HubProgram(hall.hubLink.address, hall.folder)
    }

    @Test(
        "F28: a journal that cannot be read is set aside, the hub starts, and everybody is told until it was dealt with"
    )
    func setAside() throws {
        let dashboard = try hall.dashboard()
        let hub = try restart { store in
            for suffix in ["", "-wal"] {
                try Data([UInt8](repeating: 0xAA, count: 20_000)).write(
                    to: URL(filePath: "\(store)/journal.sqlite\(suffix)"))
            }
        }
        let reader = hall.reader
        #expect(
            reader.wait { reader.text(Self.hubTopic, "store_problem")?.contains("set aside as") == true }, "\(hub.said)"
        )
        #expect(hub.said.contains("STORE:"))
        #expect(reader.say("M1", "run", until: "producing"))
        #expect(dashboard.wait(within: .seconds(15)) { $0.contains("The store needs somebody") }, "\(dashboard.screen)")
        let store = hall.folder.file("store")
        let found = try DoctorRun(["--broker", hall.broker.address, "--site", "test", "--store", store])
        #expect(found["hub.store"]?.level == "fault" && found["store.problem"]?.level == "fault")
        try FileManager.default.removeItem(atPath: store + "/store.problems")
        #expect(reader.wait(within: .seconds(30)) { reader.text(Self.hubTopic, "store_problem") == "null" })
        hub.process.terminate()
        let journal = try DatabaseQueue(path: store + "/journal.sqlite")
        let body = try journal.read {
            try String.fetchOne($0, sql: "SELECT CAST(body AS TEXT) FROM events WHERE kind = 'started'")
        }
        #expect(body?.contains(#""epoch":1"#) == true && body?.contains("set aside as journal.sqlite.damaged-") == true)
    }

    @Test(
        "S28: a hub anchors its chain at its end; a journal that was cut with all that it says of its end does not hold"
    )
    func anchors() throws {
        let anchors = hall.folder.file("anchors")
        let store = hall.folder.file("other")
        let hub = try HubProgram(hall.hubLink.address, hall.folder, store: "other", ["--anchor", anchors])
        hall.hub.process.terminate()
        hall.reader.forget()
        #expect(hall.reader.say("M1", "run", until: "producing"), "\(hub.said)")
        hub.process.terminate(grace: .seconds(10))
        let verify = ["audit", "--verify", "--store", store, "--anchors", anchors]
        #expect(try Program.run(["audit", "--anchor", anchors, "--store", store]).code == 0)
        let noted = try AnchorFile.read(anchors)
        #expect(noted.count >= 2)
        let newest = try #require(noted.last)
        let words = "\(noted.count) anchors hold, the newest of entry \(newest.seq) at \(ISO8601.format(newest.at))"
        let whole = try Program.run(verify)
        #expect(whole.code == 0 && whole.text.contains(words), "\(whole.text)")
        do {
            let journal = try DatabaseQueue(path: store + "/journal.sqlite")
            try journal.write { db in
                try db.execute(
                    sql: """
                        DROP TRIGGER events_last; DELETE FROM events WHERE seq > 2;
                        UPDATE meta SET value = 2 WHERE key = 'last_seq';
                        """)
            }
        }
        let alone = ["audit", "--verify", "--store", store]
        let cut = try Program.run(alone)
        #expect(cut.code == 1 && cut.text.contains("events_last") && cut.text.contains("--rebuild"), "\(cut.text)")
        let rebuilt = try Program.run(["audit", "--rebuild", "--store", store])
        #expect(rebuilt.code == 0 && rebuilt.text.contains("put back: events_last"), "\(rebuilt.text)")
        // Who goes so far leaves nothing behind by which it could be seen without what is kept elsewhere.
        #expect(try Program.run(alone).code == 0)
        let run = try Program.run(verify)
        #expect(run.code == 1 && run.text.contains("Entry 3 is missing"), "\(run.text)")
    }

    @Test(
        "of a journal that was falsified no tables are made: those that are there may be all that is left of the truth")
    func falsified() throws {
        hall.begin()
        hall.hub.process.terminate(grace: .seconds(10))
        let store = hall.folder.file("store")
        let intervals = ["show", "intervals", "--json", "--store", store]
        let told = try Program.run(intervals)
        do {
            let journal = try DatabaseQueue(path: store + "/journal.sqlite")
            try journal.write { db in
                try db.execute(
                    sql: """
                        DROP TRIGGER events_stay;
                        UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'producing', 'stopped') AS BLOB);
                        """)
            }
        }
        let run = try Program.run(["audit", "--rebuild", "--store", store])
        #expect(run.code == 1 && run.text.contains("the journal holds up to entry"), "\(run.text)")
        #expect(told.text.contains("producing"))
        #expect(try Program.run(intervals) == told)
    }

    @Test("a backup is made while the hub works, restored elsewhere, and shows the same")
    func backup() throws {
        hall.begin()
        let (store, copy, other) = (hall.folder.file("store"), hall.folder.file("copy"), hall.folder.file("restored"))
        let made = try Program.run(["backup", copy, "--store", store])
        #expect(made.code == 0 && made.text.contains("entries, the last with hash"), "\(made.text)")
        #expect(try Program.run(["backup", copy, "--store", store]).code == 1)
        let looked = try Program.run(["restore", copy, "--verify"])
        #expect(looked.code == 0 && looked.text.contains("the backup is whole"), "\(looked.text)")
        #expect(try Program.run(["restore", copy, "--store", other]).code == 0)
        #expect(try Program.run(["restore", copy, "--store", other]).code == 1)
        #expect(try Program.run(["restore", copy, "--store", store]).code == 75)
        #expect(try Program.run(["restore", copy]).code == 2)
        let shown = try Program.run(["show", "intervals", "--machine", "M1", "--json", "--store", other])
        #expect(shown.code == 0 && shown.text.contains("producing"))
    }
}
