import Testing

@testable import Telemetry

struct TopicPatternTests {
    @Test(
        "a topic matches a pattern level by level",
        arguments: [
            ("nist/shop/{machine}/{tag}", "nist/shop/M1/Xabs", ["M1", "Xabs"]),
            ("nist/shop/{machine}/{tag}", "nist/shop/M1/condition/x", nil),
            ("nist/shop/{machine}/condition/{item}", "nist/shop/M1/condition/x", ["M1", "x"]),
            ("a/+/c", "a/b/c", []), ("a/+/c", "a/b/d", nil), ("a/#", "a/b/c/d", []), ("a/#", "a", []),
            ("a/{x}/#", "a/b", ["b"]), ("a", "a/b", nil), ("a/b", "a", nil), ("{x}", "", [""]),
            ("厂/{机}", "厂/一号", ["一号"]),
        ] as [(String, String, [String]?)])
    func matching(_ pattern: String, _ topic: String, _ captures: [String]?) throws {
        #expect(try TopicPattern(pattern).match(Array(topic.utf8)) == captures)
    }

    @Test("the filter to subscribe to has + for each name")
    func filter() throws {
        #expect(try TopicPattern("nist/shop/{machine}/{tag}/#").filter == "nist/shop/+/+/#")
    }

    @Test("what is no pattern is refused", arguments: ["", "a/#/b", "a/x{y}", "a/{}", "a/{1}", "{a}/{a}", "a+", "a#"])
    func refused(_ text: String) {
        #expect(throws: TopicPattern.Fault.self) { _ = try TopicPattern(text) }
    }

    @Test(
        "of two patterns it is known whether one covers the other, and whether they overlap",
        arguments: [
            ("p/{m}/{t}", "p/+/shot", true, true), ("p/+/shot", "p/{m}/{t}", false, true),
            ("p/#", "p", true, true), ("p/+", "p", false, false), ("p/#", "p/a/b", true, true),
            ("p/+", "p/#", false, true), ("p/+/a", "p/x/+", false, true), ("p/+/a", "p/x/b", false, false),
            ("p/{m}", "p/{n}", true, true), ("#", "a/#", true, true),
        ])
    func covering(_ one: String, _ other: String, _ covers: Bool, _ overlaps: Bool) throws {
        let (one, other) = (try TopicPattern(one), try TopicPattern(other))
        #expect(one.covers(other) == covers && one.overlaps(other) == overlaps && other.overlaps(one) == overlaps)
    }

    @Test("what is subscribed to covers all, and no message comes by two of it")
    func cover() throws {
        let patterns = try ["p/+/shot", "p/{m}/{t}", "q/{m}", "q/{x}", "r/a"].map { try TopicPattern($0) }
        let cover = TopicPattern.cover(patterns)
        #expect(cover.map(\.pattern) == [1, 2, 4])
        #expect(cover.map(\.standsFor) == [[0, 1], [2, 3], [4]])
    }
}

struct TopicTableTests {
    @Test("ten thousand topics are each found again, strangers are not, and the bound holds")
    func table() {
        var table = TopicTable<Int>(limit: 10_000)
        for number in 0..<10_050 { table.insert(number, for: Array("plant/line/\(number)/value".utf8).span.bytes) }
        #expect(table.count == 10_000)
        for number in 0..<10_000 {
            #expect(table.value(for: Array("plant/line/\(number)/value".utf8).span.bytes) == number)
        }
        #expect(table.value(for: Array("plant/line/10001/value".utf8).span.bytes) == nil)
        #expect(table.value(for: Array("plant/line/x".utf8).span.bytes) == nil)
    }
}
