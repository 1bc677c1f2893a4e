import Basis
import Testing

@testable import Shopfloor

@Suite("Two stops that become one")
struct StopMergeTests {
    private typealias Part = (reason: String?, note: String?)

    /// A stop of two parts, merged; who merges saw all.
    private static func merged(_ first: Part, _ second: Part) throws -> Stop? {
        var line = StopLine("p10 s100 p10")
        try line.split(10, at: 60, now: 115)
        for (from, part) in [(Int64(10), first), (60, second)] {
            let reason = part.reason.map(StopLine.given)
            guard reason != nil || part.note != nil else { continue }
            let ruling = line.book.explain(StopLine.id(from), reason: reason, note: part.note, line.nextWish)
            try line.take(ruling, now: 116)
        }
        try line.merge(10, 60, now: 117)
        return line.book.stops.count == 1 ? line.book.stops.first : nil
    }

    @Test(
        "the one stop has reason and note of the same part; no note is out of view but one that speaks of another reason",
        arguments: [
            (("hydraulic", "a"), ("material", "b"), "hydraulic", "a · b"),
            ((nil, "a"), ("material", "b"), "material", "b · a"),
            (("hydraulic", "a"), ("material", nil), "hydraulic", "a"),
            (("hydraulic", nil), ("material", "b"), "hydraulic", nil),
            (("hydraulic", nil), ("hydraulic", "b"), "hydraulic", "b"),
            (("hydraulic", nil), (nil, "b"), "hydraulic", "b"),
            ((nil, "a"), ("material", nil), "material", "a"), ((nil, "a"), (nil, "b"), nil, "a · b"),
            (("hydraulic", "a"), ("material", "a"), "hydraulic", "a"),
        ] as [((String?, String?), (String?, String?), String?, String?)])
    func pairs(_ first: (String?, String?), _ second: (String?, String?), _ reason: String?, _ note: String?) throws {
        let stop = try #require(try Self.merged(first, second))
        #expect(stop.reason == reason && stop.note == note)
    }

    @Test("two notes that are longer together than a note may be are not joined: the one of the reason stays whole")
    func long() throws {
        let long = String(repeating: "x", count: StopEdit.longestNote / 3 - 4)
        #expect(try Self.merged(("hydraulic", long), ("material", "b"))?.note == long + " · b")
        #expect(try Self.merged(("hydraulic", long), ("material", "bc"))?.note == long)
    }

    @Test("a note that somebody else wrote meanwhile is a conflict only where the merge would take it out of view")
    func unseen() throws {
        for (reason, note, isConflict) in [("hydraulic", "a", false), ("hydraulic", nil, true), (nil, nil, false)] {
            var line = StopLine("p10 s100 p10")
            try line.split(10, at: 60, now: 115)
            if let reason { try line.explain(10, reason, note: note, now: 116) }
            if reason != nil { try line.explain(60, "material", now: 117) }
            let base = Int64(line.entries.count)
            let wish = StopBook.Wish(by: "t2", command: base, base: base)
            try line.take(line.book.explain(StopLine.id(60), reason: nil, note: "b", wish), now: 118)
            let mine = StopBook.Wish(by: "t1", command: base + 1, base: base)
            let ruling = line.book.merge(StopLine.id(10), with: StopLine.id(60), mine)
            guard case .conflict(let conflicts) = ruling else {
                #expect(!isConflict)
                continue
            }
            #expect(isConflict && conflicts.map(\.field) == [.note] && conflicts.map(\.theirs) == ["b"])
            let theirs = StopBook.Wish(by: "t1", command: base + 2, base: .max, theirs: [.note])
            try line.take(line.book.merge(StopLine.id(10), with: StopLine.id(60), theirs), now: 119)
            #expect(line.book.stops.map(\.note) == ["b"] && line.stops == ["10-110 hydraulic"])
        }
    }

    @Test(
        "what somebody said of either since the person looked is told, though the merge takes it over",
        arguments: [10, 60])
    func takenOver(from: Int64) throws {
        for (reason, note) in [("quality", nil), (nil, "b")] as [(String?, String?)] {
            var line = StopLine("p10 s100 p10")
            try line.split(10, at: 60, now: 115)
            try line.explain(10, "hydraulic", now: 116)
            let base = Int64(line.entries.count)
            let wish = StopBook.Wish(by: "t2", command: base, base: base)
            let given = reason.map(StopLine.given)
            try line.take(line.book.explain(StopLine.id(from), reason: given, note: note, wish), now: 118)
            let mine = StopBook.Wish(by: "t1", command: base + 1, base: base)
            switch line.book.merge(StopLine.id(10), with: StopLine.id(60), mine) {
            case .edit(_, let isMerged): #expect(isMerged, "\(reason ?? "") \(note ?? "")")
            case .conflict(let fields): #expect(from == 60 && fields.map(\.field) == [.reason])
            case let other: Issue.record("\(other)")
            }
        }
    }

    @Test(
        "a part that somebody split since is in conflict with the merge, on whichever side it lies",
        arguments: [30, 80])
    func splitSince(at: Int64) throws {
        var line = StopLine("p10 s100 p10")
        try line.split(10, at: 60, now: 115)
        let seen = Int64(line.entries.count)
        try line.split(at < 60 ? 10 : 60, at: at, now: 116)
        var mine = StopBook.Wish(by: "t2", command: seen + 1, base: seen)
        let fields = try #require(line.book.merge(StopLine.id(10), with: StopLine.id(60), mine).conflicts)
        #expect(fields.map(\.field) == [.cuts] && fields[0].by == "t1")
        mine = StopBook.Wish(by: "t2", command: seen + 1, base: .max)
        mine.isTaken = true
        try line.take(line.book.merge(StopLine.id(10), with: StopLine.id(60), mine), now: 117)
        #expect(line.stops == (at < 60 ? ["10-30", "30-110"] : ["10-80", "80-110"]))
    }
}
