import Basis
import Records
import Shopfloor
import Testing

@testable import Store

@Suite("As of a time")
struct AsOfTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(writing: folder.path)
    }

    @Test("alarms and counts are those of the newest events by then", arguments: [21, 22] as [UInt64])
    func foldedLikeTables(seed: UInt64) throws {
        var then: [(at: Instant, alarms: [Alarm], counts: [CountRow])] = []
        for entry in randomEvents(200, seed: seed) {
            try store.commit(batch([entry]))
            try then.append((entry.at, store.alarms(asOf: .now), store.counts(machine: nil, asOf: .now)))
        }
        #expect(then.last?.alarms.isEmpty == false && then.last?.counts.isEmpty == false)
        for (at, alarms, counts) in then {
            #expect(try store.alarms(asOf: .at(at)) == alarms)
            #expect(try store.counts(machine: nil, asOf: .at(at)) == counts)
            #expect(try store.counts(machine: "m1", asOf: .at(at)) == counts.filter { $0.machine == "m1" })
        }
        #expect(try store.alarms(asOf: .at(ms(0))).isEmpty)
        #expect(try store.counts(machine: nil, asOf: .at(ms(0))).isEmpty)
    }

    @Test("the model in force is the newest by then; the first holds for all time before it")
    func model() throws {
        let first = ModelAccepted(digest: "1", text: "one")
        let second = ModelAccepted(digest: "2", text: "two")
        try store.commit(batch([entry(1, .started(HubStarted(epoch: 1, version: "1")))]))
        #expect(try store.model(asOf: .at(ms(1000))) == nil)
        try store.commit(batch([entry(2, .model(first)), entry(3, .model(second))]))
        #expect(try store.model(asOf: .at(ms(5))) == first)
        #expect(try store.model(asOf: .at(ms(2999))) == first)
        #expect(try store.model(asOf: .at(ms(3000))) == second)
        #expect(try store.model(asOf: .now) == second)
    }

    @Test("known until is the newer of alive at and the newest event")
    func knownUntil() throws {
        try store.commit(batch([entry(1, state("m", 1, Condition(.idle)))]))
        #expect(try store.knownUntil() == ms(1000))
        var alive = StoreBatch()
        alive.aliveAt = ms(6000)
        try store.commit(alive)
        #expect(try store.knownUntil() == ms(6000))
        try store.commit(batch([entry(2, state("m", 1, Condition(.idle)))]))
        #expect(try store.load().aliveAt == ms(6000))
        #expect(try store.knownUntil() == ms(6000))
    }
}
