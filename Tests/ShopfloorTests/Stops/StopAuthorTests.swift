import Basis
import Testing

@testable import Shopfloor

@Suite("Who said what of a stop")
struct StopAuthorTests {
    private static func wish(_ name: String) -> StopBook.Wish { StopBook.Wish(by: name, command: 1, base: .max) }

    private static func authors(_ line: StopLine) -> [[String?]] {
        line.book.stops.map { [$0.reasonBy, $0.noteBy.isEmpty ? nil : $0.noteBy.joined(separator: " · ")] }
    }

    @Test("a reason is of who gave it and a note of who wrote it, whoever splits the stop later")
    func authors() throws {
        var line = StopLine("p10 s100 p10")
        let id = StopLine.id(10)
        try line.take(line.book.explain(id, reason: nil, note: "seal", Self.wish("alice")), now: 120)
        #expect(Self.authors(line) == [[nil, "alice"]])
        let reason = StopLine.given("hydraulic")
        try line.take(line.book.explain(id, reason: reason, note: nil, Self.wish("bob")), now: 120)
        try line.take(line.book.split(id, at: StopLine.at(60), now: StopLine.at(120), Self.wish("carol")), now: 120)
        #expect(Self.authors(line) == [["bob", "alice"], ["bob", "alice"]])
        #expect(line.book.stops.map(\.by) == ["carol", "carol"])
    }

    @Test("who joins two stops only takes over the reason and the note of one of them")
    func merged() throws {
        var line = StopLine("p10 s100 p10")
        try line.split(10, at: 60, now: 120)
        let reason = StopLine.given("hydraulic")
        try line.take(line.book.explain(StopLine.id(10), reason: reason, note: nil, Self.wish("bob")), now: 120)
        try line.take(line.book.explain(StopLine.id(60), reason: nil, note: "seal", Self.wish("alice")), now: 120)
        try line.take(line.book.merge(StopLine.id(10), with: StopLine.id(60), Self.wish("carol")), now: 120)
        #expect(line.stops == ["10-110 hydraulic"] && Self.authors(line) == [["bob", "alice"]])
    }

    @Test("a note that was joined of several is of all who wrote them, each once, in its order, never of who joined it")
    func joined() throws {
        var line = StopLine("p10 s100 p10")
        for at in [40, 70, 90] as [Int64] { try line.split(at == 40 ? 10 : at == 70 ? 40 : 70, at: at, now: 120) }
        for (at, note, name) in [(10, "seal", "alice"), (40, "oil", "bob"), (70, "pump", "alice")]
            as [(Int64, String, String)]
        {
            try line.take(line.book.explain(StopLine.id(at), reason: nil, note: note, Self.wish(name)), now: 120)
        }
        try line.take(line.book.merge(StopLine.id(10), with: StopLine.id(40), Self.wish("carol")), now: 120)
        #expect(line.book.stops[0].note == "seal · oil" && Self.authors(line)[0] == [nil, "alice · bob"])
        try line.take(line.book.merge(StopLine.id(10), with: StopLine.id(70), Self.wish("dora")), now: 120)
        #expect(line.book.stops[0].note == "seal · oil · pump" && Self.authors(line)[0] == [nil, "alice · bob"])
        try line.take(line.book.merge(StopLine.id(10), with: StopLine.id(90), Self.wish("carol")), now: 120)
        #expect(line.book.stops.count == 1 && Self.authors(line)[0] == [nil, "alice · bob"])
    }

    @Test("of what was taken back nobody is told as its author")
    func takenBack() throws {
        var line = StopLine("p10 s100 p10")
        try line.explain(10, "hydraulic", note: "seal", now: 120)
        let none = StopEdit.Given(nil)
        try line.take(line.book.explain(StopLine.id(10), reason: none, note: "", Self.wish("bob")), now: 120)
        #expect(Self.authors(line) == [[nil, nil]])
    }
}
