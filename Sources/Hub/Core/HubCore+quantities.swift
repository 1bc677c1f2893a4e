import Basis
import Records
import Shopfloor

/// Parts that people book as scrap or rework.
extension HubCore {
    /// So far a terminal's clock may be ahead.
    private static let clockSlack = Duration.seconds(60)

    func judge(_ content: QuantityBooking, _ context: CommandContext) throws(Refusal) -> CommandVerdict {
        guard let number = machine(content.machine) else { throw .unknownObject(content.machine) }
        let line = model.plant.machines[number].line
        let (when, shift): (QuantityBooked.When, ShiftInstance?)
        switch content.when {
        case .at(let at) where at > context.at + Self.clockSlack: throw .notYet
        case .at(let at): (when, shift) = (.at(at), versions.shift(line: line, at: at)?.shift)
        case .shift(let name):
            guard let named = bookable(name, line: line, at: context.at) else { throw .unknownShift(name) }
            // By its date: `early` alone means another shift tomorrow. Where two files had one of that date, by its begin.
            let isOnlyOne = versions.shift(key: named.key, line: line)?.shift == named
            (when, shift) = (isOnlyOne ? .shift(named.key) : .at(named.interval.from), named)
        }
        let corrected = try corrected(content)
        try requireProduced(content, number, in: shift, corrected.map(decided.without) ?? decided)
        let booked = QuantityBooked(
            machine: content.machine, when: when, order: content.order.map { SanitizedText($0).text },
            scrap: content.scrap, rework: content.rework, note: content.note.map { SanitizedText($0).text },
            command: context.seq, by: context.terminal, corrects: corrected?.command)
        return .saved([.quantity(booked)], isMerged: false)
    }

    /// The shift of which parts can be booked by its name. What was made outside of all shifts is in no figure, so only shift
    /// records know one that was not planned.
    private func bookable(_ name: String, line: String, at now: Instant) -> ShiftInstance? {
        guard let (shift, version) = versions.shift(named: name, line: line, at: now) else { return nil }
        let isPlanned = version.calendar.shift(shift.id, line: line, on: shift.date) != nil
        return isPlanned || version.timeBasis == .records ? shift : nil
    }

    /// The booking in whose place this one is to count; nil: it is a new one. Events are never changed, so a booking is
    /// corrected once, and who has more to say corrects the correction: of two who correct the same the second is told.
    private func corrected(_ content: QuantityBooking) throws(Refusal) -> BookingHead? {
        guard let number = content.corrects else { return nil }
        guard let head = decided.bookingHeads[number], head.machine == content.machine else {
            throw .unknownBooking(number, content.machine)
        }
        if let newer = decided.corrections[number] { throw .correctedAlready(number, newer) }
        return head
    }

    /// What is not good cannot be thrown away once more, and what was never produced not at all: less than nothing good would
    /// be left. Where it is not known what the shift made, or none is named, all that the machine ever made is the limit.
    private func requireProduced(
        _ content: QuantityBooking, _ machine: Int, in shift: ShiftInstance?, _ state: RecordedState
    ) throws(Refusal) {
        guard let made = produced(by: machine, in: shift, state) else { return }
        let parts = content.scrap + content.rework
        guard Double(parts) <= made.good else {
            throw .aboveProduced(parts, bad: Int64(made.produced - made.good), produced: Int64(made.produced))
        }
    }

    /// With all that is booked of it already; nil where nothing is known to be a limit.
    private func produced(by machine: Int, in shift: ShiftInstance?, _ state: RecordedState) -> QuantitySums? {
        let place = model.plant.machines[machine]
        let bookings = state.bookings[place.id] ?? []
        if model.timeBasis == .records {
            // Before its record comes nobody knows what a shift made.
            let records = shift.map { recentRecords.of(place.id, from: $0.interval.from) } ?? []
            guard let shift, !records.isEmpty else { return nil }
            var made = WindowQuantities(records, in: shift.interval)
            made.book(bookings, in: shift.interval, versions, line: place.line)
            return made.sums
        }
        guard model.machines[machine].cycle != nil else { return nil }
        let version = shift.flatMap { versions.shift(line: place.line, at: $0.interval.from) }?.model ?? model
        if let shift, let judged = JudgedMachine(place, by: version),
            let made = made(by: machine, judged, in: shift.interval, until: shift.interval.to, state)
        {
            return made.sums
        }
        let ever = MachineOrders.Stretch(
            interval: Interval(from: .distantPast, to: .distantFuture), order: .unknown)
        let counts = machines[machine].counts.map { (owner: $0.key, count: $0.value.count) }
        var sums = QuantitySums(model.counted(by: machine, ever, from: [:], to: counts).entries)
        sums.book(scrap: Double(state.booked[place.id] ?? 0), rework: 0)
        return sums
    }
}

extension Refusal.Code {
    /// More is booked than was made.
    static let aboveProduced = Self("above-produced")
    /// The time at which they are said to have been made lies ahead.
    static let notYet = Self("not-yet")
    /// The machine's line has no such shift, or it has not begun.
    static let unknownShift = Self("unknown-shift")
    /// The machine has no booking of this number.
    static let unknownBooking = Self("unknown-booking")
    /// Another counts in its place already.
    static let correctedAlready = Self("corrected-already")
}

extension Refusal {
    fileprivate static let notYet = Refusal(
        .notYet, "this time is still to come: book parts once they are made", zh: "该时间尚未到:请在生产后登记")

    fileprivate static func unknownShift(_ name: String) -> Refusal {
        let word = SanitizedText(name, limit: 64).text
        return Refusal(
            .unknownShift, "no shift \(word) has begun here", zh: "此处没有已开始的班次 \(word)")
    }

    fileprivate static func unknownBooking(_ number: Int64, _ machine: String) -> Refusal {
        Refusal(
            .unknownBooking, "\(machine) has no booking of number \(number)", zh: "\(machine) 没有编号为 \(number) 的登记")
    }

    fileprivate static func correctedAlready(_ number: Int64, _ newer: BookingHead) -> Refusal {
        let by = SanitizedText(newer.by, limit: 64).text
        return Refusal(
            .correctedAlready,
            "booking \(number) was corrected already, by \(by) as \(newer.command): correct that one",
            zh: "登记 \(number) 已由 \(by) 更正为 \(newer.command):请更正后者")
    }

    /// - Parameter bad: parts that are scrap or rework already, by the machine's own count or booked.
    fileprivate static func aboveProduced(_ parts: Int64, bad: Int64, produced: Int64) -> Refusal {
        Refusal(
            .aboveProduced,
            "\(parts) are more than there are: \(produced) produced, \(bad) of them scrap or rework already",
            zh: "\(parts) 超出可登记数:已生产 \(produced),其中 \(bad) 已为报废或返工")
    }
}
