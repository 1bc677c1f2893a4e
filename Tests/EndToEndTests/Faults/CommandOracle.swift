import Basis
import Records
import Shopfloor
import Store

/// What must hold of a store after any fault: I1, I2, I3 and I8 of commands.
struct CommandOracle {
    let store: SQLiteStore

    init(_ folder: String) throws { store = try SQLiteStore(reading: folder) }

    /// Kinds that change something whenever they are saved, as `CommandMix` sends them. Who acknowledges what is acknowledged,
    /// or puts back what is on the list, wanted what is.
    private static let alwaysActs: Set<String> = ["stop.explain", "stop.split", "stop.merge", "quantity.book"]

    /// What does not hold, in sentences; none is good.
    ///
    /// - Parameters:
    ///   - alarms: so many are acknowledged, each once; nil: those of which a command said so and was saved.
    ///   - answers: all that terminals were told, by key.
    func faults(keys: Set<String>, alarms: Int?, answers: [String: [[UInt8]]]) throws -> [String] {
        var faults: [String] = []
        if let fault = try store.verifyChain().fault { faults.append("I8: \(fault)") }
        let bodies = try bodies()
        let effects = bodies.reduce(into: [Int64: Int]()) { effects, body in
            if let command = body["command"]?.asInt64 { effects[command, default: 0] += 1 }
        }
        let kinds = bodies.reduce(into: [String: String]()) { kinds, body in
            if let key = body["key"]?.string { kinds[key] = body["kind"]?.string }
        }
        for (key, stored) in zip(keys, try store.commands(Array(keys))) {
            guard let stored else {
                faults.append("I1: \(key) was answered and is not there")
                continue
            }
            for answer in answers[key] ?? [] where answer != stored.reply {
                faults.append("I1, I3: \(key) has two answers")
            }
            let (count, kind) = (effects[stored.seq] ?? 0, kinds[key] ?? "?")
            let least = stored.outcome == .saved && Self.alwaysActs.contains(kind) ? 1 : 0
            if !(least...(stored.outcome == .saved ? 1 : 0)).contains(count) {
                faults.append("I1, I2: \(kind) \(key), \(stored.outcome.rawValue), has \(count) effects")
            }
        }
        let care = try store.alarmCare(asOf: .now)
        let done = Set(care.filter { $0.value.acknowledged == 1 }.map(\.key.text))
        let said = Set(bodies.filter(Self.acknowledges).compactMap { $0["id"]?.string })
        if done != said {
            faults.append("I1: not acknowledged as was saved: \(done.symmetricDifference(said).sorted())")
        }
        if let alarms, done.count != alarms { faults.append("I1: \(done.count) of \(alarms) alarms are acknowledged") }
        let actions = care.values.compactMap(\.acknowledgement?.seq)
        if Set(actions).count != actions.count { faults.append("I2: one entry did two things") }
        return faults
    }

    /// A command that was saved and says that somebody has seen an alarm.
    private static func acknowledges(_ body: JSONNode) -> Bool {
        guard body["key"] != nil, body["outcome"]?.string == CommandReply.Outcome.saved.rawValue else { return false }
        return ["alarm.acknowledge", "alarm.shelve"].contains(body["kind"]?.string)
    }

    /// How many commands had each outcome, by kind.
    func outcomes() throws -> [String: [CommandReply.Outcome: Int]] {
        var outcomes: [String: [CommandReply.Outcome: Int]] = [:]
        for body in try bodies() {
            guard let kind = body["kind"]?.string, body["key"] != nil,
                let outcome = body["outcome"]?.string.flatMap(CommandReply.Outcome.init)
            else { continue }
            outcomes[kind, default: [:]][outcome, default: 0] += 1
        }
        return outcomes
    }

    /// What was noted of each alarm, by its code, in order; and by which terminal.
    func notes() throws -> [String: [(note: String, by: String)]] {
        try bodies().reversed().reduce(into: [:]) { notes, body in
            guard body["deed"]?.string == "note", let code = body["code"]?.string, let note = body["note"]?.string,
                let by = body["by"]?.string
            else { return }
            notes[code, default: []].append((note, by))
        }
    }

    /// The terminals of a command: on which it was entered, and that sent it where that is another one.
    func terminals(of key: String) throws -> [String?] {
        let body = try bodies().first { $0["key"]?.string == key }
        return [body?["terminal"]?.string, body?["sent_by"]?.string]
    }

    /// The newest first.
    private func bodies() throws -> [JSONNode] {
        try store.entries(EntriesWanted(limit: .max)).map { try JSONTape().read($0.body) }
    }
}
