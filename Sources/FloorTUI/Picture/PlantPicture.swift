import Basis
import Records
import Shopfloor

/// What a dashboard knows of the plant: the newest of each document. Pure; kept so that drawing costs only what is seen.
struct PlantPicture {
    /// One line's rows as they came last.
    struct LineState {
        var id: String
        var name: LocalizedText
        var head: DocumentHead?
        /// Into `rows`.
        var range: Range<Int>
        /// Machines that need someone, worst first.
        var attention: [Attention] = []
        var counts: [MachineState: Int] = [:]
        /// Whether a machine of it has counted cycles, an alarm.
        var hasCycles = false
        var hasAlarms = false
        /// The running shift with its figures; nil where none runs.
        var shift: LineDocument.Shift?
        var oee: Double?
        var isIdealDoubtful = false
        var coverage: Double?
        /// Whether a machine of it has a figure of the shift.
        var hasFigures = false
        /// Columns of the longest native word; 0 where there is none.
        var widestNative = 0
    }

    private(set) var plant: Plant?
    /// The plant lives by shift records: its machines need not signal what they do.
    private(set) var isByRecords = false
    /// Machines that signal nothing, and need not.
    private var unheard: Set<String> = []
    private(set) var lines: [LineState] = []
    /// All machines, by line, in the order of the plant.
    private(set) var rows: [LineDocument.Row] = []
    private(set) var machines: [String: (head: DocumentHead, document: MachineDocument)] = [:]
    private(set) var zone = Zone.utc
    /// When which line is meant to work; nil before it has come.
    private(set) var calendar: PlantCalendar?
    /// What a stop's reason is chosen from.
    private(set) var reasons = StopReasonTree.standard
    /// How many machines are in each state; kept, since with many lines their sum is a part of each frame.
    private(set) var counts: [MachineState: Int] = [:]
    /// Columns of the longest machine id.
    private(set) var widestID = 0
    /// Columns of the longest machine name, by language.
    private(set) var widestName: [Language: Int] = [:]
    /// Raised whenever something changed that a screen may show.
    private(set) var revision = 0
    /// The newest number of the journal that a document told of.
    private(set) var seq: Int64 = 0
    private var index: [String: Int] = [:]
    private var modelHead: DocumentHead?
    private var calendarHead: DocumentHead?
    private var reasonsHead: DocumentHead?
    /// Line documents that came before the model.
    private var early: [String: (DocumentHead, LineDocument)] = [:]

    /// Forgets everything: another hub speaks now.
    mutating func reset() { self = PlantPicture(revision: revision + 1) }

    init(revision: Int = 0) { self.revision = revision }

    /// Line documents that are here, for a comparison with what the hub holds.
    var lineCount: Int { lines.count { $0.head != nil } }
    var modelCount: Int { [modelHead, calendarHead, reasonsHead].count { $0 != nil } }

    /// The number of a machine in `rows`; nil when the plant has none of that id.
    func row(of machine: String) -> Int? { index[machine] }

    /// What the hub says of a stop: of the row that is newest, or of the machine's own list; nil where neither has it.
    func stop(_ id: StopID) -> StopNotice? {
        let open = row(of: id.machine).flatMap { rows[$0].stop }
        return open?.id == id ? open : machines[id.machine]?.document.stops.first { $0.id == id }
    }

    /// When a stop ended, as far as documents tell: where none has it any more, its machine went on by what its ribbon shows.
    /// nil: it lasts, or nobody knows.
    func end(of id: StopID) -> Instant? {
        if let stop = stop(id) { return stop.to }
        let ribbon = row(of: id.machine).map { rows[$0].ribbon } ?? []
        return ribbon.lazy.filter { !$0.state.isStop }.compactMap(\.from).first { $0 > id.from }
    }

    /// The line of a row, as an index into `lines`.
    func line(of row: Int) -> Int {
        var (low, high) = (0, lines.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if lines[middle].range.lowerBound <= row { low = middle } else { high = middle - 1 }
        }
        return low
    }

    func name(of row: Int) -> LocalizedText? { plant.map { $0.machines[order[row]].name } }

    /// Rows by line: the plant's machine of each row.
    private var order: [Int] = []

    mutating func apply(_ document: ModelDocument, _ head: DocumentHead) {
        guard modelHead.map({ $0 < head }) ?? true else { return }
        modelHead = head
        seq = max(seq, head.seq)
        revision += 1
        let isByRecords = document.timeBasis == .records
        if plant == document.plant, self.isByRecords == isByRecords, unheard == document.unheard { return }
        (self.isByRecords, unheard) = (isByRecords, document.unheard)
        let known = Dictionary(uniqueKeysWithValues: zip(rows.map(\.machine), rows))
        let heads = Dictionary(uniqueKeysWithValues: lines.map { ($0.id, $0.head) })
        plant = document.plant
        zone = Zone(identifier: document.plant.zone) ?? .utc
        rows = []
        order = []
        counts = [:]
        lines = document.plant.lines.map { line in
            let start = rows.count
            for number in document.plant.machines(of: line.id) {
                let machine = document.plant.machines[number]
                order.append(number)
                rows.append(
                    known[machine.id] ?? LineDocument.Row(machine: machine.id, condition: .noData(.never), since: nil))
            }
            return LineState(id: line.id, name: line.name, head: heads[line.id] ?? nil, range: start..<rows.count)
        }
        index = Dictionary(rows.enumerated().map { ($1.machine, $0) }, uniquingKeysWith: { first, _ in first })
        widestID = rows.map(\.machine.columns).max() ?? 0
        for language in Language.allCases {
            // One that only repeats the id says nothing.
            widestName[language] =
                document.plant.machines.filter { $0.name[language] != $0.id }.map { $0.name[language].columns }.max()
                ?? 0
        }
        for number in lines.indices { summarise(number) }
        let waiting = early
        early = [:]
        for (_, (head, document)) in waiting { apply(document, head) }
    }

    mutating func apply(_ document: CalendarDocument, _ head: DocumentHead) {
        guard calendarHead.map({ $0 < head }) ?? true else { return }
        calendarHead = head
        calendar = document.calendar
        revision += 1
    }

    mutating func apply(_ document: ReasonsDocument, _ head: DocumentHead) {
        guard reasonsHead.map({ $0 < head }) ?? true else { return }
        reasonsHead = head
        reasons = document.tree
        revision += 1
    }

    mutating func apply(_ document: LineDocument, _ head: DocumentHead) {
        guard let number = lines.firstIndex(where: { $0.id == document.line }) else {
            // Only until the plant is known; a line that it does not have is nobody's.
            if lines.isEmpty, early[document.line].map({ $0.0 < head }) ?? true {
                early[document.line] = (head, document)
            }
            return
        }
        guard lines[number].head.map({ $0 < head }) ?? true else { return }
        lines[number].head = head
        seq = max(seq, head.seq)
        lines[number].shift = document.shift
        lines[number].oee = document.oee
        lines[number].isIdealDoubtful = document.isIdealDoubtful
        lines[number].coverage = document.coverage
        for row in document.rows {
            guard let place = index[row.machine], lines[number].range.contains(place) else { continue }
            rows[place] = row
        }
        summarise(number)
        revision += 1
    }

    mutating func apply(_ document: MachineDocument, _ head: DocumentHead) {
        let id = document.row.machine
        guard machines[id].map({ $0.head < head }) ?? true else { return }
        machines[id] = (head, document)
        seq = max(seq, head.seq)
        revision += 1
    }

    /// The hub's word of how far the journal goes: what is entered need not change any document that is looked at.
    mutating func heard(seq: Int64) { self.seq = max(self.seq, seq) }

    /// Forgets the documents of machines that nobody looks at any more.
    mutating func keepMachine(_ id: String?) { machines = machines.filter { $0.key == id } }

    private mutating func summarise(_ line: Int) {
        let range = lines[line].range
        counts.merge(lines[line].counts) { $0 - $1 }
        lines[line].counts = rows[range].compactMap(state).reduce(into: [:]) { $0[$1, default: 0] += 1 }
        counts.merge(lines[line].counts) { $0 + $1 }
        lines[line].hasCycles = rows[range].contains { $0.owner != nil }
        lines[line].widestNative = rows[range].lazy.compactMap(\.condition.native?.columns).max() ?? 0
        lines[line].hasFigures = rows[range].contains { $0.oee != nil }
        lines[line].hasAlarms = rows[range].contains { $0.alarm != nil }
        lines[line].attention = range.compactMap { Attention(row: $0, rows[$0], state: state(rows[$0])) }
            .sorted(by: <)
    }

    /// What a machine is in; nil where nothing is heard of it by design: it lives by shift records.
    func state(_ row: LineDocument.Row) -> MachineState? {
        let state = row.condition.state
        return state == .noData && unheard.contains(row.machine) ? nil : state
    }

    /// Whether any machine signals what it does, or should.
    var hasSignals: Bool { !isByRecords || rows.contains { state($0) != nil } }

    /// The shift that runs on all lines that have one; nil where none runs, or several at different times.
    var shift: LineDocument.Shift? {
        let shifts = lines.compactMap(\.shift)
        guard let first = shifts.first, shifts.allSatisfy({ $0.interval == first.interval && $0.id == first.id }) else {
            return nil
        }
        return first
    }

    /// Machines that need someone, over all lines.
    var attentionCount: Int { lines.reduce(0) { $0 + $1.attention.count } }

    /// The first `limit` machines that need someone: worst first, then longest.
    func attention(first limit: Int) -> [Attention] {
        var first: [Attention] = []
        for line in lines {
            for entry in line.attention {
                // Those of a line are sorted: none after one that is too good is worse.
                if first.count == limit, first.last.map({ !(entry < $0) }) ?? true { break }
                first.insert(entry, at: first.firstIndex { entry < $0 } ?? first.endIndex)
                if first.count > limit { first.removeLast() }
            }
        }
        return first
    }
}
