import Basis

/// One die-casting cell: machine, die, dosing, robot. A state machine on a virtual clock.
///
/// It changes only in `step`, at `nextEvent`; reading it at any time between changes nothing.
struct Cell: Sendable {
    let index: Int
    var random: SeededRandom
    private(set) var activity = CellActivity.onBreak
    private(set) var nextEvent: Instant

    /// Which of the cell's dies is mounted.
    var mounted = 0
    /// One for each die.
    var counts: [DieCount]
    var shotsUntilDieChange: Int
    var shotNumber: Int
    /// When the last shot was counted, which is the counters' own time.
    var countedAt: Instant
    private var cycleBegan: Instant
    private var shotUnderWay: Shot?

    var heat: CellHeat
    var seal: SlowFailure
    var vacuum: SlowFailure
    var cooler: SlowFailure
    /// Falls to 0, then the level switch speaks until somebody fills up.
    var shotsUntilOilLow: Int
    /// Slow wander of the dosed amount, mm of biscuit.
    var dosing = 0.0

    var spec: DemoHall.Cell { DemoHall.cells[index] }
    var die: DemoHall.Die { spec.dies[mounted] }
    var count: DieCount { counts[mounted] }

    /// A cell some minutes before its first shot, used but in order.
    init(index: Int, seed: UInt64, at instant: Instant) {
        var random = SeededRandom(seed: seed, part: UInt64(index))
        self.index = index
        nextEvent = instant + random.duration(seconds: 0...1200)
        counts = DemoHall.cells[index].dies.map { _ in
            let shots = random.whole(2000...60_000)
            return DieCount(shots: shots, ok: shots * 94 / 100 + random.whole(0...200))
        }
        shotsUntilDieChange = random.whole(1...850)
        shotNumber = random.whole(150_000...900_000)
        countedAt = instant
        cycleBegan = instant
        heat = CellHeat(at: instant, &random)
        seal = SlowFailure(used: .seal, &random)
        vacuum = SlowFailure(used: .vacuum, &random)
        cooler = SlowFailure(used: .cooler, &random)
        shotsUntilOilLow = random.whole(200...4000)
        self.random = random
    }

    /// Does what is due at `nextEvent`; gives the shot when one was finished.
    mutating func step(_ furnace: Furnace, _ plan: ShiftPlan) -> Shot? {
        let now = nextEvent
        switch activity {
        case .producing(let phase):
            return finish(phase, furnace, plan, at: now)
        case .robotStop:
            begin(.extract, plan, at: now)
        case .failed(let failure):
            enter(.repair(failure), for: random.duration(seconds: 1000...5100), plan, at: now)
        default:
            putRight()
            goOn(furnace, plan, at: now)
        }
        return nil
    }

    private mutating func finish(
        _ phase: CyclePhase, _ furnace: Furnace, _ plan: ShiftPlan, at now: Instant
    ) -> Shot? {
        if phase == .shot { shotUnderWay = measureShot(furnace, at: now) }
        if phase == .eject, random.chance(1 / 48) {
            enter(.robotStop, for: random.duration(seconds: 20...120), plan, at: now)
            return nil
        }
        if let next = phase.next {
            begin(next, plan, at: now)
            return nil
        }
        let shot = countShot(at: now)
        goOn(furnace, plan, at: now)
        return shot
    }

    private mutating func countShot(at now: Instant) -> Shot? {
        guard var shot = shotUnderWay else { return nil }
        shotUnderWay = nil
        shotNumber += 1
        shot.number = shotNumber
        shot.values.append((now - cycleBegan).inSeconds)
        if random.chance(1 / 7000) { counts[mounted].reset() } else { counts[mounted].count(ok: shot.ok) }
        countedAt = now
        wear()
        return shot
    }

    /// At home position, die open and empty: what comes next?
    private mutating func goOn(_ furnace: Furnace, _ plan: ShiftPlan, at now: Instant) {
        if let stop = nextStop() {
            enter(stop.activity, for: random.duration(seconds: stop.seconds), plan, at: now)
        } else if let rest = plan.rest(cell: index, line: spec.line, at: now) {
            enter(rest.why == .off ? .off : .onBreak, for: rest.until - now, plan, at: now)
        } else if let end = furnace.emptyUntil, end > now {
            // The ladle serves one cell after the other.
            enter(.waitingForMetal, for: end - now + random.duration(seconds: 2...25), plan, at: now)
        } else {
            cycleBegan = now
            begin(.close, plan, at: now)
        }
    }

    private mutating func begin(_ phase: CyclePhase, _ plan: ShiftPlan, at now: Instant) {
        // Over a cold die the operator lets the casting cure longer.
        let slower = phase == .cure && isDieCold(at: now) ? 1.12 : 1
        let seconds = phase.share * die.idealCycleSeconds * slower + random.uniform(0...0.24)
        enter(.producing(phase), for: .milliseconds(Int64(seconds * 1000)), plan, at: now)
    }

    private mutating func enter(_ next: CellActivity, for time: Duration, _ plan: ShiftPlan, at now: Instant) {
        if activity == .dieChange { heat.mountPreheatedDie(at: now, &random) }
        let resumes = next.isProducing && (!activity.isProducing || next == .producing(.close))
        if resumes || !next.isProducing {
            heat.follow(next, roomCelsius: plan.roomCelsius(at: now), fouling: cooler.drift, from: now)
        }
        activity = next
        nextEvent = now + time
    }
}
