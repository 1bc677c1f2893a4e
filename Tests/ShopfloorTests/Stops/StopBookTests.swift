import Basis
import Testing

@testable import Shopfloor

/// A machine's time in a line: `p10 s5 …` is producing for ten seconds, then stopped for five; the last goes on.
struct StopLine {
    var stretches: [ConditionStretch] = []
    var entries: [StopEntry] = []

    init(_ text: String) {
        var at = Instant(milliseconds: 0)
        for word in text.split(separator: " ") {
            let state: MachineState =
                switch word.first {
                case "p": .producing
                case "i": .idle
                case "u": .setUp
                case "m": .maintenance
                case "w": .waiting
                case "n": .noData
                default: .stopped
                }
            let end = at + .seconds(Int64(word.dropFirst()) ?? 0)
            let condition = state == .noData ? Condition.noData(.silent) : Condition(state)
            stretches.append(ConditionStretch(from: at, to: end, condition: condition))
            at = end
        }
        stretches[stretches.count - 1].to = nil
    }

    static func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    static func given(_ id: String) -> StopEdit.Given { StopEdit.Given(StopReasonTree.standard[id]) }

    var book: StopBook { StopBook(machine: "M", stretches: stretches, entries: entries) }

    static func id(_ seconds: Int64) -> StopID { StopID(machine: "M", from: at(seconds)) }

    var nextWish: StopBook.Wish { StopBook.Wish(by: "t1", command: Int64(entries.count + 1), base: .max) }

    /// - Parameter now: the hub's clock, in seconds.
    mutating func take(_ ruling: StopRuling, now: Int64) throws {
        if case .asIs = ruling { return }
        guard case .edit(let edit, _) = ruling else { throw Refused(ruling: ruling) }
        entries.append(StopEntry(seq: Int64(entries.count + 1), at: Self.at(now), edit: edit))
    }

    struct Refused: Error { var ruling: StopRuling }

    mutating func explain(_ from: Int64, _ reason: String, note: String? = nil, now: Int64) throws {
        try take(book.explain(Self.id(from), reason: Self.given(reason), note: note, nextWish), now: now)
    }

    mutating func split(_ from: Int64, at: Int64, now: Int64) throws {
        try take(book.split(Self.id(from), at: Self.at(at), now: Self.at(now), nextWish), now: now)
    }

    mutating func merge(_ one: Int64, _ two: Int64, now: Int64) throws {
        try take(book.merge(Self.id(one), with: Self.id(two), nextWish), now: now)
    }

    /// Each stop as `from-to reason`, in seconds; an open one has no end, an unexplained one no reason.
    var stops: [String] {
        book.stops.map { stop in
            let end = stop.to.map { "\($0.milliseconds / 1000)" } ?? ""
            return "\(stop.from.milliseconds / 1000)-\(end)" + (stop.reason.map { " " + $0 } ?? "")
        }
    }
}

struct StopBookTests {
    @Test("a stop is a run of standing, whatever the states in it; producing, idle and no data end it")
    func runs() {
        let line = StopLine("p10 s5 u20 w5 p10 s5 i5 s5 n5 s5")
        #expect(line.stops == ["10-40", "50-55", "60-65", "70-"])
        #expect(line.book.stops[0].states == [.stopped, .setUp, .waiting])
        #expect(line.book.open?.id == StopLine.id(70))
    }

    @Test("error 1: a stop whose end was never told takes no later stop with it")
    func endIsClipped() throws {
        var line = StopLine("p10 s10")
        try line.explain(10, "hydraulic", now: 20)
        // The collector died: nothing more was known until the machine was seen to work, and to stand again.
        line.stretches = StopLine("p10 s15 n100 p10 s10 p5 s5").stretches
        #expect(line.stops == ["10-25 hydraulic", "135-145", "150-"])
    }

    @Test("error 1: of two explanations without an end the one that began nearest counts")
    func nearestStart() throws {
        var line = StopLine("p10 s10")
        try line.explain(10, "hydraulic", now: 20)
        line.stretches = StopLine("p10 s10 n20 s10").stretches
        #expect(line.stops == ["10-20 hydraulic", "40- hydraulic"])
        try line.explain(40, "material", now: 45)
        #expect(line.stops == ["10-20 hydraulic", "40- material"])
    }

    @Test("error 2: what closes a state closes the stop that was opened with it")
    func closesBoth() {
        for end in ["p5", "i5", "n5"] {
            let line = StopLine("p10 s10 \(end)")
            #expect(line.book.open == nil)
            #expect(line.book.stops.map(\.to) == [StopLine.at(20)])
        }
    }

    @Test("error 3: a reason given by somebody who had not seen the newest one is a conflict, and changes nothing")
    func staleReason() throws {
        var line = StopLine("p10 s300 p10")
        try line.explain(10, "hydraulic", now: 320)
        let wish = StopBook.Wish(by: "t2", command: 9, base: nil)
        let ruling = line.book.explain(StopLine.id(10), reason: StopLine.given("material"), note: nil, wish)
        guard case .conflict(let conflicts) = ruling else {
            Issue.record("\(ruling)")
            return
        }
        #expect(conflicts.map(\.field) == [.reason])
        #expect(conflicts.first?.theirs == "hydraulic" && conflicts.first?.by == "t1")
        #expect(conflicts.first?.at == StopLine.at(320))
    }

    @Test("error 3: of another field it is saved and flagged as merged; the same again is no conflict")
    func otherField() throws {
        var line = StopLine("p10 s300 p10")
        try line.explain(10, "hydraulic", now: 320)
        let wish = StopBook.Wish(by: "t2", command: 9, base: nil)
        let note = line.book.explain(StopLine.id(10), reason: nil, note: "pump 2", wish)
        guard case .edit(let edit, isMerged: true) = note else {
            Issue.record("\(note)")
            return
        }
        #expect(edit.note == "pump 2" && edit.reason == nil)
        let same = line.book.explain(StopLine.id(10), reason: StopLine.given("hydraulic"), note: nil, wish)
        #expect(same == .asIs(isMerged: false), "who said it first stays the one who said it")
        let seen = StopBook.Wish(by: "t2", command: 9, base: line.book.stops[0].version)
        guard
            case .edit(_, isMerged: false) = line.book.explain(
                StopLine.id(10), reason: StopLine.given("material"), note: nil, seen)
        else {
            Issue.record("who saw the newest may change it")
            return
        }
    }

    @Test("error 12: a stop that crosses hours is one stop with one reason, in each hour's list the same")
    func crossesHours() throws {
        var line = StopLine("p3000 s7200 p10")
        let hours = (0..<3).map { Interval(from: StopLine.at($0 * 3600), to: StopLine.at(($0 + 1) * 3600)) }
        #expect(Set(hours.flatMap { line.book.stops(in: $0).map(\.id) }) == [StopLine.id(3000)])
        try line.explain(3000, "material", now: 10_300)
        #expect(hours.flatMap { line.book.stops(in: $0).map(\.reason) } == ["material", "material", "material"])
        let sums = hours.map { hour in
            line.book.slices(in: hour).reduce(0) { $0 + ($1.reason == nil ? 0 : $1.milliseconds) }
        }
        #expect(sums == [600_000, 3_600_000, 3_000_000])
    }

    @Test("error 19: a stop lasts as long as the machine stood: no word about it, and no state in it, begins it anew")
    func lastsByEvents() throws {
        var line = StopLine("p10 s5 u20 w5")
        // While it stands, however often its state changes.
        #expect(line.book.open?.from == StopLine.at(10))
        let hour = Interval(from: StopLine.at(0), to: StopLine.at(3600))
        func lasted() -> Int64 {
            line.book.slices(in: hour).filter { $0.stop != nil }.reduce(0) { $0 + $1.milliseconds }
        }
        line.stretches = StopLine("p10 s5 u20 w5 p10 s300 p10").stretches
        let before = lasted()
        #expect(before == 330_000)
        // The reason is chosen long after, and changed later still: neither is time of the stop.
        try line.explain(10, "hydraulic", now: 3000)
        try line.explain(50, "material", now: 3100)
        try line.explain(50, "die", now: 3500)
        #expect(line.stops == ["10-40 hydraulic", "50-350 die"])
        #expect(lasted() == before)
    }

    @Test("what was said of a stop follows it where late readings move its ends, or show work within it")
    func followsLateData() throws {
        var line = StopLine("p10 s100 p10")
        try line.explain(10, "hydraulic", now: 115)
        line.stretches = StopLine("p5 s110 p5").stretches
        #expect(line.stops == ["5-115 hydraulic"])
        line.stretches = StopLine("p20 s20 p10 s50 p20").stretches
        #expect(line.stops == ["20-40 hydraulic", "50-100 hydraulic"])
    }

    @Test("what was said of a standing machine speaks of all that it stood until then, and until it works")
    func standing() throws {
        var line = StopLine("p10 s100")
        try line.explain(10, "hydraulic", now: 60)
        line.stretches = StopLine("p10 s20 p5 s65 p5 s10").stretches
        #expect(line.stops == ["10-30 hydraulic", "35-100 hydraulic", "105-"])
        // By what came late it did not stand any more when it was said.
        line.stretches = StopLine("p10 s20 p40 s20").stretches
        #expect(line.stops == ["10-30 hydraulic", "70-"])
    }

    @Test("two explained stops that turn out to be one stay two, each with its reason")
    func joined() throws {
        var line = StopLine("p10 s30 p5 s55 p10")
        try line.explain(10, "hydraulic", now: 110)
        try line.explain(45, "material", now: 110)
        line.stretches = StopLine("p10 s90 p10").stretches
        #expect(line.stops == ["10-45 hydraulic", "45-100 material"])
    }

    @Test("what nobody explained of a stop is asked for where it makes a stop, else it is a micro-stop")
    func rest() throws {
        var line = StopLine("p10 u600 w40 p10 u600 s300 p10 u20 s30 p10 s40 p10")
        let now = StopLine.at(1680)
        let limit = Duration.seconds(300)
        #expect(
            line.book.stops.map { $0.cause(until: now, limit: limit) } == [
                .state(.setUp), .unexplained, .micro, .micro,
            ])
        #expect(
            line.book.stops.map { $0.rest(until: now, limit: limit) } == [.micro, .unexplained, .micro, .micro])
        try line.explain(1630, "mechanical", now: 1680)
        #expect(line.book.stops.last?.cause(until: now, limit: limit) == .reason("mechanical", .breakdown))
    }

    @Test("a limit of micro-stops holds from its plant file on; where the clock was set back the newer one does")
    func limits() {
        var limits = MicroStopLimits(.seconds(300))
        limits.set(.seconds(60), from: StopLine.at(100))
        #expect([-5, 99, 100, 500].map { limits[StopLine.at($0)] } == [300, 300, 60, 60].map { .seconds($0) })
        limits.set(.seconds(90), from: StopLine.at(50))
        #expect([49, 50, 100].map { limits[StopLine.at($0)] } == [300, 90, 90].map { .seconds($0) })
    }

    @Test("the id of a stop whose start moved still names it; of time without a stop it names nothing")
    func movedID() {
        let line = StopLine("p5 s100 p10")
        #expect(line.book.stop(StopLine.id(10))?.id == StopLine.id(5))
        #expect(line.book.stop(StopLine.id(2)) == nil)
        #expect(line.book.stop(StopLine.id(105)) == nil)
        #expect(line.book.stop(StopID(machine: "other", from: StopLine.at(10))) == nil)
    }

    @Test("set-up and maintenance explain themselves until a person says otherwise")
    func selfExplained() throws {
        var line = StopLine("p10 u100 p10 m400 p10")
        let now = StopLine.at(530)
        #expect(line.book.stops.map { $0.kind(until: now) } == [.setUp, .planned])
        #expect(
            line.book.stops.allSatisfy {
                $0.unexplained(until: now) == 0 && $0.cause(until: now, limit: .seconds(300)) != .micro
            })
        try line.explain(120, "mechanical", now: 525)
        #expect(line.book.stops[1].kind(until: now) == .breakdown)
        #expect(
            line.book.slices(in: Interval(from: StopLine.at(0), to: now)).map(\.kind) == [
                nil, .setUp, nil, .breakdown, nil,
            ])
    }

    @Test("a stop below the limit is a micro-stop and needs no reason; of one that lasts nobody knows yet")
    func microStops() {
        let line = StopLine("p10 s299 p10 s300 p10 s5")
        let limit = Duration.seconds(300)
        let now = StopLine.at(640)
        #expect(line.book.stops.map { $0.cause(until: now, limit: limit) } == [.micro, .unexplained, .lasting])
        #expect(line.book.open?.isUnexplained(until: StopLine.at(929), limit: limit) == true)
    }

    @Test("the id of a stop is its machine and start, and reads back")
    func ids() {
        let id = StopID(machine: "press@4", from: Instant(milliseconds: 1_795_540_295_000))
        #expect(id.description == "press@4@1795540295000" && StopID(id.description) == id)
        for text in ["", "@5", "press-4", "press-4@", "press-4@x", "press-4@+5", "press-4@05"] {
            #expect(StopID(text) == nil)
        }
    }
}

extension StopBook.Wish {
    /// - Parameter base: the version that the person saw, at their own terminal; nil: nobody had said anything.
    init(by: String, command: Int64, base: Int64?, theirs: Set<StopEdit.Field> = []) {
        self.init(by: by, command: command, seen: SeenVersion(base, by: by))
        self.theirs = theirs
    }
}

extension StopRuling {
    /// nil: it is no conflict.
    var conflicts: [StopConflict]? { if case .conflict(let conflicts) = self { conflicts } else { nil } }
}
