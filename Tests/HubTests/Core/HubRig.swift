import Basis
import Records
import Shopfloor
import Store

@testable import Hub

/// A small plant and its core, fed with messages of a few words each.
struct HubRig {
    static let plant = """
        [site]
        id = "s"
        time_zone = "UTC"
        [[line]]
        id = "L"
        [[machine]]
        id = "A"
        line = "L"
        native = "mode"
        silence_limit = "60s"
        [[machine]]
        id = "B"
        line = "L"
        ideal_cycle = "10s"
        silence_limit = "10m"
        [[source]]
        id = "values"
        topic = "p/{machine}/{tag}"
        time = "/t"
        time_format = "epoch-ms"
        value = "/v"
        unavailable = ["OFF"]
        [[source]]
        id = "shots"
        topic = "p/{machine}/shot/all"
        time = "/t"
        time_format = "epoch-ms"
        members = "/d"
        [[source]]
        id = "alarms"
        topic = "p/{machine}/alarm/{item}"
        time = "/t"
        time_format = "epoch-ms"
        [source.alarm]
        level = "/l"
        code = "/c"
        text = "/x"
        levels = { W = "warning", F = "fault", N = "normal", U = "unavailable" }
        [[rule]]
        machines = ["A"]
        state = "producing"
        when = 'mode == "run"'
        [[rule]]
        machines = ["A"]
        state = "idle"
        when = 'mode != "run"'
        [[rule]]
        machines = ["A"]
        state = "maintenance"
        when = "door for 10s"
        priority = 9
        [[rule]]
        machines = ["B"]
        state = "producing"
        when = "cycling"
        [[rule]]
        machines = ["B"]
        state = "stopped"
        when = "not cycling"
        [[cycle]]
        machines = ["B"]
        pulse = "increase"
        counter = "n"
        try = "warm"
        stopped_after = 3
        [[tag]]
        id = "n"
        owner = "die"
        rollover = 1000
        [[alarm]]
        machines = ["A"]
        item = "door"
        code = "open"
        level = "warning"
        text = "Door open"
        when = "door for 20s"
        """

    static func model(_ text: String = plant) throws -> PlantModel {
        try PlantFile.read(text: Array(text.utf8), file: "plant.toml")
    }

    /// 2023-11-14T22:20:00Z and so many milliseconds: on a quarter-hour it is not.
    static func at(_ milliseconds: Int64) -> Instant { Instant(milliseconds: 1_700_000_400_000 + milliseconds) }
    static func second(_ seconds: Int64) -> Instant { at(seconds * 1000) }

    var core: HubCore
    var entries: [JournalEntry] = []

    init(_ stored: StoredState = StoredState(), plant: String = plant) throws {
        core = HubCore(model: try Self.model(plant), stored: stored, version: "1", now: nil)
    }

    mutating func send(
        _ topic: String, _ payload: String, at arrived: Instant, retained: Bool = false
    ) {
        core.observe(topic, Array(payload.utf8), at: arrived, isRetained: retained)
    }

    /// - Parameter time: of the source; nil: it is that of the arrival.
    mutating func value(
        _ topic: String, _ value: String, at arrived: Int64, time: Int64? = nil, retained: Bool = false
    ) {
        let payload = #"{"t":\#(Self.second(time ?? arrived).milliseconds),"v":\#(value)}"#
        send("p/" + topic, payload, at: Self.second(arrived), retained: retained)
    }

    mutating func alarm(_ item: String, _ level: String, _ code: String, at seconds: Int64, retained: Bool = false) {
        let payload = #"{"t":\#(Self.second(seconds).milliseconds),"l":"\#(level)","c":"\#(code)","x":"x"}"#
        send("p/A/alarm/\(item)", payload, at: Self.second(seconds), retained: retained)
    }

    /// The events since the last call.
    mutating func take() -> [Event] {
        let new = core.takePending().entries
        entries += new
        return new.map(\.event)
    }

    mutating func corrections() -> [StateCorrected] {
        take().compactMap { if case .correction(let correction) = $0 { correction } else { nil } }
    }

    /// `12` for twelve seconds, as `second` counts them; `-` for before anything was known.
    static func text(_ time: Instant?) -> String {
        time.map { "\(($0.milliseconds - at(0).milliseconds) / 1000)" } ?? "-"
    }

    mutating func states(_ machine: String = "A") -> [StateChanged] {
        take().compactMap { if case .state(let change) = $0, change.machine == machine { change } else { nil } }
    }

    mutating func alarms() -> [Alarm] { take().compactMap { if case .alarm(let alarm) = $0 { alarm } else { nil } } }

    mutating func counted() -> [CountRow] {
        take().compactMap { if case .counted(let counted) = $0 { counted } else { nil } }
    }
}

extension HubCore {
    mutating func observe(_ topic: String, _ payload: [UInt8], at: Instant, isRetained: Bool = false) {
        let topic = Array(topic.utf8)
        observe(topic: topic.span.bytes, payload: payload.span.bytes, at: at, isRetained: isRetained)
    }
}

extension HubCore {
    /// What a machine made in a shift that is judged by the plant file of now.
    func made(by machine: Int, in shift: Interval, until now: Instant, _ state: RecordedState) -> WindowQuantities? {
        JudgedMachine(model.plant.machines[machine], by: model).flatMap {
            made(by: machine, $0, in: shift, until: now, state)
        }
    }
}
