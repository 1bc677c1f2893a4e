import Basis
import Records
import Shopfloor
import Store

/// What the entries of commands made of the records: the same for a hub that runs, one that starts, and one that rebuilds.
///
/// The core holds it twice: as it is decided, by which the next command is judged, and as it is durable, which people see.
struct RecordedState {
    /// What people did about alarms.
    var alarmCare: [AlarmID: AlarmCare]
    /// Alarms that are shelved, and until when.
    private(set) var shelves: [AlarmID: Instant]
    /// When the next shelf runs out; nil: nothing is shelved. Kept ready, since it is asked for with each message.
    private(set) var nextShelfEnd: Instant?
    /// By machine: parts that are booked as scrap or rework.
    private(set) var booked: [String: Int64] = [:]
    /// By number: all that was ever booked.
    private(set) var bookingHeads: [Int64: BookingHead] = [:]
    /// By the number of a booking that counts no more: the one that counts in its place.
    private(set) var corrections: [Int64: BookingHead] = [:]
    /// By machine: the bookings that count and may be of a shift that is still looked at, in the journal's order.
    private(set) var bookings: [String: [QuantityBooked]]
    /// By machine, in the journal's order: what people said of its stops, as far back as the core knows its time.
    private(set) var stopEntries: [String: [StopEntry]]
    /// By key: the commands that met a conflict which nobody has decided yet.
    private(set) var conflicts: [String: OpenConflict]

    /// A command in conflict, and the number of its entry: what was there then is what its answer showed.
    struct OpenConflict {
        var command: CommandRecorded
        var seq: Int64
    }

    init(_ stored: StoredState) {
        alarmCare = stored.alarmCare
        shelves = stored.alarmCare.compactMapValues(\.shelvedUntil)
        nextShelfEnd = shelves.values.min()
        bookings = Dictionary(grouping: stored.bookings, by: \.machine)
        stopEntries = Dictionary(grouping: stored.stopEntries, by: \.edit.machine)
        conflicts = Dictionary(
            stored.conflicts.map { ($0.command.envelope.key, OpenConflict(command: $0.command, seq: $0.seq)) }
        ) { first, _ in first }
        for head in stored.bookingHeads { count(head) }
    }

    /// Entries of other kinds change nothing here.
    mutating func apply(_ entry: JournalEntry) {
        switch entry.event {
        case .command(let command):
            if command.opensConflict {
                conflicts[command.envelope.key] = OpenConflict(command: command, seq: entry.seq)
            }
            if let resolution = command.resolution { conflicts[resolution.key] = nil }
        case .alarmAction(let action):
            alarmCare[action.id, default: AlarmCare()].apply(action, seq: entry.seq, at: entry.at)
            shelves[action.id] = alarmCare[action.id]?.shelvedUntil
            nextShelfEnd = shelves.values.min()
        case .quantity(let quantity):
            count(BookingHead(quantity))
            bookings[quantity.machine, default: []].append(quantity)
        case .stop(let edit):
            stopEntries[edit.machine, default: []].append(StopEntry(seq: entry.seq, at: entry.at, edit: edit))
        case .started, .model, .state, .correction, .alarm, .counted, .order, .produced, .clock: break
        }
    }

    private mutating func count(_ head: BookingHead) {
        bookingHeads[head.command] = head
        booked[head.machine, default: 0] += head.parts
        guard let corrected = head.corrects else { return }
        corrections[corrected] = head
        if let old = bookingHeads[corrected] { withdraw(old) }
    }

    /// Leaves a booking out, as when another counts in its place.
    private mutating func withdraw(_ head: BookingHead) {
        booked[head.machine, default: 0] -= head.parts
        bookings[head.machine]?.removeAll { $0.command == head.command }
    }

    /// The same without a booking: by that its correction is judged.
    func without(_ head: BookingHead) -> RecordedState {
        var state = self
        state.withdraw(head)
        return state
    }

    /// Forgets bookings of the time before.
    mutating func dropBookings(of machine: String, _ isOver: (QuantityBooked.When) -> Bool) {
        bookings[machine]?.removeAll { isOver($0.when) }
    }

    /// Forgets what speaks only of a time that is no longer looked at.
    mutating func dropStops(of machine: String, endedBefore time: Instant) {
        stopEntries[machine]?.removeAll { $0.until < time }
    }
}
