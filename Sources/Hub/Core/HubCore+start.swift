package import Basis
package import Records
package import Shopfloor
import Store
import Telemetry

extension HubCore {
    mutating func restore(_ stored: StoredState) {
        for record in stored.records { recentRecords.isNew(record) }
        for (id, line) in stored.orders { ingest.machine(id).map { machines[$0].orders.line = line } }
        for row in stored.counts {
            guard let machine = ingest.machine(row.machine) else { continue }
            machines[machine].counts[row.owner] = MachineRecord.OwnerCount(count: row.count, last: row.last)
            if let last = row.last { machines[machine].pulses.know(since: last) }
            if let cycle = model.machines[machine].cycle, let slot = cycle.counter, let value = row.count.value {
                let tag = model.machines[machine].tagNames[slot]
                ingest.restore(machine: machine, tag: tag) { $0.restoreCounter(value, owner: row.owner) }
            }
        }
        for machine in machines.indices where machines[machine].currentOwner == nil {
            machines[machine].currentOwner =
                machines[machine].counts.max { ($0.value.last ?? .distantPast) < ($1.value.last ?? .distantPast) }?.key
        }
        for row in stored.tags {
            guard let machine = ingest.machine(row.machine) else { continue }
            ingest.restore(machine: machine, tag: row.tag) { $0.statistics = row.statistics }
        }
    }

    /// The first events of this start: the model where it is new, the start itself, and that nothing is known of the
    /// time in which no hub ran.
    mutating func begin(_ stored: StoredState, _ started: HubStarted, known: Set<String>) {
        if stored.modelDigest != model.digest { emit(.model(ModelAccepted(digest: model.digest, text: model.text))) }
        emit(.started(started))
        // A hub that ended within its first seconds never said that it was alive: its events say so.
        let alive = stored.aliveAt ?? stored.open.compactMap(\.from).max() ?? clock
        for (index, machine) in model.plant.machines.enumerated() {
            if !known.contains(machine.id) {
                introduce(index)
            } else if let since = alive {
                // What came before was judged by a run whose values nobody knows any more.
                machines[index].past = MachinePast(knownSince: since)
                machines[index].alarms.forgetEnds(before: since)
                machines[index].orders.forgetReadings(since: since)
                if machines[index].orderTag() == nil { judgeOrder(of: index, at: since) }
                lose(index, .hub, at: since)
            }
        }
        forgetRemoved(since: alive)
    }

    /// The journal's first word about a machine.
    mutating func introduce(_ machine: Int) {
        let id = model.plant.machines[machine].id
        emit(.state(StateChanged(machine: id, from: nil, condition: .noData(.never))))
        machines[machine].recent = RecentConditions(.noData(.never), since: nil, seq: seq)
    }

    /// Of machines that are no longer in the plant nothing is known either.
    private mutating func forgetRemoved(since alive: Instant?) {
        for (index, row) in absent.open.enumerated() where row.condition.why != .never && row.condition.why != .removed
        {
            guard let from = clock ?? alive else { continue }
            if let alive, alive < from, row.condition.state != .noData {
                emit(.state(StateChanged(machine: row.machine, from: alive, condition: .noData(.hub))))
            }
            emit(.state(StateChanged(machine: row.machine, from: from, condition: .noData(.removed))))
            absent.open[index].condition = .noData(.removed)
            absent.open[index].from = from
            absent.openedBy[row.machine] = seq
        }
    }

    mutating func lose(_ machine: Int, _ why: NoDataReason, at time: Instant) {
        apply(machines[machine].lose(why, at: time), to: machine)
        emitAlarms(of: machine)
    }

    /// How far back `putBackRecent` needs intervals, up to the time until which the last hub was alive.
    package static let recentSpan = RecentConditions.horizon

    /// Puts back what a store knows of the last hours, so that ribbons do not begin anew with each start.
    package mutating func putBackRecent(_ rows: [RecordedInterval]) {
        for (id, rows) in Dictionary(grouping: rows, by: \.row.machine) {
            guard let machine = ingest.machine(id) else { continue }
            machines[machine].recent.putBack(
                rows.map { RecentConditions.Entry(from: $0.row.from, condition: $0.row.condition, seq: $0.seq) })
        }
    }

    /// Puts back which alarms were raised in that time, so that the stops of then keep their reasons.
    package mutating func putBackRaised(_ alarms: [Alarm]) {
        // What lies ahead was raised while the hub's clock was wrong.
        let end = clock.map { $0 + model.time.futureLimit } ?? .distantFuture
        for (id, alarms) in Dictionary(grouping: alarms.filter { $0.last <= end }, by: \.id.machine) {
            guard let machine = ingest.machine(id) else { continue }
            machines[machine].raised.putBack(alarms)
        }
    }

    /// The link to the broker was lost: nothing is known of any machine until it is heard again.
    package mutating func linkLost(at now: Instant) {
        advance(to: now)
        for machine in machines.indices { lose(machine, .link, at: now) }
        findEarliestDeadline()
    }

    /// Ends the hub's work: all that was counted goes out, and the store knows until when the hub was alive.
    package mutating func stop(at now: Instant?) {
        if let now { advance(to: now) }
        for machine in machines.indices { emitCounts(of: machine) }
        for machine in machines.indices { emitAlarms(of: machine) }
        closeSlots(before: nil)
        flush(at: clock)
    }
}
