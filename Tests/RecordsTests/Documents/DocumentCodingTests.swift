import Basis
import Records
import Shopfloor
import Testing

struct DocumentCodingTests {
    static let head = DocumentHead(epoch: 2, number: 7, seq: 99, at: Instant(milliseconds: 1_700_000_000_000))
    static let notice = LineDocument.Notice(
        level: .fault, code: "", text: LocalizedText("Öl \u{1}", zh: "油"), last: Instant(milliseconds: 5),
        since: Instant(milliseconds: 4))

    static var row: LineDocument.Row {
        var row = LineDocument.Row(
            machine: "4500/0010", condition: Condition(.setUp, native: "정지"), since: Instant(milliseconds: 1))
        row.lastHeard = Instant(milliseconds: 2)
        row.owner = "工单7"
        row.shots = 12
        row.cycle = .milliseconds(1500)
        row.idealCycle = .seconds(40)
        row.ribbon = [
            LineDocument.Stretch(from: nil, state: .noData),
            LineDocument.Stretch(from: Instant(milliseconds: 1), state: .setUp),
        ]
        row.alarms = 3
        row.unknownAlarms = 2
        row.alarm = notice
        row.alarm?.isKnown = false
        row.stop = stop
        row.unexplainedStops = 4
        row.waitsFor = ["mode", "油"]
        row.before = LineDocument.Known(
            state: .producing, native: "run", since: nil, until: Instant(milliseconds: 1))
        return row
    }

    static var stop: StopNotice {
        var stop = StopNotice(
            id: StopID(machine: "4500/0010", from: Instant(milliseconds: 3)), to: Instant(milliseconds: 4),
            state: .maintenance)
        stop.others = [StopNotice.StateTime(state: .stopped, milliseconds: 360_000)]
        stop.reason = "die"
        stop.kind = .breakdown
        stop.note = "油"
        stop.by = "t-1"
        stop.version = 17
        stop.isUnexplained = true
        stop.isOutside = true
        return stop
    }

    static var machine: MachineDocument {
        var count = CycleCount()
        count.shots = 5
        count.tries = 1
        count.scrap = 6
        count.rollovers = 2
        count.value = 17.5
        let tags: [MachineDocument.Tag] = [TagValue.number(-0.5), .text("x\""), .bool(false), nil].enumerated().map {
            index, value in
            var tag = MachineDocument.Tag(id: "t\(index)")
            tag.value = value
            tag.name = index == 0 ? LocalizedText("Oil", zh: "油") : nil
            tag.unit = "°C"
            tag.at = index == 0 ? Instant(milliseconds: 3) : nil
            tag.isRetained = index == 1
            tag.wasReadBefore = index == 3
            tag.flags = ["range", "future"]
            tag.low = 1.25
            tag.decimals = index
            tag.staleAfter = .seconds(30)
            tag.trend = [1.5, nil, 3]
            return tag
        }
        var cared = notice
        cared.care = LineDocument.Notice.Care(
            item: "plc/油", state: .shelved, version: 41, note: "seal")
        var document = MachineDocument(
            row: row, tags: tags, counts: [MachineDocument.Count(owner: "d", count: count)], alarms: [notice, cared],
            intervals: [
                MachineDocument.Stretch(
                    from: Instant(milliseconds: 4), to: nil, condition: .noData(.link, native: "run"),
                    reason: LocalizedText("Oil", zh: "油")),
                MachineDocument.Stretch(from: nil, to: Instant(milliseconds: 4), condition: .noData(.never)),
            ])
        document.stops = [stop, StopNotice(id: stop.id, to: nil, state: .stopped)]
        return document
    }

    static let plant = Plant(
        site: Plant.Place(id: "s", name: LocalizedText("Site", zh: "厂")), zone: "Asia/Seoul",
        areas: [Plant.Place(id: "a", name: LocalizedText("a"))],
        lines: [
            Plant.Line(id: "l", name: LocalizedText("l"), area: "a"),
            Plant.Line(id: "k", name: LocalizedText("k"), area: nil),
        ],
        machines: [
            Plant.Machine(id: "m", name: LocalizedText("m", zh: "机"), line: "l", idealCycle: .seconds(2)),
            Plant.Machine(id: "n", name: LocalizedText("n"), line: "k", idealCycle: nil),
        ])

    static func json(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        write(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// What `read` makes of the text, of the text with a member more, and of the same in a newer form.
    static func forms<Document: Equatable>(
        _ text: String, _ read: (JSONNode) -> Document?
    ) throws -> (same: Document?, extended: Document?, newer: Document?) {
        let tape = JSONTape()
        let same = read(try tape.read(text))
        let extended = read(try tape.read(text.dropLast() + #","unheard_of":{"v":[1]}}"#))
        let newer = read(try tape.read(text.replacing("\"v\":1,", with: "\"v\":2,")))
        return (same, extended, newer)
    }

    static func expectCoding<Document: Equatable>(
        _ document: Document, _ text: String, _ read: (JSONNode) -> Document?,
        _ place: SourceLocation = #_sourceLocation
    ) throws {
        let forms = try forms(text, read)
        #expect(forms.same == document, sourceLocation: place)
        #expect(forms.extended == document, "members that are not known are passed over", sourceLocation: place)
        #expect(forms.newer == nil, "a newer form is refused", sourceLocation: place)
        let tape = JSONTape()
        for garbage in ["null", "[]", "{}", "7", "\"x\"", #"{"v":1}"#, #"{"v":"1","ask":[],"rows":{}}"#] {
            #expect(read(try tape.read(garbage)) == nil, "\(garbage) is none", sourceLocation: place)
        }
    }

    @Test("the reasons of stops read back, in their order; one of a kind that is not known is left out")
    func reasons() throws {
        let document = ReasonsDocument(tree: .standard, microStop: .seconds(90))
        var json = JSONWriter()
        document.write(to: &json, head: Self.head)
        let tape = JSONTape(limits: JSONLimits(maxBytes: 1 << 20, maxDepth: 8))
        #expect(ReasonsDocument(try tape.read(json.bytes)) == document)
        let text = String(decoding: json.bytes, as: UTF8.self).replacing("\"kind\":\"speed\"", with: "\"kind\":\"new\"")
        let read = try #require(ReasonsDocument(try tape.read(Array(text.utf8))))
        #expect(read.tree.reasons == StopReasonTree.standard.reasons.filter { $0.kind != .speed })
    }

    @Test("a line document reads back as it was written")
    func line() throws {
        let document = LineDocument(
            line: "l", rows: [Self.row, LineDocument.Row(machine: "m", condition: .noData(.never), since: nil)])
        try Self.expectCoding(document, Self.json { document.write(to: &$0, head: Self.head) }) { LineDocument($0) }
    }

    @Test("a machine document reads back as it was written")
    func machine() throws {
        let document = Self.machine
        try Self.expectCoding(document, Self.json { document.write(to: &$0, head: Self.head) }) { MachineDocument($0) }
    }

    @Test("the model reads back as it was written")
    func model() throws {
        for basis in TimeBasis.allCases {
            let document = ModelDocument(
                plant: Self.plant, timeBasis: basis, unheard: basis == .signals ? [] : [Self.plant.machines[0].id])
            try Self.expectCoding(document, Self.json { document.write(to: &$0, head: Self.head) }) {
                ModelDocument($0)
            }
        }
    }

    @Test("every document's head reads back, and the newer epoch, then the higher number is the newer")
    func heads() throws {
        let document = LineDocument(line: "l", rows: [])
        try Self.expectCoding(Self.head, Self.json { document.write(to: &$0, head: Self.head) }) { DocumentHead($0) }
        let later = DocumentHead(epoch: 3, number: 1, seq: 0, at: Instant(milliseconds: 0))
        #expect(Self.head < later && !(later < Self.head))
    }

    @Test("a beat, and the will that says offline, read back as they were written")
    func beat() throws {
        for now in [Instant(milliseconds: 8), nil] {
            var beat = Beat(
                hub: "h", isOnline: now != nil, now: now, epoch: 1, seq: 2, modelDigest: "ab",
                documents: ["line": 2, "model": 1],
                speed: 60, isRecording: false)
            beat.dropped = 12
            beat.plantProblem = now == nil ? nil : "plant.toml:1:2: \"x\""
            beat.clockOffset = now == nil ? nil : -3_600_000
            (beat.brokerDropped, beat.missed, beat.rejected) = (8, 9, 10)
            try Self.expectCoding(beat, Self.json { beat.write(to: &$0) }) { Beat($0) }
        }
    }

    @Test("a clock message reads back as it was written")
    func clock() throws {
        let clock = ClockMessage(now: Instant(milliseconds: 8), speed: 0.5)
        try Self.expectCoding(clock, Self.json { clock.write(to: &$0) }) { ClockMessage($0) }
    }

    @Test("what a terminal asks reads back as it was written")
    func asks() throws {
        for what in Query.What.allCases {
            var query = Query(what)
            query.machine = "工单7"
            query.state = .noData
            query.from = Instant(milliseconds: -5)
            query.at = Instant(milliseconds: 9)
            query.includesLater = true
            let ask = Ask.rows(query, cursor: 12)
            try Self.expectCoding(ask, Self.json { ask.write(to: &$0) }) { Ask($0) }
            try Self.expectCoding(query, Self.json { ask.write(to: &$0) }) { Query($0) }
        }
        for ask in [Ask.watch(machine: "~"), .documents] {
            try Self.expectCoding(ask, Self.json { ask.write(to: &$0) }) { Ask($0) }
        }
    }

    @Test("a question for a state that is no state of ours is refused, not widened to all")
    func unknownState() throws {
        let tape = JSONTape()
        #expect(Ask(try tape.read(#"{"v":1,"ask":"rows","what":"intervals","state":"broken"}"#)) == nil)
        #expect(Ask(try tape.read(#"{"v":1,"ask":"rows","what":"intervals","from":"yesterday"}"#)) == nil)
    }

    @Test("an answer's page reads back as it was written")
    func page() throws {
        let page = Page(seq: 4, rows: [Array(#"{"a":1}"#.utf8)], next: 3, error: "held")
        try Self.expectCoding(page, Self.json { page.write(to: &$0) }) { Page($0) }
    }
}
