import ArgumentParser
import Basis
import Foundation
import Hub
import Records
import Shopfloor
import Store
import TestSupport

@testable import FloorTUI

/// A store of a small plant in Berlin: an early shift of Friday 2026-11-27 that is made of a few messages, in which one
/// machine breaks down, one is set up and falls silent, and one has nothing to do.
struct ReportRig {
    static let plant = """
        [site]
        id = "works"
        name = { en = "Works One", zh = "第一工厂" }
        time_zone = "Europe/Berlin"
        [[line]]
        id = "casting"
        name = { en = "Die casting", zh = "压铸线" }
        [[line]]
        id = "finishing"
        [[machine]]
        id = "DC-01"
        line = "casting"
        ideal_cycle = "55s"
        silence_limit = "10m"
        [[machine]]
        id = "DC-02"
        line = "casting"
        ideal_cycle = "55s"
        silence_limit = "10m"
        [[machine]]
        id = "DC-03"
        line = "casting"
        ideal_cycle = "55s"
        silence_limit = "10m"
        [[machine]]
        id = "F-1"
        line = "finishing"
        silence_limit = "10m"
        [[shift]]
        id = "early"
        name = { en = "Early", zh = "早班" }
        from = "06:00"
        to = "14:00"
        days = ["mon", "tue", "wed", "thu", "fri"]
        lines = ["casting"]
        [[shift]]
        id = "night"
        name = { en = "Night", zh = "夜班" }
        from = "22:00"
        to = "06:00"
        lines = ["casting"]
        [[break]]
        name = { en = "Meal", zh = "用餐" }
        from = "10:00"
        to = "10:30"
        [[holiday]]
        name = { en = "Works holiday", zh = "厂休日" }
        date = "2026-11-30"
        [[source]]
        id = "values"
        topic = "p/{machine}/{tag}"
        time = "/t"
        time_format = "epoch-ms"
        value = "/v"
        [[source]]
        id = "alarms"
        topic = "p/{machine}/alarm/{item}"
        time = "/t"
        time_format = "epoch-ms"
        [source.alarm]
        level = "/l"
        code = "/c"
        text = "/x"
        levels = { F = "fault", N = "normal" }
        [[rule]]
        state = "producing"
        when = 'mode == "run"'
        [[rule]]
        state = "stopped"
        when = 'mode == "stop"'
        [[rule]]
        state = "waiting"
        when = 'mode == "wait"'
        [[rule]]
        state = "set-up"
        when = 'mode == "setup"'
        [[rule]]
        state = "idle"
        when = 'mode == "idle"'
        [[cycle]]
        pulse = "increase"
        counter = "n"
        try = "warm"
        """

    let folder: TemporaryFolder

    /// 06:00 in Berlin.
    static let start = Instant(milliseconds: 1_795_755_600_000)
    static func minute(_ minute: Int64) -> Instant { start + .seconds(minute * 60) }

    /// - Parameter isEmpty: nothing was ever heard of the machines.
    init(isEmpty: Bool = false) throws {
        folder = try TemporaryFolder()
        let model = try PlantFile.read(text: Array(Self.plant.utf8), file: "plant.toml")
        var core = HubCore(model: model, stored: StoredState(), version: "test", now: Self.minute(-20))
        if !isEmpty {
            for minute in Int64(-10)..<490 {
                for (machine, states) in Self.days { Self.play(machine, states, minute, &core) }
                Self.playAlarms(minute, &core)
            }
        }
        core.stop(at: Self.minute(495))
        try commit(core.takePending())
        guard !isEmpty else { return }
        try say("DC-01", from: 120, to: 165, "hydraulic", .breakdown, "seal of the accumulator", at: 496)
    }

    /// From each minute on what the machine says of itself.
    private static let days: [(machine: String, states: [(from: Int64, mode: String)])] = [
        (
            "DC-01",
            [(-10, "run"), (120, "stop"), (165, "run"), (300, "stop"), (302, "run"), (420, "stop"), (441, "run")]
        ),
        ("DC-02", [(-10, "setup"), (42, "run"), (240, "idle"), (270, "run"), (350, "off"), (365, "run")]),
        ("DC-03", [(-10, "run"), (60, "wait"), (75, "run"), (200, "idle")]),
    ]

    private static func play(
        _ machine: String, _ states: [(from: Int64, mode: String)], _ minute: Int64, _ core: inout HubCore
    ) {
        guard let state = states.last(where: { $0.from <= minute }), state.mode != "off" else { return }
        send(machine, "mode", "\"\(state.mode)\"", minute, &core)
        guard state.mode == "run" else { return }
        // A shot a minute while it runs; the first ones after a set-up only warm the die.
        let shots = states.enumerated().filter { $0.element.mode == "run" && $0.element.from <= minute }.map { run in
            let end = run.offset + 1 < states.count ? states[run.offset + 1].from : .max
            return min(minute + 1, end) - run.element.from
        }.reduce(0, +)
        send(machine, "warm", machine == "DC-02" && shots <= 6 ? "true" : "false", minute, &core)
        send(machine, "n", "\(shots + 500)", minute, &core)
    }

    /// Before it waits, DC-03 says twice that its pressure is low; a person notes what it was, and later what was done.
    private static func playAlarms(_ minute: Int64, _ core: inout HubCore) {
        switch minute {
        case 55, 70: alarm("F", minute, &core)
        case 60: care("alarm.acknowledge", 1, "seal of the accumulator?", minute, &core)
        case 62, 80: alarm("N", minute, &core)
        case 74: care("alarm.note", 2, "accumulator filled up", minute, &core)
        default: break
        }
    }

    private static func alarm(_ word: String, _ minute: Int64, _ core: inout HubCore) {
        let topic = Array("p/DC-03/alarm/hydraulics".utf8)
        let time = Self.minute(minute).milliseconds
        let payload = Array(#"{"t":\#(time),"l":"\#(word)","c":"442","x":"shot pressure low"}"#.utf8)
        unsafe core.observe(
            topic: topic.span.bytes, payload: payload.span.bytes, at: Self.minute(minute), isRetained: false)
    }

    private static func care(_ kind: String, _ key: Int, _ note: String, _ minute: Int64, _ core: inout HubCore) {
        let bytes =
            Array(
                #"{"v":1,"key":"00000000-0000-4000-8000-00000000000\#(key)","kind":"\#(kind)","id":"DC-03/hydraulics/442","#
                    .utf8)
            + Array(#""base":null,"entered":\#(Self.minute(minute).milliseconds),"set":{"note":"\#(note)"}}"#.utf8)
        _ = core.take(
            CommandReader().read(bytes, terminal: "terminal-3"), at: Self.minute(minute), notRecording: nil)
    }

    private static func send(
        _ machine: String, _ tag: String, _ value: String, _ minute: Int64, _ core: inout HubCore
    ) {
        let topic = Array("p/\(machine)/\(tag)".utf8)
        let payload = Array(#"{"t":\#(Self.minute(minute).milliseconds),"v":\#(value)}"#.utf8)
        unsafe core.observe(
            topic: topic.span.bytes, payload: payload.span.bytes, at: Self.minute(minute), isRetained: false)
    }

    /// What a person says of a stop, some minutes after the shift began.
    func say(
        _ machine: String, from: Int64, to: Int64, _ reason: String, _ kind: StopReason.Kind, _ note: String?,
        at minute: Int64
    ) throws {
        let seq = try SQLiteStore(reading: folder.path).newestSeq(asOf: .now) + 1
        var edit = StopEdit(
            machine: machine, from: Self.minute(from), to: Self.minute(to), by: "terminal-3", command: seq)
        edit.reason = StopEdit.Given(id: reason, kind: kind)
        edit.note = note
        var batch = StoreBatch()
        batch.entries = [JournalEntry(seq: seq, at: Self.minute(minute), event: .stop(edit))]
        batch.aliveAt = Self.minute(minute)
        try commit(batch)
    }

    /// No longer than that is the store held, so that reports can be made of it.
    private func commit(_ batch: StoreBatch) throws { try SQLiteStore(writing: folder.path).commit(batch) }

    /// As `floortui report` makes it.
    func report(
        _ kind: ReportScope.Kind = .shift, date: String? = "2026-11-27", shift: String? = "early",
        machine: String? = nil, at: Instant? = nil, includesLater: Bool = false
    ) throws -> ShiftReport {
        var words = ["report", kind.rawValue, "--line", "casting", "--store", folder.path]
        if let date { words += ["--date", date] }
        if kind == .shift, let shift { words += ["--shift", shift] }
        if let machine { words += ["--machine", machine] }
        if let at { words += ["--at", ISO8601.format(at)] + (includesLater ? ["--as-of", "now"] : []) }
        guard let command = try FloorTUI.parseAsRoot(words) as? Report else {
            throw CommandFailure(.usage, "no report")
        }
        return try command.report()
    }
}
