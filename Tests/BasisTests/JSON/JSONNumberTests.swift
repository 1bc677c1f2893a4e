import Basis
import Testing

@Suite("JSON numbers")
struct JSONNumberTests {
    @Test(
        "a double is the nearest to its text",
        arguments: [
            "0", "-0", "0.1", "198.88962", "1e22", "1e23", "9007199254740993", "9007199254740992.5",
            "0.30000000000000004",
            "1.7976931348623157e308", "5e-324", "2.2250738585072011e-308", "123456789012345678901234567890", "1e-400",
            "0.000000000000000000000000000001", "17976931348623157000e289", "0e999999999999", "-0.0e-5", "1E+2",
            "100000000000000000000000e-23", "4.35", "1000000000000000000000000000000e-1000",
        ])
    func nearest(text: String) throws {
        let value = try #require(try JSONTape().read(text).asDouble)
        let expected = try #require(Double(text))
        #expect(value == expected)
        #expect(value.sign == expected.sign)
    }

    @Test("random doubles of all sizes come back bit by bit")
    func randomDoubles() throws {
        var random = SplitMix(state: 7)
        let tape = JSONTape()
        for _ in 0..<50_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            #expect(try tape.read(value.description).asDouble?.bitPattern == value.bitPattern)
            let short = Double(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random)) / 1e5
            #expect(try tape.read(short.description).asDouble?.bitPattern == short.bitPattern)
        }
    }

    @Test("an integer is exact, or nil where the text is not one or does not fit")
    func integers() throws {
        let tape = JSONTape()
        #expect(try tape.read("9223372036854775807").asInt64 == .max)
        #expect(try tape.read("-9223372036854775808").asInt64 == .min)
        #expect(try tape.read("9223372036854775808").asInt64 == nil)
        #expect(try tape.read("-0").asInt64 == 0)
        #expect(try tape.read("1.0").asInt64 == nil)
        #expect(try tape.read("1e3").asInt64 == nil)
    }

    @Test(
        "digits are moved exactly and rounded down",
        arguments: [
            ("1477905819.067", 3, 1_477_905_819_067), ("1477905819.0679999", 3, 1_477_905_819_067),
            ("1.477905819067E12", 0, 1_477_905_819_067), ("-1.5", 0, -2), ("-0.0001", 0, -1), ("0.9", 0, 0),
            ("1e-30", 3, 0),
            ("1477905819067123456", -6, 1_477_905_819_067), ("-1", -3, -1), ("0e99", 3, 0),
        ])
    func scaled(text: String, shift: Int, expected: Int64) throws {
        #expect(try JSONTape().read(text).asDecimal?.scaled(by: shift) == expected)
    }

    @Test("a scaled number that does not fit is nil", arguments: ["1e18", "9223372036854775808", "1e300"])
    func scaledOverflow(text: String) throws {
        #expect(try JSONTape().read(text).asDecimal?.scaled(by: 3) == nil)
    }
}
