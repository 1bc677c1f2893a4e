import Basis
import Hub
import Records
import Telemetry

/// What a dashboard makes of a hub's beats: whether it lives, what time it is there. Pure but for the wall's clock.
struct HubWatch {
    /// Without a beat for so long the hub is silent.
    static let silence = Duration.seconds(6)
    /// From here on it is said that two clocks differ.
    static let offsetLimit: Int64 = 2000

    /// What the newest beat said; the counts stand apart, since it matters when they rose.
    private var said = HubTrouble()
    private var dropped = RisingCount()
    private var brokerDropped = RisingCount()
    private var missed = RisingCount()
    /// How fast the hub's clock runs: 1 but for replays and simulations.
    private(set) var speed = 1.0
    /// How far the hub's clock is from this machine's, where that is more than two seconds; nil else, and in replays.
    private(set) var clockOffset: Duration?
    private var sites: SiteSearch
    private var time: HubTime?
    private var hubID: String?
    private var lastBeat: ContinuousClock.Instant?
    private var connectedAt: ContinuousClock.Instant?
    private var trouble: ConnectionTrouble?
    private var refused: RefusedFilter?
    private var lostAt: Instant?
    private var parting: Parting?
    private var newestDocument: Instant?
    private var shownSecond: Int64?

    /// How a hub that is gone went.
    private struct Parting {
        /// nil: before this dashboard knew of anything.
        let at: Instant?
        /// It ended in order. Else the broker lost it: killed, or cut off, and perhaps on its way back.
        let isGoodbye: Bool
    }

    /// - Parameter site: whose hub is looked for; nil: the first that is heard.
    init(site: String? = nil) { sites = SiteSearch(wanted: site) }

    /// The hub's clock now; before its first beat the time of its newest document. Once the hub is not heard any more,
    /// also while a link is there again and no beat has come, it stands at the last moment that is known: nothing on the
    /// screen may go on as if it were. What is shown is then said to be of that moment, see `ScreenContext.lastKnown`.
    func now(_ moment: ContinuousClock.Instant) -> Instant? {
        guard let lastBeat else { return parting?.at ?? lostAt ?? newestDocument }
        return time?.now(isHeard(moment) ? moment : lastBeat) ?? newestDocument
    }

    mutating func connected(at moment: ContinuousClock.Instant) {
        connectedAt = moment
        trouble = nil
        refused = nil
        lastBeat = nil
    }

    mutating func lost(_ trouble: ConnectionTrouble, at moment: ContinuousClock.Instant) {
        lostAt = now(moment)
        self.trouble = trouble
        connectedAt = nil
        lastBeat = nil
    }

    /// The hub of another site than that which is looked for has a beat on the broker.
    mutating func heardOther(_ site: String) { sites.hear(site) }

    /// The broker does not grant what a dashboard lives by.
    mutating func refused(_ filter: RefusedFilter) { refused = refused ?? filter }

    mutating func sawDocument(at instant: Instant) {
        guard instant != DocumentHead.noTime else { return }
        newestDocument = max(newestDocument ?? instant, instant)
    }

    /// Returns whether another hub speaks than before, so that all that was known is of no worth.
    mutating func heard(_ beat: Beat, isRetained: Bool, at moment: ContinuousClock.Instant) -> Bool {
        let isOther = hubID.map { $0 != beat.hub } ?? false
        hubID = beat.hub
        if !beat.isOnline {
            parting = Parting(
                at: parting?.at ?? now(moment) ?? beat.now, isGoodbye: !beat.isWill || parting?.isGoodbye == true)
            lastBeat = nil
            return isOther
        }
        // Its clock is another, too.
        if isOther { time = nil }
        guard let sentAt = isRetained ? whenSent(beat, heard: moment) : moment else { return isOther }
        parting = nil
        lostAt = nil
        lastBeat = sentAt
        said.isRecording = beat.isRecording
        said.plantProblem = beat.plantProblem
        (said.storeProblem, said.space) = (beat.storeProblem, beat.space)
        said.clockJump = beat.clockOffset.map(Duration.milliseconds)
        dropped.note(beat.dropped, epoch: beat.epoch, at: moment)
        brokerDropped.note(beat.brokerDropped, epoch: beat.epoch, at: moment)
        missed.note(beat.missed, epoch: beat.epoch, at: moment)
        speed = beat.speed
        guard let now = beat.now else { return isOther }
        let time = HubTime(now, at: sentAt, speed: beat.speed)
        self.time = time
        let difference = time.now(moment).milliseconds - Instant.now.milliseconds
        clockOffset = beat.speed == 1 && abs(difference) > Self.offsetLimit ? .milliseconds(difference) : nil
        return isOther
    }

    /// When a retained beat was sent, by the hub's clock as it is known here. One that was sent after we lost the link is as
    /// good as heard: the hub was back before us. nil: it may be of a hub that is long gone.
    private func whenSent(_ beat: Beat, heard moment: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard let time, let lostAt, let sent = beat.now, beat.speed == 1, sent > lostAt else { return nil }
        return moment - .milliseconds(max(0, time.now(moment).milliseconds - sent.milliseconds))
    }

    /// What the hub says is not as it should be.
    func trouble(at moment: ContinuousClock.Instant) -> HubTrouble {
        var trouble = said
        trouble.dropped = dropped.whileNew(moment)
        trouble.brokerDropped = brokerDropped.whileNew(moment)
        trouble.missed = missed.whileNew(moment)
        return trouble
    }

    func link(at moment: ContinuousClock.Instant, trouble: ConnectionTrouble?) -> LinkState {
        if let lost = self.trouble { return .lost(since: lostAt, trouble ?? lost) }
        guard let connectedAt else { return .connecting(trouble) }
        if let refused { return .denied(refused) }
        if let parting {
            let since = now(moment)
            if parting.isGoodbye, let since { return .ended(since: since) }
            return .hubLost(since: since)
        }
        guard let lastBeat else {
            // No word yet since the link is up: after a while the hub counts as silent.
            guard moment - connectedAt > Self.silence else { return .connecting(nil) }
            return now(moment).map { .silent(since: $0) } ?? .noHub(sites)
        }
        if isHeard(moment) { return time == nil ? .noClock : .live }
        return .silent(since: time?.now(lastBeat))
    }

    private func isHeard(_ moment: ContinuousClock.Instant) -> Bool {
        lastBeat.map { moment - $0 <= Self.silence } ?? false
    }

    private func isGoing(_ moment: ContinuousClock.Instant) -> Bool {
        trouble == nil && parting == nil && isHeard(moment)
    }

    /// So much after a whole second its clock is drawn: a hub's beat, which comes at whole seconds, then wakes for both.
    private static let tickDelay: Int64 = 20

    /// When the clock on the screen shows another second.
    func nextSecond(_ moment: ContinuousClock.Instant) -> ContinuousClock.Instant {
        // A clock that stands, however close to the next second, is not waited for.
        guard isGoing(moment), let now = now(moment) else { return moment + .seconds(1) }
        let passed = (now.milliseconds % 1000 + 1000) % 1000
        return moment + .milliseconds(1000 - passed + Self.tickDelay)
    }

    /// Whether the clock shows another second than when this was last asked.
    mutating func isNewSecond(_ moment: ContinuousClock.Instant) -> Bool {
        let second = now(moment).map { $0.milliseconds / 1000 }
        defer { shownSecond = second }
        return second != shownSecond
    }
}
