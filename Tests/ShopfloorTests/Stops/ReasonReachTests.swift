import Basis
import Testing

@testable import Shopfloor

@Suite("How far a reason reaches that was given while the machine stood")
struct ReasonReachTests {
    /// It stood from 10 on, was not heard after 30, and somebody said hydraulic while all thought that it stands.
    private static func line(said: Int64) throws -> StopLine {
        var line = StopLine("p10 s20")
        try line.explain(10, "hydraulic", note: "pump", now: said)
        line.stretches = StopLine("p10 s20 n10").stretches
        return line
    }

    private static func correct(_ line: inout StopLine, _ reason: String?, now: Int64) throws {
        let given = StopEdit.Given(reason.flatMap { StopReasonTree.standard[$0] })
        try line.take(line.book.explain(StopLine.id(10), reason: given, note: "", line.nextWish), now: now)
    }

    @Test("a newer word on its stop ends it: corrected or taken back, it does not come back with the next stop")
    func corrected() throws {
        // Silence is noticed late: what was said at 35 is of a machine that by then was not heard for five seconds.
        for said: Int64 in [25, 35] {
            for reason in ["material", nil] {
                var line = try Self.line(said: said)
                try Self.correct(&line, reason, now: 40)
                line.stretches = StopLine("p10 s20 n30 s20 p10").stretches
                #expect(line.stops == ["10-30" + (reason.map { " " + $0 } ?? ""), "60-80"])
                #expect(line.book.stops.map(\.note) == [nil, nil])
            }
        }
    }

    @Test("a note goes no further than the reason beside which it was written, also where that alone was corrected")
    func note() throws {
        var line = try Self.line(said: 25)
        let given = StopLine.given("material")
        try line.take(line.book.explain(StopLine.id(10), reason: given, note: nil, line.nextWish), now: 40)
        line.stretches = StopLine("p10 s20 n30 s20 p10").stretches
        #expect(line.stops == ["10-30 material", "60-80"])
        #expect(line.book.stops.map(\.note) == ["pump", nil])
    }

    @Test("where it stood all the time, by what came late, the newer word is on all of it: a stop that nobody cut")
    func heardLate() throws {
        var line = try Self.line(said: 35)
        try Self.correct(&line, "material", now: 40)
        line.stretches = StopLine("p10 s70 p10").stretches
        #expect(line.stops == ["10-80 material"])
    }

    @Test("of another stop that all knew when the first was corrected it goes on to speak")
    func bothKnown() throws {
        var line = try Self.line(said: 25)
        line.stretches = StopLine("p10 s20 n30 s20").stretches
        try Self.correct(&line, "material", now: 70)
        #expect(line.stops == ["10-30 material", "60- hydraulic"])
        // Work within, told late: both parts were explained.
        line = StopLine("p10 s60")
        try line.explain(10, "hydraulic", now: 60)
        line.stretches = StopLine("p10 s20 p5 s65").stretches
        try Self.correct(&line, "material", now: 80)
        #expect(line.stops == ["10-30 material", "35- hydraulic"])
    }

    @Test("of the part behind a split it goes on to speak, whether the split lies before or after it")
    func split() throws {
        for said: Int64 in [15, 27] {
            var line = StopLine("p10 s20")
            try line.explain(10, "hydraulic", now: said)
            try line.split(10, at: 20, now: 28)
            try Self.correct(&line, "material", now: 29)
            line.stretches = StopLine("p10 s20 n30 s20 p10").stretches
            #expect(line.stops == ["10-20 material", "20-30 hydraulic", "60-80 hydraulic"])
        }
    }

    @Test("it ends with the first proof that the machine worked, however short that is")
    func proof() throws {
        var line = StopLine("p10 s20")
        try line.explain(10, "hydraulic", now: 25)
        line.stretches = StopLine("p10 s20 n30 s20 p10").stretches
        #expect(line.stops == ["10-30 hydraulic", "60-80 hydraulic"])
        let work = ConditionStretch(
            from: StopLine.at(30), to: StopLine.at(30) + .milliseconds(1), condition: Condition(.producing))
        line.stretches = line.stretches.corrected(from: work.from, to: work.to, to: work.condition)
        #expect(line.stops == ["10-30 hydraulic", "60-80"])
    }
}
