import Basis
import Testing
@testable import Shopfloor

extension StopBookTests {
    @Test("a split makes two stops that keep the reason until one of them is given another")
    func split() throws {
        var line = StopLine("p10 s100 p10")
        try line.explain(10, "hydraulic", now: 115)
        try line.split(10, at: 60, now: 115)
        #expect(line.stops == ["10-60 hydraulic", "60-110 hydraulic"])
        try line.explain(60, "repair", now: 116)
        #expect(line.stops == ["10-60 hydraulic", "60-110 repair"])
    }

    @Test("a merge makes one stop of two, with the first's reason; where it has none, with the second's")
    func merge() throws {
        var line = StopLine("p10 s100 p10")
        try line.split(10, at: 60, now: 115)
        try line.explain(60, "repair", now: 116)
        try line.merge(60, 10, now: 117)
        #expect(line.stops == ["10-110 repair"])
        try line.split(10, at: 50, now: 118)
        try line.explain(10, "hydraulic", now: 119)
        try line.take(line.book.merge(cutAt: StopLine.at(50), line.nextWish), now: 120)
        #expect(line.stops == ["10-110 hydraulic"])
    }

    @Test("a reason is corrected by a newer one, and taken back by none")
    func correction() throws {
        var line = StopLine("p10 s100 p10")
        try line.explain(10, "hydraulic", note: "pump", now: 115)
        try line.explain(10, "material", now: 116)
        #expect(line.stops == ["10-110 material"])
        #expect(line.book.stops[0].note == "pump" && line.book.stops[0].version == 2)
        try line.take(
            line.book.explain(StopLine.id(10), reason: StopEdit.Given(nil), note: "", line.nextWish), now: 117)
        #expect(line.stops == ["10-110"])
        #expect(line.book.stops[0].note == nil && line.book.stops[0].by == "t1")
    }

    @Test("no stop is split outside itself, and only neighbours are merged")
    func refusals() {
        let line = StopLine("p10 s100 p10 s20")
        let wish = line.nextWish
        for at in [Int64(10), 110, 5, 115] {
            #expect(
                line.book.split(StopLine.id(10), at: StopLine.at(at), now: StopLine.at(200), wish)
                    == .refused(.splitOutside))
        }
        #expect(
            line.book.split(StopLine.id(120), at: StopLine.at(150), now: StopLine.at(140), wish)
                == .refused(.splitOutside))
        #expect(line.book.merge(StopLine.id(10), with: StopLine.id(120), wish) == .refused(.notNeighbours))
        #expect(line.book.merge(StopLine.id(10), with: StopLine.id(10), wish) == .refused(.notNeighbours))
        #expect(line.book.merge(cutAt: StopLine.at(60), wish) == .refused(.noSuchCut))
        #expect(line.book.merge(cutAt: StopLine.at(120), wish) == .refused(.notNeighbours))
        #expect(line.book.explain(StopLine.id(3), reason: nil, note: "x", wish) == .refused(.noSuchStop))
    }
}
