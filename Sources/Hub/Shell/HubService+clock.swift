import Basis
import Records

extension HubService {
    /// The time now: the machine's, or that of the replay; nil before the first word of its clock.
    func now() -> Instant? { settings.clock == .wall ? wall : core.clock ?? followed?.word.now }

    /// Looks at the machine's clock: once in each turn, so that nothing in a turn is planned by a time from before the clock
    /// was set. Where it was set the core is told first: else every machine would be silent at once, or none for a long time.
    func lookAtClock() {
        wall = clock.now()
        core.isClockSuspect = settings.clock == .wall && clock.offset != nil
        if let step = clock.takeStep() { take(step) }
        noteSuspicion()
    }

    private func take(_ step: ClockStep) {
        if step.isTold {
            HubLog.report(
                "follows this machine's clock again, which was set by \(Self.signed(step.by)) s; limits go on as if it "
                    + "had not been")
        } else {
            HubLog.report(
                "this machine's clock was set forward by \(step.by.inSeconds) s; limits go on as if it had not been")
        }
        if settings.clock == .wall { core.clockSet(step) }
        guard step.by < .zero else { return }
        // What was planned lies ahead of the clock now.
        start.clockSet(step)
        schedule = DocumentSchedule()
        planAll(at: step.to)
        losses.sayAgain()
        beatSoon()
    }

    private func noteSuspicion() {
        let offset = settings.clock == .wall ? clock.offset : nil
        guard suspectOffset != offset else { return }
        defer { suspectOffset = offset }
        // One that jumps on and on is told once.
        guard suspectOffset == nil || offset == nil else { return }
        if let offset {
            let what = offset == .zero ? "shows a time that cannot be" : "jumped by \(Self.signed(offset)) s"
            HubLog.report(
                "this machine's clock \(what). The hub goes on as if it had not, and marks what it records, until the "
                    + "clock is back or has stood for \(Int(HubClock.patience.inSeconds)) s; let it keep time by NTP "
                    + "(timedatectl set-ntp true)")
        } else {
            HubLog.report("this machine's clock is believed again")
        }
        beatSoon()
    }

    private static func signed(_ duration: Duration) -> String {
        (duration > .zero ? "+" : "") + "\(duration.inSeconds)"
    }
}
