import Basis
import Shopfloor

/// When alarms of one machine were raised in the last hours: what explains its stops. Bounded in time and number.
struct RaisedAlarms {
    private var standing: [AlarmID: Alarm] = [:]
    /// As they were when they were raised, oldest first.
    private(set) var raised: [Alarm] = []

    static let limit = 200
    static let horizon = Duration.seconds(24 * 3600)

    init(standing: [Alarm] = []) {
        self.standing = Dictionary(standing.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Takes what is newly known of an alarm. One that stood already and is repeated was not raised again.
    mutating func take(_ alarm: Alarm) {
        // One of which that was not known for a while has not been raised anew.
        guard alarm.isActive == true else {
            if alarm.isActive == false { standing[alarm.id] = nil }
            return
        }
        let before = standing.updateValue(alarm, forKey: alarm.id)
        if let before, before.level == alarm.level, before.text == alarm.text { return }
        raised.append(alarm)
        let horizon = alarm.last - Self.horizon
        if raised.count > Self.limit || raised[0].last < horizon {
            raised = Array(raised.suffix(Self.limit).drop { $0.last < horizon })
        }
    }

    /// What was known before the hub began; what this start found since counts over it.
    mutating func putBack(_ alarms: [Alarm]) {
        let found = self
        self = RaisedAlarms()
        for alarm in alarms { take(alarm) }
        standing = found.standing
        raised = (raised + found.raised).suffix(Self.limit)
    }

    /// A condition comes a little after the alarm that tells of it, where the machine sends them apart.
    private static let lead = Duration.seconds(5)

    /// The alarm that explains a stop: of those that were raised with it or while it lasted the worst, then the first.
    ///
    /// - Parameters:
    ///   - from: nil: since before anything was known, which nothing explains.
    ///   - to: nil: it still lasts.
    func reason(from: Instant?, to: Instant?) -> Alarm? {
        guard let from else { return nil }
        let start = from - Self.lead
        let end = to ?? .distantFuture
        let within = raised.filter { $0.last >= start && $0.last < end }
        return within.first { $0.level == .fault } ?? within.first
    }
}
