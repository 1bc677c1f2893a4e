package import Basis
import Records
import Shopfloor
import Store
import Telemetry

extension HubCore {
    /// The hub's clock is now at `now`: everything that came due until then happens, each thing at its own time.
    package mutating func advance(to now: Instant) {
        if clock == nil { begin(at: now) }
        while isDue(by: now), let due = deadline, due <= now {
            clock = max(clock ?? due, due)
            if let earliest = earliestDeadline, earliest <= due { fireMachines(at: due) }
            if let quarter = nextQuarter, quarter <= due {
                for machine in machines.indices { emitCounts(of: machine) }
                nextQuarter = Self.quarter(after: now)
            }
            if let change = nextShiftChange, change <= due {
                for machine in machines.indices { emitCounts(of: machine) }
                noteShiftCounts(at: change)
                findShiftChange(after: due)
            }
            if let end = decided.nextShelfEnd, end <= due { unshelve(at: due) }
            if let flush = nextFlush, flush <= due {
                endAlarms(at: due)
                for machine in machines.indices { emitAlarms(of: machine) }
                self.flush(at: due)
                nextFlush = Self.nextFlush(after: due, until: min(now, earliestDeadline ?? now))
            }
        }
        if (clock?.milliseconds ?? .min) < now.milliseconds { clock = now }
        if nextFlush == nil { begin(at: now) }
    }

    /// `deadline <= now`, asked for with each message: one look at each time, and no time found.
    private func isDue(by now: Instant) -> Bool {
        func isPast(_ time: Instant?) -> Bool { if let time { time <= now } else { false } }
        return isPast(earliestDeadline) || isPast(nextFlush) || isPast(nextQuarter) || isPast(nextShiftChange)
            || isPast(decided.nextShelfEnd)
    }

    private mutating func begin(at now: Instant) {
        nextFlush = now + Self.flushInterval
        nextQuarter = Self.quarter(after: now)
        findShiftChange(after: now)
        // In the middle of a shift of which the store did not say how far the counts had come when it began: nothing was
        // counted of it yet.
        for (index, machine) in model.plant.machines.enumerated() {
            guard let shift = versions.shift(line: machine.line, at: now)?.shift,
                machines[index].counts(at: shift.interval.from) == nil
            else { continue }
            machines[index].keep(
                ShiftCounts(from: shift.interval.from, counts: machines[index].counts.mapValues(\.count)))
        }
    }

    /// To be called whenever the calendar is another, too.
    mutating func findShiftChange(after now: Instant) {
        let lines = model.plant.lines.map(\.id)
        // A shift goes on by the plant file in which it began, and ends by it.
        let ends: [Instant] =
            versions.count > 1 ? lines.compactMap { versions.shift(line: $0, at: now)?.shift.interval.to } : []
        nextShiftChange = ends.reduce(model.calendar.nextChange(after: now, lines: lines)) { Self.earlier($0, $1) }
        guard let border = nextShiftChange, shiftBorders.last != border else { return }
        shiftBorders = (shiftBorders + [border]).suffix(2)
    }

    /// The next of the steps of five seconds, passing over those up to `until` in which nothing can happen.
    private static func nextFlush(after due: Instant, until: Instant) -> Instant {
        let step = flushInterval.wholeMilliseconds
        let steps = max(1, (until.milliseconds - due.milliseconds) / step)
        return Instant(milliseconds: due.milliseconds + steps * step)
    }

    private static func quarter(after now: Instant) -> Instant {
        Instant(milliseconds: (now.milliseconds / quarterHour + 1) * quarterHour)
    }

    /// Lets every machine whose deadline has come find its condition anew, the earliest first.
    private mutating func fireMachines(at due: Instant) {
        for machine in machines.indices {
            guard let deadline = machines[machine].deadline, deadline <= due else { continue }
            update(machine, at: deadline)
            // While it is silent nothing begins to stand by waiting.
            guard machines[machine].monitor.isHeard else {
                machines[machine].alarmDeadline = nil
                continue
            }
            evaluateAlarms(of: machine, at: machines[machine].monitor.sourceTime(at: deadline))
        }
        findEarliestDeadline()
    }

    mutating func findEarliestDeadline() { earliestDeadline = machines.compactMap(\.deadline).min() }

    /// The hub's clock was set: what was heard is as old as before, so that no limit runs out by it. To be called before
    /// the core hears of the new time.
    ///
    /// Where it was set back, what was recorded for times that now lie ahead no longer holds: each machine's condition is
    /// told anew, from when it began by the clock that holds now.
    package mutating func clockSet(_ step: ClockStep) {
        let before = clock
        clock = clock.map { min($0 + step.by, step.to) }
        nextFlush = nextFlush.map { $0 + step.by }
        nextQuarter = clock.map(Self.quarter)
        if let clock { findShiftChange(after: clock) }
        if step.isTold, let before, let clock { emit(.clock(ClockSet(from: before, to: clock))) }
        ingest.clockSet(step)
        for row in absent.open.indices { absent.open[row].from = absent.open[row].from.map(step.moved) }
        for machine in machines.indices {
            apply(machines[machine].clockSet(step), to: machine)
            guard step.by < .zero else { continue }
            machines[machine].keepValues(of: ingest.machines[machine])
            emitAlarms(of: machine)
            moveOrder(of: machine, by: step)
        }
        if step.by < .zero { flush(at: clock) }
        findEarliestDeadline()
    }

    /// Hands all that was counted to the store, and the slots that are over.
    mutating func flush(at now: Instant?) {
        if let now { closeSlots(before: now) }
        handOver(at: now)
    }

    /// Hands statistics, running counts and the time up to which the hub was alive to the store. May be called at any time:
    /// what is recorded in the end stays the same. A slot, which is written once, waits for readings that are on their way.
    package mutating func handOver(at now: Instant?) {
        pending.aliveAt = now ?? pending.aliveAt
        for key in unsavedTags {
            machines[key.machine].courses[key.slot].isUnsaved = false
            // Asked part by part: to ask the whole track would copy it.
            pending.tags.append(
                TagRow(
                    machine: ingest.machines[key.machine].machine,
                    tag: ingest.machines[key.machine].tracks[key.slot].name,
                    statistics: ingest.machines[key.machine].tracks[key.slot].statistics))
        }
        unsavedTags.removeAll(keepingCapacity: true)
        for (index, machine) in model.plant.machines.enumerated() {
            for (owner, entry) in machines[index].counts where entry.isUnsaved {
                machines[index].counts[owner]?.isUnsaved = false
                pending.runningCounts.append(
                    CountRow(machine: machine.id, owner: owner, count: entry.count, last: entry.last))
            }
        }
    }
}
