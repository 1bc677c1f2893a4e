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
