import Basis
import Shopfloor
import Testing

@testable import Hub

struct RecentConditionsTests {
    private func at(_ seconds: Int64) -> Instant { Instant(milliseconds: seconds * 1000) }

    @Test("what a store knows stands before what this start found, which counts over it")
    func putBack() {
        var recent = RecentConditions(Condition(.producing), since: at(50))
        recent.change(to: .noData(.hub), from: at(80), seq: 0)
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

    @Test("what is cut or joined anew bears the number of the entry that did it, all else keeps its own")
    func numbers() {
        var recent = RecentConditions(.noData(.never), since: nil, seq: 1)
        recent.change(to: Condition(.producing), from: at(10), seq: 2)
        recent.change(to: Condition(.idle), from: at(50), seq: 3)
        recent.correct(to: Condition(.idle), from: at(20), to: at(30), seq: 4)
        #expect(recent.entries.map(\.seq) == [1, 4, 4, 4, 3])
        #expect(recent.entries.map(\.from) == [nil, at(10), at(20), at(30), at(50)])
        recent.correct(to: Condition(.idle), from: at(30), to: at(50), seq: 5)
        #expect(recent.entries.map(\.seq) == [1, 4, 5])
        recent.change(to: Condition(.stopped), from: at(15), seq: 6)
        #expect(recent.entries.map(\.seq) == [1, 6, 6])
    }
}
