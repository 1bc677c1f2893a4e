import Basis
import Testing

@testable import Telemetry

/// Messages into an `Ingest` of one machine `M`, from four sources.
struct IngestFixture {
    static func alarm() throws -> AlarmMapping {
        AlarmMapping(
            item: .capture(1), level: try pointer("/l"), code: try pointer("/c"), text: try pointer("/x"),
            words: ["F": .fault, "N": .normal])
    }

    static func pointer(_ text: String) throws -> JSONPointer { try #require(JSONPointer(text)) }

    static func source(
        _ id: String, _ topic: String, machine: FieldPlace = .capture(0), time: String? = "/t",
        _ content: SourceMapping.Content
    ) throws -> SourceMapping {
        SourceMapping(
            id: id, pattern: try TopicPattern(topic), qos: 1, machine: machine, time: try time.map(pointer),
            timeFormat: .epochMilliseconds, content: content, unavailable: ["OFF"], provesAlive: true)
    }

    var ingest: Ingest
    let base = Instant(milliseconds: 1_700_000_000_000)

    init(policy: TagPolicy = TagPolicy()) throws {
        ingest = Ingest(
            machines: [(id: "M", tags: [])],
            sources: [
                try Self.source("value", "v/{machine}/{tag}", .value(Self.pointer("/v"), tag: .capture(1))),
                try Self.source(
                    "named", "n", machine: .pointer(Self.pointer("/m")),
                    .value(Self.pointer("/v"), tag: .pointer(Self.pointer("/tag")))),
                try Self.source("members", "o/M", machine: .fixed("M"), .members(Self.pointer("/d"))),
                try Self.source("flat", "f", machine: .pointer(Self.pointer("/m")), .members(Self.pointer(""))),
                try Self.source("alarm", "a/{machine}/{item}", .alarm(Self.alarm())),
                try Self.source("timeless", "b/{machine}/{item}", time: nil, .alarm(Self.alarm())),
            ], time: TimePolicy()
        ) { _, _ in policy }
    }

    mutating func take(
        _ topic: String, _ payload: [UInt8], after seconds: Int64 = 0, retained: Bool = false
    ) -> Ingest.Result {
        let topic = Array(topic.utf8)
        return ingest.take(
            topic: topic.span.bytes, payload: payload.span.bytes, at: base + .seconds(seconds), isRetained: retained)
    }

    /// `{t}` in the payload stands for the arrival.
    mutating func take(
        _ topic: String, _ payload: String, after seconds: Int64 = 0, retained: Bool = false
    ) -> Ingest.Result {
        let time = String((base + .seconds(seconds)).milliseconds)
        return take(topic, Array(payload.replacing("{t}", with: time).utf8), after: seconds, retained: retained)
    }

    mutating func reason(_ topic: String, _ payload: String, retained: Bool = false) -> Rejection.Reason? {
        if case .rejected(let rejection) = take(topic, payload, retained: retained) { rejection.reason } else { nil }
    }

    func track(_ tag: String) -> TagTrack? {
        ingest.machines[0].slot(of: tag).map { ingest.machines[0].tracks[$0] }
    }

    func count(_ tag: String, _ flag: ReadingFlags) -> Int64? {
        guard let index = ReadingFlags.all.firstIndex(where: { $0.flag == flag }) else { return nil }
        return track(tag)?.statistics.flagged[index]
    }
}

struct IngestTests {
    @Test(
        "what cannot be read is rejected with its reason",
        arguments: [
            ("x/y", "{}", Rejection.Reason.unknownTopic), ("v/X/a", #"{"t":{t},"v":1}"#, .unknownMachine),
            ("n", #"{"t":{t},"m":"X","tag":"a","v":1}"#, .unknownMachine), ("v/M/a", "", .empty),
            ("v/M/a", String(repeating: " ", count: 1 << 20), .tooLarge), ("v/M/a", "{", .notJSON),
            ("v/M/a", "\u{1B}[2J\u{202E}", .notJSON), ("v/M/a", #"{"t":1,"t":2,"v":1}"#, .duplicateKey),
            ("v/M/a", #"{"v":1}"#, .noTime), ("v/M/a", #"{"t":"soon","v":1}"#, .noTime),
            ("v/M/a", #"{"t":1e300,"v":1}"#, .noTime),
            ("v/M/a", "7", .noTime), ("n", #"{"t":{t},"tag":"a","v":1}"#, .noMachine),
            ("n", #"{"t":{t},"m":{},"tag":"a","v":1}"#, .noMachine),
            ("n", #"{"t":{t},"m":"M","v":1}"#, .noTag), ("v/M/a", #"{"t":{t}}"#, .noValue),
            ("o/M", #"{"t":{t},"d":[1]}"#, .noValue), ("o/M", #"{"t":{t}}"#, .noValue),
            ("a/M/i", #"{"t":{t}}"#, .noValue),
            ("a/M/i", #"{"t":{t},"l":"Q"}"#, .unknownLevel), ("v/M/a", #"{"t":1000,"v":1}"#, .tooLate),
        ])
    func rejected(_ topic: String, _ payload: String, _ reason: Rejection.Reason) throws {
        var fixture = try IngestFixture()
        #expect(fixture.reason(topic, payload) == reason)
    }

    @Test("a payload with ever new names is rejected once the machine has too many tags")
    func tooManyTags() throws {
        var fixture = try IngestFixture()
        for index in 0..<MachineTags.limit { #expect(fixture.reason("v/M/\(index)", #"{"t":{t},"v":1}"#) == nil) }
        #expect(fixture.reason("v/M/one", #"{"t":{t},"v":1}"#) == .tooManyTags)
        #expect(fixture.reason("v/M/1", #"{"t":{t},"v":1}"#) == nil)
        #expect(Set(Rejection.Reason.allCases.map(\.rawValue)).count == Rejection.Reason.allCases.count)
    }

    @Test("the machine comes from the topic, is fixed, or stands in the payload; what says it is no tag")
    func machines() throws {
        var fixture = try IngestFixture()
        #expect(fixture.reason("v/M/a", #"{"t":{t},"v":1}"#) == nil)
        #expect(fixture.reason("o/M", #"{"t":{t},"d":{"t":5,"b":2}}"#) == nil)
        #expect(fixture.reason("f", #"{"t":{t},"m":"M","c":3,"n":null,"l":[1]}"#) == nil)
        #expect(fixture.ingest.machines[0].tracks.map(\.name) == ["a", "t", "b", "c", "n", "l"])
        #expect(fixture.count("n", .missing) == 1 && fixture.count("l", .type) == 1)
    }

    @Test("the same message again is a duplicate; the same value at another time is not")
    func duplicate() throws {
        var fixture = try IngestFixture()
        for _ in 0..<3 { _ = fixture.take("o/M", #"{"t":{t},"d":{"a":1,"b":2}}"#) }
        _ = fixture.take("o/M", #"{"t":{t},"d":{"a":1,"b":2}}"#, after: 1)
        #expect(fixture.track("a")?.statistics.readings == 4 && fixture.track("a")?.statistics.good == 2)
        #expect(fixture.count("a", .duplicate) == 2)
    }

    @Test("a live message that says what the broker kept confirms it, and is no duplicate")
    func confirmed() throws {
        var fixture = try IngestFixture()
        _ = fixture.take("v/M/a", #"{"t":{t},"v":1}"#, retained: true)
        #expect(fixture.track("a")?.newest?.isRetained == true && fixture.track("a")?.statistics.readings == 0)
        _ = fixture.take("v/M/a", #"{"t":{t},"v":1}"#)
        #expect(fixture.track("a")?.newest?.isRetained == false && fixture.track("a")?.statistics.good == 1)
    }

    @Test("the same line of an alarm of one time is the same one; without a time two that arrive at once are two")
    func sameLine() throws {
        for (topic, isSame) in [("a/M/pump", true), ("b/M/pump", false)] {
            var fixture = try IngestFixture()
            let told = (0..<2).map { _ in fixture.take(topic, #"{"t":{t},"l":"F","c":"7","x":"no oil"}"#) }
            let repeats = told.map { if case .taken(let taken) = $0 { taken.isDuplicate } else { nil as Bool? } }
            #expect(repeats == [false, isSame], "\(topic)")
        }
    }

    @Test("a message without any value but its time is a message, not a repeat of the one before")
    func blank() throws {
        var fixture = try IngestFixture()
        guard case .taken(let taken) = fixture.take("o/M", #"{"t":{t},"d":{}}"#) else { return #expect(Bool(false)) }
        #expect(!taken.isDuplicate && !taken.isLate)
    }

    @Test("a time too far ahead is flagged and the arrival counts; one within the limit is believed")
    func future() throws {
        var fixture = try IngestFixture()
        let ahead = fixture.base.milliseconds
        _ = fixture.take("v/M/a", #"{"t":\#(ahead + 5001),"v":1}"#)
        #expect(fixture.count("a", .future) == 1 && fixture.track("a")?.newest?.at == fixture.base)
        #expect(fixture.track("a")?.statistics.good == 0 && fixture.track("a")?.usable == .number(1))
        _ = fixture.take("v/M/b", #"{"t":\#(ahead + 5000),"v":1}"#)
        #expect(fixture.count("b", .future) == 0 && fixture.track("b")?.newest?.at == fixture.base + .seconds(5))
    }

    @Test("an older reading is late, counted and out of all; a retained one is neither late nor quarantined")
    func late() throws {
        var fixture = try IngestFixture()
        let now = fixture.base.milliseconds
        _ = fixture.take("v/M/a", #"{"t":{t},"v":1}"#)
        _ = fixture.take("v/M/a", #"{"t":\#(now - 72 * 3_600_000),"v":2}"#)
        #expect(fixture.count("a", .late) == 1 && fixture.track("a")?.usable == .number(1))
        #expect(fixture.reason("v/M/a", #"{"t":\#(now - 72 * 3_600_000 - 1),"v":2}"#) == .tooLate)
        #expect(fixture.reason("v/M/b", #"{"t":1000,"v":3}"#, retained: true) == nil)
        #expect(fixture.track("b")?.newest?.at == Instant(milliseconds: 1000) && fixture.count("b", .late) == 0)
        #expect(fixture.track("b")?.usable == .number(3) && fixture.track("b")?.statistics.readings == 0)
    }

    @Test("a word for no value is missing, and yet what the source says")
    func unavailable() throws {
        var fixture = try IngestFixture()
        _ = fixture.take("v/M/a", #"{"t":{t},"v":" OFF "}"#)
        #expect(fixture.count("a", .missing) == 1 && fixture.track("a")?.isUnavailable == true)
        #expect(fixture.track("a")?.usable == .text("OFF"))
        _ = fixture.take("v/M/a", #"{"t":{t},"v":"OFFICE"}"#, after: 1)
        #expect(fixture.track("a")?.isUnavailable == false)
    }
}
