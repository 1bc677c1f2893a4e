import Basis
import Testing

@Suite("Times of sources")
struct SourceTimeFormatTests {
    @Test(
        "a number since 1970 is read in its unit, exactly, as number or as text",
        arguments: [
            (SourceTimeFormat.epochSeconds, "1477905819"), (.epochSeconds, "1477905819.0009"),
            (.epochMilliseconds, "1477905819000"), (.epochMilliseconds, "1.477905819E12"),
            (.epochMilliseconds, "1477905819000.0"), (.epochMicroseconds, "1477905819000999"),
            (.epochNanoseconds, "1477905819000999999"), (.epochSeconds, "\"1477905819.0\""),
            (.epochMilliseconds, "\"1477905819000\""),
        ])
    func epoch(format: SourceTimeFormat, json: String) throws {
        #expect(format.instant(from: try JSONTape().read(json)) == Instant(milliseconds: 1_477_905_819_000))
    }

    @Test("a fraction of a second keeps each millisecond")
    func milliseconds() throws {
        let tape = JSONTape()
        for millisecond in 0..<1000 {
            let digits = String("00\(millisecond)".suffix(3))
            let expected = Instant(milliseconds: 1_477_905_819_000 + Int64(millisecond))
            #expect(SourceTimeFormat.epochSeconds.instant(from: try tape.read("1477905819.\(digits)")) == expected)
        }
    }

    @Test("it names itself as a plant file does, the same at each run")
    func names() throws {
        let formats: [SourceTimeFormat] = [
            .epochSeconds, .epochMilliseconds, .epochMicroseconds, .epochNanoseconds, .iso8601,
            .local(try #require(Zone(identifier: "Asia/Seoul"))),
        ]
        #expect(
            formats.map { "\($0)" } == [
                "epoch-s", "epoch-ms", "epoch-us", "epoch-ns", "iso8601", "local (Asia/Seoul)",
            ])
    }

    @Test("a text with an offset is taken by it")
    func texts() throws {
        let text = try JSONTape().read(#""2016-10-31T09:24:46.869Z""#)
        let expected = Instant(milliseconds: 1_477_905_886_869)
        #expect(SourceTimeFormat.iso8601.instant(from: text) == expected)
        #expect(SourceTimeFormat.local(try #require(Zone(identifier: "Asia/Seoul"))).instant(from: text) == expected)
    }

    @Test(
        "what is not of the format is nil",
        arguments: [
            (SourceTimeFormat.epochSeconds, "true"), (.epochSeconds, "\"\""), (.epochSeconds, "\"1 \""),
            (.iso8601, "5"),
            (.epochMilliseconds, "1e300"), (.epochMilliseconds, "9223372036854775807"), (.local(.utc), "5"),
            (.iso8601, #""2016-10-31T09:24:46""#), (.epochSeconds, "253402300800"), (.epochSeconds, "null"),
        ])
    func refused(format: SourceTimeFormat, json: String) throws {
        #expect(format.instant(from: try JSONTape().read(json)) == nil)
    }
}
