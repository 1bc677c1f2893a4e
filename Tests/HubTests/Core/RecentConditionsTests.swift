import Basis
import Shopfloor
import Testing

@testable import Hub

struct RecentConditionsTests {
    private func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    @Test("what a store knows stands before what this start found, which counts over it")
    func putBack() {
        var recent = RecentConditions(Condition(.producing), since: at(50))
        recent.change(to: .noData(.hub), from: at(80))
        recent.putBack([
            .init(from: nil, condition: .noData(.never)), .init(from: at(10), condition: Condition(.stopped)),
            .init(from: at(50), condition: Condition(.producing)),
        ])
        #expect(
            recent.entries == [
                .init(from: nil, condition: .noData(.never)), .init(from: at(10), condition: Condition(.stopped)),
                .init(from: at(50), condition: Condition(.producing)), .init(from: at(80), condition: .noData(.hub)),
            ])
    }

    @Test("an empty store leaves what there is")
    func empty() {
        var recent = RecentConditions(.noData(.never), since: nil)
        recent.putBack([])
        #expect(recent.entries == [.init(from: nil, condition: .noData(.never))])
    }
}
