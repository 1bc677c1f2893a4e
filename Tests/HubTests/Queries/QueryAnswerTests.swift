import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

struct QueryAnswerTests {
    /// A: never until 100, run until 200, ready; silent from 200, known at 261; the hub was alive until 400. B: never.
    struct Fixture {
        let folder: TemporaryFolder
        let store: SQLiteStore

        init() throws {
            folder = try TemporaryFolder()
            store = try SQLiteStore(writing: folder.path)
            var rig = try HubRig()
            rig.value("A/mode", "\"run\"", at: 100)
            rig.value("A/temp", "70", at: 150)
            rig.value("A/mode", "\"ready\"", at: 200)
            rig.alarm("hyd", "F", "1", at: 200)
            rig.send("x", "{", at: HubRig.second(201))
            rig.core.stop(at: HubRig.second(400))
            try store.commit(rig.core.takePending())
        }

        func rows(_ what: Query.What, _ change: (inout Query) -> Void = { _ in }) throws -> [[String: Row.Value]] {
            var query = Query(what)
            if what.filters.contains(.machine) { query.machine = "A" }
            change(&query)
            return try QueryAnswer(store: store).rows(query).map { row in
                Dictionary(uniqueKeysWithValues: row.members.map { ($0.name, $0.value) })
            }
        }

        /// Seconds by state.
        func seconds(_ change: (inout Query) -> Void) throws -> [String: Double] {
            try rows(.time, change).reduce(into: [:]) { sums, row in
                guard case .text(let state) = row["state"], case .number(let seconds) = row["seconds"] else { return }
                sums[state, default: 0] += seconds
            }
        }
    }

    @Test("sums of time clip at from and to, are no data before anything was known, and say nothing of what is to come")
    func time() throws {
        let fixture = try Fixture()
        let within = try fixture.seconds {
            $0.from = HubRig.second(150)
            $0.to = HubRig.second(190)
        }
        #expect(within == ["producing": 40])
        let around = try fixture.seconds {
            $0.from = HubRig.second(0)
            $0.to = HubRig.second(1000)
        }
        #expect(around == ["no data": 300, "producing": 100])
    }

    @Test("intervals and sums of time are of one line where one is asked for")
    func line() throws {
        let fixture = try Fixture()
        for what in [Query.What.time, .intervals] {
            func machines(_ line: String?) throws -> Set<String> {
                let rows = try fixture.rows(what) {
                    ($0.machine, $0.line) = (nil, line)
                    ($0.from, $0.to) = (HubRig.second(0), HubRig.second(300))
                }
                return Set(rows.compactMap { if case .text(let machine) = $0["machine"] { machine } else { nil } })
            }
            #expect(try machines(nil) == ["A", "B"] && machines("L") == ["A", "B"], "\(what)")
        }
    }

    @Test("without from, time before anything was known is not counted; of a machine never heard nothing is")
    func fromNull() throws {
        let fixture = try Fixture()
        #expect(try fixture.seconds { _ in } == ["no data": 200, "producing": 100])
        #expect(try fixture.seconds { $0.machine = "B" } == [:])
        #expect(try fixture.rows(.intervals).first?["from"] == Row.Value.none)
        #expect(try fixture.rows(.intervals).first?["seconds"] == Row.Value.none)
    }

    @Test("at a moment what the hub knew then; as of now what it learned since, of that moment and no later")
    func asOf() throws {
        let fixture = try Fixture()
        let knew = try fixture.seconds { $0.at = HubRig.second(230) }
        #expect(knew == ["producing": 100, "idle": 30])
        let learned = try fixture.seconds {
            $0.at = HubRig.second(230)
            $0.includesLater = true
        }
        #expect(learned == ["producing": 100, "no data": 30])
        func state(_ later: Bool) throws -> Row.Value? {
            try fixture.rows(.machines) {
                $0.at = HubRig.second(230); $0.includesLater = later
            }.first?["state"]
        }
        #expect(try state(false) == .text("idle") && state(true) == .text("no data"))
        let later = try fixture.rows(.intervals) {
            $0.at = HubRig.second(150); $0.includesLater = true
        }
        #expect(later.count == 2)
    }

    @Test(
        "rows have the members that scripts rely on",
        arguments: [
            (Query.What.time, "machine, state, native, seconds"),
            (.intervals, "machine, state, native, from, to, seconds, why"),
            (
                .tags,
                "machine, tag, readings, good, missing, sentinel, range, min, max, mean, jump, duplicate, late, future, reset, rollover"
            ),
            (.alarms, "machine, item, code, level, text, first, last, lines"),
            (.machines, "machine, state, native, why, since"), (.quarantine, "at, topic, reason, head"),
        ])
    func members(_ what: Query.What, _ names: String) throws {
        let rows = try Fixture().rows(what)
        let row = try #require(rows.first)
        #expect(Set(names.split(separator: ", ").map(String.init)).isSubset(of: row.keys))
    }

    @Test("counts have their members, and are of the asked machine alone")
    func counts() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        for n in 0..<5 { rig.value("B/n", "\(n)", at: Int64(n)) }
        rig.core.stop(at: rig.core.clock)
        try store.commit(rig.core.takePending())
        var query = Query(.counts)
        let row = try #require(try QueryAnswer(store: store).rows(query).first)
        #expect(row.members.prefix(6).map(\.name) == ["machine", "by", "shots", "try", "scrap", "resets"])
        query.machine = "A"
        #expect(try QueryAnswer(store: store).rows(query).isEmpty)
    }

    @Test("tags are not kept by time, so a question with a time is refused and not answered with today's")
    func tagsByTime() throws {
        let fixture = try Fixture()
        #expect {
            try fixture.rows(.tags) { $0.at = HubRig.second(100) }
        } throws: {
            ($0 as? StoreError)?.code == .notKept && "\($0)".contains("leave out the times")
        }
        #expect(throws: StoreError.self) { try fixture.rows(.rejected) { $0.from = HubRig.second(1) } }
    }

    @Test("what a question cannot be narrowed by is refused, never passed over", arguments: Query.What.allCases)
    func filters(_ what: Query.What) {
        let changes: [Query.Filter: (inout Query) -> Void] = [
            .machine: { $0.machine = "A" }, .line: { $0.line = "l" }, .by: { $0.group = .machine },
            .explain: { $0.isExplained = true }, .unexplained: { $0.isUnexplained = true },
            .state: { $0.state = .stopped }, .kind: { $0.kind = "state" }, .from: { $0.from = HubRig.second(1) },
            .to: { $0.to = HubRig.second(2) }, .at: { $0.at = HubRig.second(3) }, .tag: { $0.tag = "t" },
            .buckets: { $0.buckets = 3 }, .order: { $0.order = "W-1" },
        ]
        #expect(changes.count == Query.Filter.allCases.count)
        for (filter, change) in changes where !what.filters.contains(filter) {
            var query = Query(what)
            change(&query)
            #expect(query.fault != nil, "\(filter)")
        }
        #expect(what == .trend || Query(what).fault == nil)
    }

    @Test("the quarantine at a moment holds what had come then; how many were rejected is told by reason")
    func rejected() throws {
        let fixture = try Fixture()
        #expect(try fixture.rows(.quarantine) { $0.at = HubRig.second(200) }.isEmpty)
        #expect(try fixture.rows(.quarantine) { $0.at = HubRig.second(201) }.count == 1)
        #expect(
            try fixture.rows(.rejected) == [["reason": .text("unknown topic"), "messages": .integer(1)]])
    }
}
