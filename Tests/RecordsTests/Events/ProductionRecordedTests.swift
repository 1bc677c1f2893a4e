import Basis
import Records
import Testing

struct ProductionRecordedTests {
    @Test("a shift record comes back from the journal as it went, and the same record has the same bytes")
    func roundTrip() throws {
        let record = ProductionRecorded(
            machine: "A", shift: "early", from: Instant(milliseconds: 1000), to: Instant(milliseconds: 9000),
            order: "4500/1",
            item: nil, die: "D", shots: 10, cavities: 4, produced: 40, good: 37.5, defects: ["b": 1, "a": 1.5],
            idealCycle: .milliseconds(24_000), changes: ["die"])
        let bytes = EventCoding.encode(.produced(record))
        #expect(try EventCoding.decode(kind: "produced", body: bytes) == .produced(record))
        #expect(bytes == EventCoding.encode(.produced(record)))
    }
}
