import Basis
import Records
import Shopfloor
import Store

/// Answers what the figures are, of machines, shifts, days, orders and lines, and what they are made of.
///
/// Every figure is a sum over machine windows: one machine in one shift, judged by the plant file that was in force when the
/// shift began. So a figure of many is never an average, and all groups agree.
struct PerformanceAnswer {
    let store: any RecordStore
    let query: Query

    func rows() throws(StoreError) -> [Row] {
        let windows = try windows()
        if query.isExplained { return windows.flatMap(Self.explanation) }
        return groups(windows).map(Self.row)
    }

    /// The windows that the question is about, by machine in the order of the plant, then by time.
    func windows() throws(StoreError) -> [FigureWindow] {
        guard let known = try QueryAnswer(store: store).moment(of: query) else { return [] }
        let versions = try ModelVersion.all(of: try store.models(asOf: query.asOf))
        let group = query.group ?? .machineShift
        let records = ShiftRecords(store: store, query: query)
        var windows: [FigureWindow] = []
        for machine in Self.machines(of: versions, query) {
            let reading = MachineReading(
                store: store, query: query, known: known, versions: versions, machine: machine, records: records)
            windows += try reading.windows(needsShifts: group.isOfShifts)
        }
        return windows
    }

    /// Every machine that a version in the window has, in the order of the newest.
    static func machines(of versions: [ModelVersion], _ query: Query) -> [String] {
        var ids: [String] = []
        for version in versions.reversed() where version.isWithin(query.from, query.to) {
            for machine in version.model.plant.machines where !ids.contains(machine.id) {
                guard query.machine.map({ $0 == machine.id }) ?? true, query.line.map({ $0 == machine.line }) ?? true
                else { continue }
                ids.append(machine.id)
            }
        }
        return ids
    }

    /// What is summed to one row.
    struct Group {
        var from: Instant
        var to: Instant
        var sums: PerformanceSums
        var machine: String?
        var line: String?
        var shift: String?
        var date: CivilDate?
        var order: String?
    }

    private struct Key: Hashable {
        var machine: String?
        var line: String?
        var shift: String?
        var date: CivilDate?
        var order: String?
        /// Two lines may have shifts of one name at different times.
        var from: Instant?
    }

    private func groups(_ windows: [FigureWindow]) -> [Group] {
        let by = query.group ?? .machineShift
        var groups: [Key: Group] = [:]
        var order: [Key] = []
        for window in windows {
            for part in by == .order ? window.byOrder : [(nil, window.sums)] {
                let key = Self.key(window, part.order, by)
                let own = Group(
                    from: window.interval.from, to: window.interval.to, sums: part.sums, machine: key.machine,
                    line: by == .machineShift || by == .machine ? window.line : key.line, shift: key.shift,
                    date: key.date, order: key.order)
                guard var sum = groups[key] else {
                    groups[key] = own
                    order.append(key)
                    continue
                }
                sum.from = min(sum.from, own.from)
                sum.to = max(sum.to, own.to)
                sum.sums = sum.sums + own.sums
                groups[key] = sum
            }
        }
        let sums = order.compactMap { groups[$0] }
        // By time; what is of one time stays in the order of the plant.
        return sums.enumerated().sorted { ($0.element.from, $0.offset) < ($1.element.from, $1.offset) }.map(\.element)
    }

    private static func key(_ window: FigureWindow, _ order: String?, _ by: FigureGroup) -> Key {
        let shift = window.shift
        return switch by {
        case .hour: Key(line: window.line, shift: shift?.id, date: shift?.date, from: window.interval.from)
        case .machineShift:
            Key(machine: window.machine, shift: shift?.id, date: shift?.date, from: window.interval.from)
        case .shift: Key(shift: shift?.id, date: shift?.date, from: shift?.interval.from)
        case .day: Key(date: shift?.date)
        case .order: Key(order: order)
        case .machine: Key(machine: window.machine)
        case .line: Key(line: window.line)
        }
    }
}

/// One machine in one shift, or in the whole window that is asked about where it has no calendar.
struct FigureWindow {
    var machine: String
    var line: String
    /// nil: there is no calendar.
    var shift: ShiftInstance?
    var interval: Interval
    var sums: PerformanceSums
    var pieces: [MachineWindow.Piece]
    /// By order; one entry with nil where no order is known.
    var byOrder: [(order: String?, sums: PerformanceSums)]
}

/// A version of the plant file with the time in which it holds.
struct ModelVersion {
    var model: PlantModel
    /// The first of a store holds for all time before it.
    var from: Instant
    var to: Instant

    static func all(of stored: [StoredModel]) throws(StoreError) -> [ModelVersion] {
        var versions: [ModelVersion] = []
        for (index, entry) in stored.enumerated() {
            let model: PlantModel
            do throws(ConfigurationError) {
                model = try PlantFile.accepted(entry.model.text, file: "plant.toml")
            } catch {
                throw StoreError(
                    .damaged, "the plant file of journal entry \(entry.seq) can no longer be read: \(error.description)"
                )
            }
            versions.append(
                ModelVersion(
                    model: model, from: index == 0 ? .distantPast : entry.from,
                    to: index + 1 < stored.count ? stored[index + 1].from : .distantFuture))
        }
        return versions
    }

    func isWithin(_ from: Instant?, _ to: Instant?) -> Bool {
        self.from < (to ?? .distantFuture) && (from ?? .distantPast) < self.to
    }
}
