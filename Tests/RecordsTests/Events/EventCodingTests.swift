import Basis
import Records
import Shopfloor
import TestSupport
import Testing

@Suite("Event coding")
struct EventCodingTests {
    static let events: [Event] = [
        .started(HubStarted(epoch: 3, version: "1.2.0")),
        .model(ModelAccepted(digest: "ab12", text: "site = \"werk\"\n# 压铸 \u{1}\u{7f}\u{0}\n")),
        .state(StateChanged(machine: "dc-1", from: nil, condition: .noData(.never))),
        .state(
            StateChanged(
                machine: "dc-1", from: Instant(milliseconds: -5), condition: Condition(.setUp, native: "SETUP \"x\""))),
        .alarm(
            Alarm(
                id: AlarmID(machine: "dc-1", item: "ctl", code: "700\\5"), level: .fault, text: "Öl fehlt",
                first: Instant(milliseconds: 1), last: Instant(milliseconds: .max), lines: 4, isActive: nil)),
        .counted(CountRow(machine: "dc-1", owner: "die/7", count: count(value: 0.1), last: nil)),
        .counted(
            CountRow(
                machine: "dc-1", owner: "", count: count(value: nil), last: Instant(milliseconds: 1_477_872_000_000))),
        .correction(
            StateCorrected(
                machine: "dc-1", from: Instant(milliseconds: 5), to: Instant(milliseconds: 9),
                condition: Condition(.stopped, native: "STOP"), replaces: 7)),
        .stop(edit(to: nil) { $0.reason = StopEdit.Given(StopReasonTree.standard["hydraulic"]) }),
        .stop(edit(to: 9) { ($0.reason, $0.note) = (StopEdit.Given(nil), "") }),
        .stop(edit(to: 9) { ($0.note, $0.cut) = ("泵 2 \"x\"", .split(at: Instant(milliseconds: 7))) }),
        .stop(edit(to: 9) { $0.cut = .merge(at: Instant(milliseconds: 7)) }),
        .command(CommandRecorded(envelope(), epoch: 2, outcome: .saved)), .command(conflict),
        .command(CommandRecorded(envelope(sentBy: "t2"), epoch: 2, outcome: .saved)),
        .alarmAction(
            AlarmAction(
                AlarmID(machine: "dc-1", item: "ctl", code: ""), .shelve(until: Instant(milliseconds: 5), raised: 2),
                command: 7, by: "t1", note: "")),
        .alarmAction(AlarmAction(AlarmID(machine: "d", item: "", code: "x"), .unshelve, command: nil, by: nil)),
        .clock(ClockSet(from: Instant(milliseconds: 2_147_483_648_000), to: Instant(milliseconds: 1_795_540_295_000))),
        .order(OrderChanged(machine: "dc-1", from: Instant(milliseconds: 5), order: .known("4500/0010"))),
        .order(
            OrderChanged(
                machine: "dc-1", from: Instant(milliseconds: 5), to: Instant(milliseconds: 9), order: .none)),
        .order(OrderChanged(machine: "dc-1", from: Instant(milliseconds: 5), order: .unknown)),
        .counted(late(LateCycle(at: Instant(milliseconds: 7), kind: .scrap))),
        .counted(late(LateCycle(at: Instant(milliseconds: 7), kind: .good, was: .startUp, cycles: 12))),
    ]

    static func edit(to: Int64?, _ change: (inout StopEdit) -> Void) -> StopEdit {
        var edit = StopEdit(
            machine: "dc-1", from: Instant(milliseconds: 5), to: to.map(Instant.init), by: "t-1", command: 41)
        change(&edit)
        return edit
    }

    static func envelope(sentBy sender: String? = nil) -> CommandEnvelope {
        var envelope = CommandEnvelope(key: "k", terminal: "t~20", bytes: Array("{\"key\": \"k\", \"ü\":1}".utf8))
        envelope.sentBy = sender
        (envelope.kind, envelope.id, envelope.session, envelope.signature) = ("stop.explain", "M@1", "s", "sig")
        return envelope
    }

    static var conflict: CommandRecorded {
        var command = CommandRecorded(envelope(), epoch: 2, outcome: .conflict)
        command.isMerged = true
        command.refusal = .keyReused
        command.fields = [
            FieldConflict("note", yours: .text("a"), theirs: .none, by: "t2", at: Instant(milliseconds: 9)),
            FieldConflict("at", yours: .integer(1), theirs: .integer(2), by: nil, at: nil),
        ]
        return command
    }

    @Test("F12: a body says that its clock was suspect as its last member, whatever its texts say, and reads as before")
    func clockSuspect() throws {
        for event in Self.events {
            let (plain, marked) = (EventCoding.encode(event), EventCoding.encode(event, isClockSuspect: true))
            #expect(!EventCoding.isClockSuspect(plain) && EventCoding.isClockSuspect(marked))
            #expect(marked == plain.dropLast() + Array(#","clock_suspect":true}"#.utf8))
            #expect(try EventCoding.decode(kind: event.kind.rawValue, body: marked) == event)
        }
        let pretending = Event.started(HubStarted(epoch: 1, version: #"","clock_suspect":true}"#))
        #expect(!EventCoding.isClockSuspect(EventCoding.encode(pretending)))
    }

    private static func late(_ late: LateCycle) -> CountRow {
        var row = CountRow(machine: "dc-1", owner: "", count: count(value: 3), last: Instant(milliseconds: 9))
        row.late = late
        return row
    }

    static func count(value: Double?) -> CycleCount {
        var count = CycleCount()
        count.shots = 12
        count.tries = 1
        count.scrap = 6
        count.resets = 2
        count.repeats = 3
        count.rollovers = 4
        count.value = value
        return count
    }

    @Test("an event reads back as it was, and is written as the same bytes again", arguments: events)
    func roundTrip(_ event: Event) throws {
        let body = EventCoding.encode(event)
        let read = try EventCoding.decode(kind: event.kind.rawValue, body: body)
        #expect(read == event)
        #expect(EventCoding.encode(read) == body)
    }

    @Test("S5: whatever people and machines say, an entry of the journal is one line of JSON, and reads back as it was")
    func hostile() throws {
        var random = SplitMix(state: 5)
        for _ in 0..<2000 {
            let text = HostileText.next(&random)
            var command = CommandRecorded(Self.envelope(sentBy: text), epoch: 2, outcome: .conflict)
            command.fields = [FieldConflict(text, yours: .text(text), theirs: .none, by: text, at: nil)]
            let events: [Event] = [
                .stop(Self.edit(to: 9) { $0.note = text }), .command(command),
                .state(StateChanged(machine: text, from: nil, condition: Condition(.setUp, native: text))),
            ]
            for event in events {
                let body = EventCoding.encode(event)
                #expect(body.allSatisfy { $0 >= 0x20 })
                #expect(try EventCoding.decode(kind: event.kind.rawValue, body: body) == event)
            }
        }
    }

    @Test("the bytes of a body are fixed: members in order, times in milliseconds, null for what is not known")
    func fixedBytes() {
        let change = StateChanged(machine: "dc-1", from: nil, condition: .noData(.silent, native: "RUN"))
        #expect(
            String(decoding: EventCoding.encode(.state(change)), as: UTF8.self)
                == #"{"machine":"dc-1","from":null,"state":"no data","native":"RUN","why":"silent"}"#)
        #expect(
            String(decoding: EventCoding.encode(Self.events[5]), as: UTF8.self)
                == #"{"machine":"dc-1","owner":"die/7","shots":12,"tries":1,"scrap":6,"resets":2,"repeats":3,"rollovers":4,"#
                + #""value":0.1,"last":null}"#)
        #expect(
            String(decoding: EventCoding.encode(Self.events[8]), as: UTF8.self)
                == #"{"machine":"dc-1","from":5,"to":null,"reason":"hydraulic","kind":"breakdown","note":null,"#
                + #""cut":null,"merge":null,"by":"t-1","command":41}"#)
        let late = Self.late(LateCycle(at: Instant(milliseconds: 7), kind: .good, was: .startUp, cycles: 12))
        let body = String(decoding: EventCoding.encode(.counted(late)), as: UTF8.self)
        #expect(body.hasSuffix(#""last":9,"late":7,"kind":"good","was":"start-up","cycles":12}"#), "\(body)")
    }

    @Test("members that are not known are passed over")
    func unknownMember() throws {
        let body = #"{"epoch":1,"version":"2","colour":"red"}"#
        let event = try EventCoding.decode(kind: "started", body: Array(body.utf8))
        #expect(event == .started(HubStarted(epoch: 1, version: "2")))
    }

    @Test(
        "a body that does not say what its kind should is refused with a sentence",
        arguments: [
            ("started", #"{"epoch":1}"#, "no member version"),
            ("started", #"{"epoch":1.5,"version":"2"}"#, "epoch is not a whole number"),
            ("started", #"{"epoch":null,"version":"2"}"#, "epoch is not a whole number"),
            ("started", #"{"epoch":1,"epoch":1,"version":"2"}"#, "two members epoch"),
            ("started", "[]", "not a JSON object"),
            ("finished", "{}", "unknown kind finished"),
            (
                "state", #"{"machine":"a","from":1,"state":"running","native":null,"why":null}"#,
                "state is not a word that is known"
            ),
            (
                "state", #"{"machine":"a","from":1,"state":"idle","native":null,"why":"hub"}"#,
                "no data, and only it, has a reason"
            ),
            (
                "state", #"{"machine":"a","from":1,"state":"no data","native":null,"why":null}"#,
                "no data, and only it, has a reason"
            ),
            (
                "correction",
                #"{"machine":"a","from":5,"to":5,"state":"idle","native":null,"why":null,"replaces":1}"#,
                "to is not after from"
            ),
            (
                "stop",
                #"{"machine":"a","from":5,"to":null,"reason":"x","kind":null,"note":null,"cut":null,"merge":null,"#
                    + #""by":"t","command":1}"#,
                "a reason, and only it, has a kind"
            ),
            (
                "stop",
                #"{"machine":"a","from":5,"to":null,"reason":null,"kind":null,"note":null,"cut":6,"merge":null,"#
                    + #""by":"t","command":1}"#,
                "a cut, and only it, is merged or not"
            ),
        ])
    func refused(kind: String, body: String, sentence: String) {
        #expect(throws: EventError(sentence)) {
            try EventCoding.decode(kind: kind, body: Array(body.utf8))
        }
    }

    @Test("a body that is no JSON is refused", arguments: ["", "{", "{\"epoch\":1", "\u{FEFF}{}", "{} x"])
    func noJSON(body: String) {
        #expect(throws: EventError.self) { try EventCoding.decode(kind: "started", body: Array(body.utf8)) }
    }
}
