import Basis
import Records
import Shopfloor
import Store
import Telemetry

/// Which order a machine runs, by the tag that the plant file names.
extension HubCore {
    /// Takes what a live message says of it. To be called before the message's cycles are counted: one that came with another
    /// order is of that.
    mutating func noteOrder(_ taken: Ingest.Taken) {
        guard !ingest.believed.isEmpty, let slot = machines[taken.machine].orderTag() else { return }
        for reading in ingest.believed where reading.slot == slot { takeOrder(reading, of: taken.machine) }
    }

    /// Each reading counts from its time until the next of its tag; what comes late corrects that time.
    private mutating func takeOrder(_ reading: Ingest.BelievedReading, of machine: Int) {
        let next =
            machines[machine].orders.nextWord(after: reading.at)
            ?? newestWord(of: machine, reading.slot).flatMap { $0 > reading.at ? $0 : nil }
        machines[machine].orders.take(reading)
        // Without a value the source says that there is none; by a word for “not available” that it does not know.
        let isUnknown = reading.isUnavailable && reading.value != .missing
        let order = isUnknown ? .unknown : RunningOrder(word: reading.value.text ?? "")
        setOrder(order, from: reading.at, to: next, of: machine)
    }

    /// The time of what the tag says now, also where a broker kept it, or its words were forgotten.
    private func newestWord(of machine: Int, _ slot: TagSlot) -> Instant? {
        ingest.machines[machine].tracks[slot].usableAt
    }

    /// Whether what ran at its time still is known.
    func isOrderKnown(_ taken: Ingest.Taken, _ slot: TagSlot) -> Bool {
        let past = machines[taken.machine].orders.past
        let begun = machines[taken.machine].orders.line.points.last?.from
        let newest = [past.newest, newestWord(of: taken.machine, slot), begun].compactMap(\.self).max()
        guard let newest, let since = past.knownSince else { return true }
        return taken.at >= min(newest, since)
    }

    /// A retained value says which order runs from the time on at which its machine is proven alive.
    ///
    /// - Parameter now: by the source's clock.
    mutating func confirmOrder(of machine: Int, at now: Instant) {
        guard let slot = machines[machine].orderTag() else { return }
        guard ingest.machines[machine].tracks[slot].newest?.isRetained == true else { return }
        readOrder(of: machine, slot, at: now)
    }

    /// By another plant file another tag may say it, or none: from now on.
    mutating func judgeOrder(of machine: Int, at now: Instant) {
        if let slot = machines[machine].orderTag() {
            readOrder(of: machine, slot, at: now)
        } else {
            setOrder(.unknown, from: now, to: nil, of: machine)
        }
    }

    private mutating func readOrder(of machine: Int, _ slot: TagSlot, at now: Instant) {
        let track = ingest.machines[machine].tracks[slot]
        guard let value = track.usable, !track.isUnavailable else { return }
        setOrder(RunningOrder(word: value.text ?? ""), from: now, to: nil, of: machine)
    }

    /// The hub's clock was set back: what ran since a time that now lies ahead runs since now.
    mutating func moveOrder(of machine: Int, by step: ClockStep) {
        machines[machine].orders.forgetReadings(since: step.to)
        guard let last = machines[machine].orders.line.points.last, step.moved(last.from) != last.from else { return }
        setOrder(last.order, from: step.moved(last.from), to: nil, of: machine)
    }

    private mutating func setOrder(_ order: RunningOrder, from: Instant, to: Instant?, of machine: Int) {
        let id = model.plant.machines[machine].id
        let change = OrderChanged(machine: id, from: from, to: to, order: order)
        var line = machines[machine].orders.line
        line.apply(change)
        guard line != machines[machine].orders.line else { return }
        // So that parts are of the order that they were made for.
        emitCounts(of: machine)
        for border in [from, to].compactMap(\.self) { emitCounts(of: machine, before: border) }
        emit(.order(change))
        machines[machine].orders.line = line
        machines[machine].orders.trim(at: from)
        noteFigures(of: id)
        changes.states.insert(machine)
    }

    /// Between two cycles an order began: what was counted since that was heard is told, too.
    mutating func noteOrderBegun(after last: Instant, _ taken: Ingest.Taken) {
        guard let begin = machines[taken.machine].orders.line.points.last?.from, last < begin, begin <= taken.at
        else { return }
        emitCounts(of: taken.machine)
        emitCounts(of: taken.machine, before: begin)
    }

    /// Tells how far the counts had come at a border, also where cycles after it are counted already, as far back as they are
    /// known one by one.
    private mutating func emitCounts(of machine: Int, before border: Instant) {
        var counts: [String: CycleCount]? = [:]
        var isBehind = false
        for (owner, entry) in machines[machine].counts.sorted(by: { $0.key < $1.key }) {
            guard let last = entry.last, border <= last else {
                counts?[owner] = entry.count
                continue
            }
            guard let then = machines[machine].orders.count(of: owner, before: border) else {
                counts = nil
                continue
            }
            counts?[owner] = then.count
            guard let last = then.last else { continue }
            let id = model.plant.machines[machine].id
            emit(.counted(CountRow(machine: id, owner: owner, count: then.count, last: last)))
            machines[machine].counts[owner]?.isNew = true
            isBehind = true
        }
        // What is newest stays the newest.
        if isBehind { emitCounts(of: machine) }
        if let counts { machines[machine].orders.keep(ShiftCounts(from: border, counts: counts)) }
    }
}
