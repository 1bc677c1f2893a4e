import Basis
import Foundation
import GRDB
import Records
import Shopfloor

@testable import Store

/// Random numbers that are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

func ms(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

/// The entry of this seq, decided at second `seq`.
func entry(_ seq: Int64, _ event: Event) -> JournalEntry { JournalEntry(seq: seq, at: ms(seq * 1000), event: event) }

func batch(_ entries: [JournalEntry]) -> StoreBatch {
    var batch = StoreBatch()
    batch.entries = entries
    return batch
}

func state(_ machine: String, _ from: Int64?, _ condition: Condition) -> Event {
    .state(StateChanged(machine: machine, from: from.map(ms), condition: condition))
}

func count(_ shots: Int64) -> CycleCount {
    var count = CycleCount()
    count.shots = shots
    return count
}

/// Random events of every kind, with times so close together that they meet and cross; the first word of each machine
/// first.
func randomEvents(_ number: Int, seed: UInt64) -> [JournalEntry] {
    var random = SeededGenerator(seed: seed)
    return (1...Int64(number)).map { seq in
        entry(seq, seq <= 3 ? state("m\(seq)", nil, .noData(.never)) : randomEvent(seq: seq, with: &random))
    }
}

private func randomCorrection(_ machine: String, seq: Int64, with random: inout SeededGenerator) -> Event {
    let from = Int64.random(in: 0...max(1, seq / 2), using: &random)
    return .correction(
        StateCorrected(
            machine: machine, from: ms(from), to: ms(from + Int64.random(in: 1...20, using: &random)),
            condition: randomCondition(with: &random), replaces: seq / 2))
}

private func randomEdit(_ machine: String, seq: Int64, with random: inout SeededGenerator) -> Event {
    let from = seq / 2
    var edit = StopEdit(
        machine: machine, from: ms(from), to: Bool.random(using: &random) ? nil : ms(from + 5), by: "t", command: seq)
    edit.reason = StopEdit.Given(StopReasonTree.standard.reasons.randomElement(using: &random))
    if Bool.random(using: &random) { edit.note = "n\(seq)" }
    if Bool.random(using: &random) { edit.cut = .split(at: ms(from + 2)) }
    return .stop(edit)
}

private func randomEvent(seq: Int64, with random: inout SeededGenerator) -> Event {
    let machine = "m\(Int.random(in: 1...3, using: &random))"
    switch Int.random(in: 0..<14, using: &random) {
    case 10: return randomCorrection(machine, seq: seq, with: &random)
    case 11: return randomEdit(machine, seq: seq, with: &random)
    case 12: return .command(randomCommand(seq: seq, with: &random))
    case 13: return .alarmAction(randomAction(seq: seq, with: &random))
    case 0:
        let id = AlarmID(machine: machine, item: "ctl", code: "\(Int.random(in: 1...3, using: &random))")
        let active: Bool? = [true, false, nil].randomElement(using: &random) ?? nil
        return .alarm(
            Alarm(
                id: id, level: .fault, text: "t\(seq)", first: ms(1), last: ms(seq), lines: seq, isActive: active,
                ended: active == false ? Alarm.End(at: ms(seq), isOfItem: seq % 2 == 0) : nil))
    case 1:
        // The times of cycles fall where a clock is set back; one that was only read has none.
        let last = Bool.random(using: &random) ? Int64.random(in: 1...seq, using: &random) : nil
        return .counted(
            CountRow(
                machine: machine, owner: "die \(seq % 2)", count: last == nil ? CycleCount() : count(seq),
                last: last.map(ms)))
    case 2: return .model(ModelAccepted(digest: "\(seq)", text: "v\(seq)"))
    default: return state(machine, randomTime(seq: seq, with: &random), randomCondition(with: &random))
    }
}

private func randomCommand(seq: Int64, with random: inout SeededGenerator) -> CommandRecorded {
    var envelope = CommandEnvelope(key: "key-\(seq)", terminal: "t", bytes: Array("{\"n\":\(seq)}".utf8))
    envelope.id = "x"
    let outcome = CommandReply.Outcome.allCases[Int.random(in: 0..<3, using: &random)]
    var command = CommandRecorded(envelope, epoch: 1, outcome: outcome)
    if outcome == .refused { command.refusal = .keyReused }
    if outcome == .conflict {
        command.fields = [FieldConflict("note", yours: .text("a"), theirs: .none, by: "u", at: ms(seq))]
    }
    return command
}

private func randomAction(seq: Int64, with random: inout SeededGenerator) -> AlarmAction {
    let deeds: [AlarmAction.Deed] = [
        .acknowledge(raised: seq), .shelve(until: ms(seq + 5), raised: seq), .unshelve, .note,
    ]
    let id = AlarmID(machine: "m1", item: "ctl", code: "\(Int.random(in: 1...3, using: &random))")
    return AlarmAction(
        id, deeds[Int.random(in: 0..<4, using: &random)], command: seq - 1, by: seq % 3 == 0 ? nil : "t",
        note: seq % 2 == 0 ? "n\(seq)" : nil)
}

private func randomTime(seq: Int64, with random: inout SeededGenerator) -> Int64? {
    switch Int.random(in: 0..<20, using: &random) {
    case 0: nil
    case 1...4: Int64.random(in: 0...30, using: &random)
    default: seq / 2 + Int64.random(in: -4...4, using: &random)
    }
}

private func randomCondition(with random: inout SeededGenerator) -> Condition {
    let conditions = [
        Condition(.producing), Condition(.producing, native: "RUN"), Condition(.idle), .noData(.silent), .noData(.hub),
    ]
    return conditions[Int.random(in: 0..<conditions.count, using: &random)]
}

/// Every row of a table, as text.
func dump(_ table: String, of store: SQLiteStore) throws -> [String] {
    try store.readJournal { db in try StoredRow.fetchAll(db, sql: "SELECT * FROM \(table)").map(\.description) }
}

/// The tables made from events.
func dumpTables(of store: SQLiteStore) throws -> [[String]] {
    let tables = try store.readJournal { db in
        try String.fetchAll(
            db,
            sql: """
                SELECT name FROM sqlite_master
                WHERE type = 'table' AND name NOT IN ('events', 'meta', 'grdb_migrations') ORDER BY name
                """)
    }
    return try tables.map { try dump($0, of: store) }
}

/// Calls `body` with the error that it threw.
func storeError(_ body: () throws -> Void) -> StoreError? {
    do { try body() } catch { return error as? StoreError }
    return nil
}
