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
