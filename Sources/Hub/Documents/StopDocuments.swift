import Basis
import Records
import Shopfloor

/// What documents show of stops: the same from a running hub as from a store.
struct StopDocuments {
    let book: StopBook
    /// The shift that runs.
    let shift: ShiftInstance?
    /// What is shown: the shift that runs, or else as much as a ribbon shows.
    let window: Interval
    let now: Instant
    let microStop: MicroStopLimits
    let planned: PlannedTime

    /// No screen has room for more.
    static let shown = 20

    /// - Parameter shift: nil: none runs.
    init(_ book: StopBook, shift: ShiftInstance?, now: Instant, microStop: MicroStopLimits, planned: PlannedTime) {
        self.book = book
        self.shift = shift
        self.now = now
        self.microStop = microStop
        self.planned = planned
        window = Interval(from: shift?.interval.from ?? now - HubCore.ribbonSpan, to: now + .milliseconds(1))
    }

    /// The stop that lasts; nil: the machine does not stand.
    var open: StopNotice? { book.open.map(notice) }

    /// How many stops of the shift that runs wait for a reason: those that began in it, as every figure of it counts. Where
    /// none runs there is none.
    var unexplained: Int {
        guard let shift else { return 0 }
        return book.stops(in: window).count { shift.interval.contains($0.from) && cause(of: $0) == .unexplained }
    }

    private func cause(of stop: Stop) -> Stop.Cause {
        stop.cause(until: now, limit: microStop[stop.from]) { time in
            // To look into the shift is far less work than to look into a calendar.
            shift?.planned.contains { $0.intersection(time) != nil } == true || planned.has(stop.id.machine, in: time)
        }
    }

    /// The stop that lasts, then the longest of the window.
    var notices: [StopNotice] {
        let ended = book.stops(in: window).filter { $0.to != nil }
        let longest = ended.map { (stop: $0, length: $0.milliseconds(until: now)) }
            .sorted { ($1.length, $1.stop.from) < ($0.length, $0.stop.from) }
        let open = [book.open].compactMap(\.self)
        return (open + longest.map(\.stop)).prefix(Self.shown).map(notice)
    }

    private func notice(_ stop: Stop) -> StopNotice {
        var notice = StopNotice(id: stop.id, to: stop.to, state: stop.parts.last?.condition.state ?? .stopped)
        notice.others = others(than: notice.state, in: stop)
        notice.reason = stop.reason
        let cause = cause(of: stop)
        notice.kind = cause.kind
        notice.note = stop.note
        notice.by = stop.by
        notice.version = stop.version
        notice.isUnexplained = cause == .unexplained
        notice.isOutside = cause == .outside
        return notice
    }
}

extension StopDocuments {
    /// What a machine was in during a stop before, and between, the state that it was in last.
    private func others(than last: MachineState, in stop: Stop) -> [StopNotice.StateTime] {
        stop.states.filter { $0 != last }.map { state in
            let parts = stop.parts.filter { $0.condition.state == state }
            return StopNotice.StateTime(
                state: state, milliseconds: parts.reduce(0) { $0 + $1.milliseconds(until: now) })
        }
    }
}

extension LineDocument.Row {
    mutating func add(_ stops: StopDocuments) {
        stop = stops.open
        unexplainedStops = stops.unexplained
    }
}
