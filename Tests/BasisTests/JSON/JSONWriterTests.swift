import Basis
import Testing

@Suite("JSON writer")
struct JSONWriterTests {
    @Test("members stand in the order written, commas between them")
    func order() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("z", 1)
            writer.member("a", true)
            writer.key("list")
            writer.array { writer in
                writer.value(1.5)
                writer.null()
                writer.object { _ in }
                writer.array { _ in }
            }
            writer.member("none", String?.none)
            writer.key("raw")
            writer.raw("[1,2]".utf8)
            writer.member("end", "x")
        }
        #expect(writer.text == #"{"z":1,"a":true,"list":[1.5,null,{},[]],"none":null,"raw":[1,2],"end":"x"}"#)
    }

    @Test("a reset writer gives the same bytes again; lines stand alone")
    func reset() {
        var writer = JSONWriter()
        writer.value("a")
        writer.newLine()
        writer.value(2)
        let first = writer.bytes
        writer.reset()
        writer.value("a")
        writer.newLine()
        writer.value(2)
        #expect(writer.bytes == first)
        #expect(writer.text == "\"a\"\n2")
    }

    @Test(
        "a double is the shortest text that reads back, whole numbers without a point",
        arguments: [
            (0.1, "0.1"), (1.0, "1"), (-0.0, "-0"), (1e15, "1000000000000000"), (1e22, "1e+22"),
            (198.88962, "198.88962"),
            (.leastNonzeroMagnitude, "5e-324"), (-123456.0, "-123456"), (.nan, "null"), (.infinity, "null"),
        ])
    func doubles(value: Double, expected: String) throws {
        var writer = JSONWriter()
        writer.value(value)
        #expect(writer.text == expected)
        if value.isFinite { #expect(try JSONTape().read(writer.bytes).asDouble == value) }
    }

    @Test("any double comes back bit by bit, any integer too")
    func roundTrip() throws {
        var random = SplitMix(state: 3)
        let tape = JSONTape()
        var writer = JSONWriter()
        for _ in 0..<20_000 {
            let bits = random.next()
            let integer = Int64(bitPattern: bits)
            writer.reset()
            writer.array { writer in
                writer.value(Double(bitPattern: bits))
                writer.value(integer)
            }
            let root = try tape.read(writer.bytes)
            if Double(bitPattern: bits).isFinite { #expect(root[0]?.asDouble?.bitPattern == bits) }
            #expect(root[1]?.asInt64 == integer)
        }
    }

    @Test("every string comes back, control characters as escapes")
    func strings() throws {
        let text = String(String.UnicodeScalarView((0..<0x80).compactMap { Unicode.Scalar($0) })) + "é工😀\u{2028}"
        var writer = JSONWriter()
        writer.value(text)
        #expect(writer.bytes.allSatisfy { $0 >= 0x20 })
        #expect(writer.text.hasPrefix(#""\u0000\u0001"#))
        #expect(try JSONTape().read(writer.bytes).string == text)
    }

    @Test("the smallest integer is written")
    func smallest() {
        var writer = JSONWriter()
        writer.value(Int64.min)
        #expect(writer.text == "-9223372036854775808")
    }
}
