import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

/// One press that signals its mode and counts, in a plant of two shifts a day with a break in the early one.
struct PressDay {
    static let plant = """
        [site]
        id = "s"
        time_zone = "UTC"
        [[line]]
        id = "L"
        [[machine]]
        id = "A"
        line = "L"
        ideal_cycle = "62s"
        [[source]]
        id = "values"
        topic = "p/{machine}/{tag}"
        time = "/t"
        time_format = "epoch-ms"
        value = "/v"
        [[rule]]
        state = "producing"
        when = 'mode == "run"'
        [[rule]]
        state = "set-up"
        when = 'mode == "setup"'
        [[rule]]
        state = "stopped"
        when = 'mode == "halt"'
        [[rule]]
        state = "idle"
        when = 'mode == "rest"'
        [[cycle]]
        pulse = "increase"
        counter = "n"
        try = "warm"
        stopped_after = 1000
        """
    static let calendar = """

        [[shift]]
        id = "early"
        from = "06:00"
        to = "14:00"
        [[shift]]
        id = "late"
        from = "14:00"
        to = "22:00"
        [[break]]
        name = "Meal"
        from = "10:00"
        to = "10:30"
        shifts = ["early"]
        """

    var core: HubCore
    let folder: TemporaryFolder
    let store: SQLiteStore

    init(_ plant: String = plant + calendar) throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
        core = HubCore(model: try HubRig.model(plant), stored: StoredState(), version: "1", now: nil)
    }

    /// `13:59:59.500` on Monday, 2026-11-23.
    static func at(_ clock: String) throws -> Instant {
        try #require(ISO8601.parse("2026-11-23T\(clock)\(clock.utf8.count == 5 ? ":00" : "")Z"))
    }

    /// - Parameter time: of the source; nil: it is that of the arrival.
    mutating func send(_ tag: String, _ value: String, _ arrived: String, time: String? = nil) throws {
        let at = try Self.at(time ?? arrived)
        let payload = #"{"t":\#(at.milliseconds),"v":\#(value)}"#
        core.observe("p/A/\(tag)", Array(payload.utf8), at: try Self.at(arrived))
    }

    /// The field's vector: 38 min set-up, 352 min production with 318 parts of which 12 are tries, 34 min stop, 26 min idle.
    mutating func playVector() throws {
        try send("mode", #""setup""#, "06:00")
        try send("n", "0", "06:00")
        try send("warm", "true", "06:38")
        try send("mode", #""run""#, "06:38")
        try send("n", "12", "06:50")
        try send("warm", "false", "06:50")
        try send("mode", #""rest""#, "10:00")
        try send("mode", #""run""#, "10:30")
        try send("n", "318", "12:59")
        try send("mode", #""halt""#, "13:00")
        try send("mode", #""rest""#, "13:34")
    }

    /// A command by which a person says something at a terminal, and its answer.
    @discardableResult
    mutating func say(
        _ number: Int, _ kind: String, _ id: String, _ set: String, _ clock: String, base: Int64? = nil
    ) throws -> CommandReply? {
        let bytes = HubRig.bytes(number, kind, id, set, base: base)
        _ = core.take(CommandReader().read(bytes, terminal: "t1"), at: try Self.at(clock))
        try store.commit(core.takePending())
        let reply = try core.durable(through: core.seq).last.map { try JSONTape().read($0.reply) }
        return reply.flatMap { CommandReply($0) }
    }

    mutating func commit(until clock: String) throws {
        core.stop(at: try Self.at(clock))
        try store.commit(core.takePending())
    }

    func rows(_ by: FigureGroup = .machineShift, _ change: (inout Query) -> Void = { _ in }) throws
        -> [[String: Row.Value]]
    {
        var query = Query(.kpi)
        query.group = by
        change(&query)
        return try QueryAnswer(store: store).rows(query).map { row in
            Dictionary(uniqueKeysWithValues: row.members.map { ($0.name, $0.value) })
        }
    }
}

extension [String: Row.Value] {
    /// nil for null and for what is no number.
    func number(_ name: String) -> Double? {
        switch self[name] {
        case .number(let number): number
        case .integer(let integer): Double(integer)
        default: nil
        }
    }
}
