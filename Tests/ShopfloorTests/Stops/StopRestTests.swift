import Basis
import Testing

@testable import Shopfloor

@Suite("A stop that goes on after time without data")
struct StopRestTests {
    /// Explained while it lasted, at 15 s.
    private static func explained(_ then: String) throws -> StopLine {
        var line = StopLine("p10 s10")
        try line.explain(10, "hydraulic", now: 15)
        line.stretches = StopLine(then).stretches
        return line
    }

    private static func failures(_ line: StopLine, from: Int64 = 0, to: Int64 = 100) -> [StopID: Int64] {
        let window = Interval(from: StopLine.at(from), to: StopLine.at(to))
        let book = line.book
        return MachineWindow(
            slices: book.slices(in: window), window: window, planned: [window], stops: book.stops, now: StopLine.at(100)
        ).failures
    }

    @Test("is the rest of the one whose reason it carries, and one failure with it until its repair")
    func rest() throws {
        let line = try Self.explained("p10 s10 n20 s10 n5 s5 p40")
        #expect(line.stops == ["10-20 hydraulic", "40-50 hydraulic", "55-60 hydraulic"])
        #expect(line.book.stops.map(\.continues) == [nil, StopLine.id(10), StopLine.id(40)])
        #expect(Self.failures(line) == [StopLine.id(10): 50_000])
        #expect(Self.failures(line, from: 30) == [:], "it began before")
        #expect(Self.failures(line, to: 30) == [StopLine.id(10): 50_000], "its repair ends later")
    }

    @Test("is a stop of its own once the machine is proven to have worked between, also by a late reading")
    func proven() throws {
        let line = try Self.explained("p10 s10 n5 p5 n10 s10 p50")
        #expect(line.stops == ["10-20 hydraulic", "40-50"])
        #expect(line.book.stops.map(\.continues) == [nil, nil])
        #expect(Self.failures(line) == [StopLine.id(10): 10_000])
    }

    @Test("is a failure of its own where somebody said so of it")
    func own() throws {
        var line = try Self.explained("p10 s10 n20 s10 p50")
        try line.explain(40, "mechanical", now: 60)
        #expect(line.book.stops.map(\.continues) == [nil, nil])
        #expect(Self.failures(line) == [StopLine.id(10): 10_000, StopLine.id(40): 10_000])
    }

    @Test("is the rest of nothing behind a stop that is explained otherwise: its reason is a failure of its own")
    func behindAnother() throws {
        var line = try Self.explained("p10 s10 n20 s10 n5 s5 p40")
        try line.explain(40, "material", now: 60)
        #expect(line.stops == ["10-20 hydraulic", "40-50 material", "55-60 hydraulic"])
        #expect(line.book.stops.map(\.continues) == [nil, nil, nil])
        #expect(Self.failures(line) == [StopLine.id(10): 10_000, StopLine.id(55): 5_000])
    }

    @Test("was a failure where the first turns out to have been none")
    func corrected() throws {
        var line = try Self.explained("p10 s10 n20 s10 p50")
        try line.explain(10, "material", now: 60)
        #expect(line.stops == ["10-20 material", "40-50 hydraulic"])
        #expect(Self.failures(line) == [StopLine.id(40): 10_000])
    }

    @Test("what was explained whole keeps its reason where a late reading cuts it, and then is two failures")
    func cutLate() throws {
        for now: Int64 in [35, 60] {
            var line = StopLine(now < 40 ? "p10 s30" : "p10 s30 p20")
            try line.explain(10, "hydraulic", now: now)
            line.stretches = StopLine("p10 s10 p2 s18 p60").stretches
            #expect(line.stops == ["10-20 hydraulic", "22-40 hydraulic"])
            #expect(line.book.stops.map(\.continues) == [nil, nil])
            #expect(Self.failures(line).count == 2)
        }
        // Given before that run, as it would have been had the reading come in time.
        var early = StopLine("p10 s30")
        try early.explain(10, "hydraulic", now: 15)
        early.stretches = StopLine("p10 s10 p2 s18 p60").stretches
        #expect(early.stops == ["10-20 hydraulic", "22-40"])
    }
}
