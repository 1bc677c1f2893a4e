import Basis
import Records
import Shopfloor
import TestSupport
import Testing

struct LineShiftTests {
    @Test("the running shift and its figures come back from a line document as they went")
    func roundTrip() throws {
        let interval = Interval(from: Instant(milliseconds: 1000), to: Instant(milliseconds: 9000))
        let pause = Interval(from: Instant(milliseconds: 2000), to: Instant(milliseconds: 3000))
        var document = LineDocument(
            line: "L", rows: [LineDocument.Row(machine: "A", condition: Condition(.producing), since: nil)])
        document.shift = LineDocument.Shift(
            id: "early", name: LocalizedText("Early", zh: "早班"), interval: interval, breaks: [pause])
        document.oee = 0.75
        document.rows[0].oee = 0.5
        (document.isIdealDoubtful, document.rows[0].isIdealDoubtful) = (true, true)
        var json = JSONWriter()
        document.write(
            to: &json, head: DocumentHead(epoch: 1, number: 1, seq: 1, at: Instant(milliseconds: 5000)))
        let tape = JSONTape()
        #expect(LineDocument(try tape.read(json.bytes)) == document)
        let schema = try #require(WireSchema.all.first { $0.name == "line" })
        #expect(try JSONSchemaCheck(schema.bytes).faults(ofWritten: json.bytes).isEmpty)
    }
}
