import Basis
import DemoPlant
import Foundation
import GRDB
import Hub
import Records
import Shopfloor
import Store

/// The store of a year, made once and kept: `FLOORTUI_YEAR_DAYS` makes a shorter one, `FLOORTUI_YEAR_FOLDER` says where
/// all of them lie, else below the user's folder for caches. A whole year takes about five gigabytes.
struct YearStore {
    let days: Int
    /// The store of all days.
    let path: String
    /// The store as it was after the first twelfth of them.
    let twelfth: String
    /// How long it took to make, in seconds.
    let madeIn: Double

    var twelfthDays: Int { max(1, days / 12) }

    /// The last whole shift of a store of so many days, a line's worth of it: early, since the day begins with it.
    static func shift(endingDay days: Int) -> Interval {
        let from = YearPlant.start + .milliseconds(YearPlant.dayLength * Int64(days - 1) + YearPlant.shiftLength)
        return Interval(from: from, to: from + .milliseconds(YearPlant.shiftLength))
    }

    /// No year is kept, and to make one takes longer than all other rows together.
    struct NotKept: Error, CustomStringConvertible {
        let description = "no such year is kept: Benchmarks year makes it, which takes half an hour and six gigabytes"
    }

    /// Finds the year, or makes it.
    ///
    /// - Parameter mayMake: somebody asked for it; else it is found only, but where its days are named.
    init(mayMake: Bool) throws {
        let environment = ProcessInfo.processInfo.environment
        days = environment["FLOORTUI_YEAR_DAYS"].flatMap { Int($0) }.map { min(max($0, 2), 3660) } ?? 365
        let cache = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first?.path ?? "/tmp"
        let folder = (environment["FLOORTUI_YEAR_FOLDER"] ?? cache + "/floortui-bench") + "/\(days)-days"
        path = folder + "/store"
        twelfth = folder + "/twelfth"
        let mark = folder + "/made-in-seconds"
        if let text = try? String(contentsOfFile: mark, encoding: .utf8), let seconds = Double(text) {
            madeIn = seconds
            // What an older version made is brought up to date by whoever writes it.
            for store in [path, twelfth] { _ = try SQLiteStore(writing: store) }
            return
        }
        guard mayMake || environment["FLOORTUI_YEAR_DAYS"] != nil else { throw NotKept() }
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let begin = ContinuousClock.now
        var maker = YearMaker(path: path, twelfth: twelfth, days: days, twelfthDays: max(1, days / 12))
        try maker.make()
        madeIn = begin.duration(to: .now).seconds
        try "\(madeIn)".write(toFile: mark, atomically: true, encoding: .utf8)
    }

    var machineDays: Double { Double(days * YearPlant.machineCount) }

    /// In bytes.
    func size(of name: String) throws -> Double {
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
        return (attributes[.size] as? NSNumber)?.doubleValue ?? 0
    }

    /// The table of slots alone.
    func slotBytes() throws -> Double {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path + "/history.sqlite", configuration: configuration)
        return try queue.read { db in
            try Double.fetchOne(db, sql: "SELECT sum(pgsize) FROM dbstat WHERE name = 'slots' AND aggregate = TRUE")
                ?? 0
        }
    }
}

/// Writes the days one after the other with the store's own writer, an hour of the plant in each commit.
private struct YearMaker {
    let path: String
    let twelfth: String
    let days: Int
    let twelfthDays: Int

    private var machines = (0..<YearPlant.machineCount).map(YearMachine.init)
    private var seq: Int64 = 0
    private var number: Int64 = 0
    private let begun = ContinuousClock.now

    init(path: String, twelfth: String, days: Int, twelfthDays: Int) {
        (self.path, self.twelfth, self.days, self.twelfthDays) = (path, twelfth, days, twelfthDays)
    }

    mutating func make() throws {
        try write(0..<twelfthDays)
        try FileManager.default.copyItem(atPath: path, toPath: twelfth)
        try write(twelfthDays..<days)
    }

    /// The store is closed when it returns.
    private mutating func write(_ part: Range<Int>) throws {
        let store = try SQLiteStore(writing: path)
        if part.lowerBound == 0 { try begin(store) }
        for day in part {
            let start = YearPlant.start + .milliseconds(YearPlant.dayLength * Int64(day))
            for index in machines.indices { machines[index].live(dayFrom: start) }
            for batch in batches(from: start, hasSlots: day >= days - 8) { try store.commit(batch) }
            guard (day + 1) % max(1, days / 20) == 0 else { continue }
            let seconds = Int(begun.duration(to: .now).seconds)
            FileHandle.standardError.write(Data("year: day \(day + 1) of \(days), \(seconds) s\n".utf8))
        }
        var batch = StoreBatch()
        batch.runningCounts = machines.map(\.row)
        try store.commit(batch)
    }

    private mutating func begin(_ store: SQLiteStore) throws {
        let model = try YearPlant.model()
        var batch = StoreBatch()
        let events: [Event] = [
            .started(HubStarted(epoch: 1, version: "bench")),
            .model(ModelAccepted(digest: model.digest, text: model.text)),
        ]
        batch.entries = events.enumerated().map {
            JournalEntry(seq: Int64($0.offset) + 1, at: YearPlant.start, event: $0.element)
        }
        try store.commit(batch)
        seq = 2
    }

    /// The day of all machines in the order of time, in 24 commits.
    private mutating func batches(from start: Instant, hasSlots: Bool) -> [StoreBatch] {
        let drafts = machines.flatMap(\.drafts).sorted { $0.at < $1.at }
        let cycles = machines.flatMap(\.cycles).sorted { $0.at < $1.at }
        var batches = [StoreBatch](repeating: StoreBatch(), count: 24)
        func hour(_ at: Instant) -> Int { min(23, Int((at.milliseconds - start.milliseconds) / 3_600_000)) }
        for (at, draft) in drafts {
            func append(_ event: Event) {
                seq += 1
                batches[hour(at)].entries.append(JournalEntry(seq: seq, at: at, event: event))
            }
            switch draft {
            case .event(let event): append(event)
            case .explanation(let command, var edit):
                append(.command(command))
                edit.command = seq
                append(.stop(edit))
            }
        }
        for cycle in cycles {
            number += 1
            var row = cycle
            row.number = number
            batches[hour(row.at)].cycles.append(row)
            if hasSlots { batches[hour(row.at)].slots += Self.slots(of: row) }
        }
        for index in batches.indices { batches[index].aliveAt = start + .seconds(3600 * (index + 1)) }
        return batches
    }

    private static func slots(of row: CycleRow) -> [SlotRow] {
        zip(row.tags, row.values).compactMap { tag, value in
            value.map {
                SlotRow(
                    machine: row.machine, tag: tag, slot: SlotRow.slot(of: row.at), count: 1, least: $0, greatest: $0,
                    sum: $0)
            }
        }
    }
}
