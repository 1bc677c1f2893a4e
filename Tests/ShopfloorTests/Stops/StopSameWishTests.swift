import Basis
import Testing

@testable import Shopfloor

/// Two people who want the same of a stop.
struct StopSameWishTests {
    private let unseen = StopBook.Wish(by: "t2", command: 9, base: nil)

    @Test("who splits where somebody has split already has what they want; elsewhere it is outside of the stop")
    func split() throws {
        var line = StopLine("p10 s300 p10")
        try line.split(10, at: 100, now: 320)
        func again(_ at: Int64) -> StopRuling {
            line.book.split(StopLine.id(10), at: StopLine.at(at), now: StopLine.at(320), unseen)
        }
        #expect(again(100) == .asIs(isMerged: false))
        #expect(again(310) == .refused(.splitOutside) && again(10) == .refused(.splitOutside))
    }

    @Test(
        "a split of what others have split since is in conflict with theirs, on whichever side it lies",
        arguments: [50, 200])
    func otherSplit(at: Int64) throws {
        var line = StopLine("p10 s300 p10")
        try line.split(10, at: 100, now: 320)
        func split(_ wish: StopBook.Wish) -> StopRuling {
            line.book.split(StopLine.id(10), at: StopLine.at(at), now: StopLine.at(320), wish)
        }
        let fields = try #require(split(unseen).conflicts)
        #expect(fields.map(\.field) == [.cuts] && fields[0].by == "t1")
        // Who has seen the stop as it is now names another one by its start.
        let seen = StopBook.Wish(by: "t2", command: 9, base: .max)
        if at > 100 { #expect(split(seen) == .refused(.splitOutside)) }
        var taken = seen
        taken.isTaken = true
        try line.take(split(taken), now: 320)
        #expect(line.stops == (at < 100 ? ["10-50", "50-100", "100-310"] : ["10-100", "100-200", "200-310"]))
    }

    @Test("what the person saw as two stops is not one to them because somebody split the first")
    func seenCut() throws {
        var line = StopLine("p10 s300 p10")
        try line.split(10, at: 100, now: 320)
        let seen = StopBook.Wish(by: "t2", command: 9, base: line.book.stops[0].version)
        try line.split(10, at: 50, now: 320)
        func split(_ at: Int64) -> StopRuling {
            line.book.split(StopLine.id(10), at: StopLine.at(at), now: StopLine.at(320), seen)
        }
        #expect(split(200) == .refused(.splitOutside))
        #expect(split(70).conflicts != nil)
    }

    @Test("who splits where it is split already has what they want, whatever else was split since")
    func oneOfTwo() throws {
        for times in [[100, 200], [200, 100]] as [[Int64]] {
            var line = StopLine("p10 s300 p10")
            for time in times { try line.split(time == 200 && times[0] == 100 ? 100 : 10, at: time, now: 320) }
            for time in times {
                let again = line.book.split(StopLine.id(10), at: StopLine.at(time), now: StopLine.at(320), unseen)
                guard case .asIs = again else {
                    Issue.record("\(times) \(time) \(again)")
                    return
                }
            }
        }
    }

    @Test("who merges what somebody has merged already has what they want, however they name it")
    func merge() throws {
        var line = StopLine("p10 s300 p10")
        try line.split(10, at: 100, now: 320)
        try line.merge(10, 100, now: 320)
        #expect(line.book.merge(StopLine.id(10), with: StopLine.id(100), unseen) == .asIs(isMerged: true))
        #expect(line.book.merge(cutAt: StopLine.at(100), unseen) == .asIs(isMerged: true))
        let own = StopBook.Wish(by: "t1", command: 9, base: nil)
        #expect(line.book.merge(StopLine.id(10), with: StopLine.id(100), own) == .asIs(isMerged: false))
        for other in [Int64(10), 150] {
            #expect(line.book.merge(StopLine.id(10), with: StopLine.id(other), unseen) == .refused(.notNeighbours))
        }
        #expect(line.book.merge(cutAt: StopLine.at(101), unseen) == .refused(.noSuchCut))
    }

    @Test("the same reason again changes nothing; with another field that was changed since it is told as merged")
    func reason() throws {
        var line = StopLine("p10 s300 p10")
        try line.explain(10, "hydraulic", note: "pump", now: 320)
        let same = line.book.explain(StopLine.id(10), reason: StopLine.given("hydraulic"), note: nil, unseen)
        #expect(same == .asIs(isMerged: true))
        let both = line.book.explain(StopLine.id(10), reason: StopLine.given("hydraulic"), note: "pump", unseen)
        #expect(both == .asIs(isMerged: false))
    }
}
