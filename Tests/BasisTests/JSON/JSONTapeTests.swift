import Basis
import Testing

@Suite("JSON reader")
struct JSONTapeTests {
    private let telemetry =
        #"{"ts":1477905819067,"value":198.88962,"tag":"caf\u00e9 \ud83d\ude00\n","ok":[true,null,{}]}"#

    @Test("each kind of value is read as itself")
    func kinds() throws {
        let root = try JSONTape().read(#"{"n":null,"t":true,"f":false,"d":-1.5e2,"s":"x","a":[],"o":{}}"#)
        #expect(root.members.map { $1.kind } == [.null, .bool, .bool, .number, .string, .array, .object])
        #expect(root["n"]?.isNull == true)
        #expect(root["t"]?.asBool == true)
        #expect(root["f"]?.asBool == false)
        #expect(root["d"]?.asDouble == -150)
        #expect(root["s"]?.string == "x")
        #expect(root["missing"] == nil)
        #expect(root["s"]?.asDouble == nil)
        #expect(root["d"]?.string == nil)
    }

    @Test("escapes are decoded, also when only compared")
    func escapes() throws {
        let root = try JSONTape().read(#"["\"\\\/\b\f\n\r\t","\u00e9\ud83d\ude00","\u0000"]"#)
        #expect(root[0]?.string == "\"\\/\u{8}\u{C}\n\r\t")
        #expect(root[1]?.equals("é😀") == true)
        #expect(root[1]?.equals("é😀x") == false)
        #expect(root[1]?.equals("é") == false)
        #expect(root[2]?.string == "\0")
        #expect(try JSONTape().read(#"{"\u0061b":1}"#)["ab"]?.asInt64 == 1)
    }

    @Test("a string of every Unicode scalar that UTF-8 has is accepted")
    func everyScalar() throws {
        let tape = JSONTape()
        for value in stride(from: UInt32(0x20), through: 0x10FFFF, by: 1) {
            guard let scalar = Unicode.Scalar(value), value != 0x22, value != 0x5C, value < 0x3000 || value % 61 == 0
            else { continue }
            let text = String(scalar)
            #expect(try tape.read("\"\(text)\"").string == text)
        }
    }

    @Test(
        "an error names its byte",
        arguments: [
            ("", JSONError.Reason.unexpectedEnd, 0), (#"{"a":1"#, .unexpectedEnd, 6), ("[1,]", .unexpectedByte, 3),
            ("1 2", .trailingBytes, 2), ("01", .invalidNumber, 1), ("[1.e3]", .invalidNumber, 3),
            ("trUe", .unexpectedByte, 2),
            (#"["\x"]"#, .invalidEscape, 3), ("[\"\u{1}\"]", .controlCharacter, 2), ("\u{FEFF}1", .byteOrderMark, 0),
            ("[1e400]", .numberOutOfRange, 1), ("-1e309", .numberOutOfRange, 0), ("1\0", .trailingBytes, 1),
        ])
    func errors(text: String, reason: JSONError.Reason, offset: Int) {
        #expect(throws: JSONError(reason: reason, offset: offset)) { try JSONTape().read(text) }
    }

    @Test("nothing that is cut short is accepted")
    func prefixes() throws {
        let tape = JSONTape()
        let bytes = Array(telemetry.utf8)
        try tape.read(bytes)
        for length in 0..<bytes.count {
            #expect(throws: JSONError(reason: .unexpectedEnd, offset: length)) {
                try tape.read(Array(bytes[..<length]))
            }
        }
    }

    @Test("whatever bytes arrive, it answers, and what it accepts can be walked")
    func mutations() throws {
        let tape = JSONTape()
        var random = SplitMix(state: 20_161_031)
        var accepted = 0
        for _ in 0..<100_000 {
            var bytes = Array(telemetry.utf8)
            for _ in 0...Int.random(in: 0..<3, using: &random) {
                let at = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: at)
                default: bytes.insert(Array("{}[]\",:\\u-0e.".utf8).randomElement(using: &random) ?? 0, at: at)
                }
            }
            guard let root = try? tape.read(bytes) else { continue }
            accepted += 1
            walk(root)
            #expect(String(validating: bytes, as: UTF8.self) != nil)
        }
        #expect(accepted > 1000)
    }

    private func walk(_ node: JSONNode) {
        for (key, value) in node.members {
            _ = key.string
            walk(value)
        }
        for element in node.elements { walk(element) }
        if node.kind == .number { #expect(node.asDouble?.isFinite == true) }
        _ = (node.string, node.asInt64, node.duplicateKey, node.source)
    }

    @Test("depth and size end at their limits, and only there")
    func limits() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: JSONError(reason: .tooDeep, offset: 512)) { try JSONTape().read(nested(10_000)) }
        let deep = JSONTape(limits: JSONLimits(maxDepth: 10_000))
        try deep.read(nested(10_000))
        #expect(throws: JSONError(reason: .tooDeep, offset: 10_000)) { try deep.read(nested(10_001)) }
        let small = JSONTape(limits: JSONLimits(maxBytes: 4))
        #expect(try small.read("1234").asInt64 == 1234)
        #expect(throws: JSONError(reason: .tooLarge, offset: 4)) { try small.read("12345") }
    }

    @Test("a payload of a megabyte is read, and the tape serves the next message")
    func megabyte() throws {
        let tape = JSONTape()
        let text = "[" + Array(repeating: #"{"a":1.5,"b":"xyz"}"#, count: 55_000).joined(separator: ",") + "]"
        #expect(text.utf8.count > 1_000_000)
        let root = try tape.read(text)
        #expect(root.elements.reduce(0) { $0 + ($1["a"]?.asDouble ?? 0) } == 82_500)
        #expect(try tape.read("7").asInt64 == 7)
    }

    @Test("a member that is not understood can be kept as it was written")
    func source() throws {
        let root = try JSONTape().read(#"{ "a" : { "x" : [ 1.50 , "\u0061" ] } , "s":"\n" }"#)
        #expect(root["a"].map { String(decoding: $0.source, as: UTF8.self) } == #"{ "x" : [ 1.50 , "\u0061" ] }"#)
        #expect(root["s"].map { String(decoding: $0.source, as: UTF8.self) } == #""\n""#)
    }

    @Test("a name that stands twice is found, in small and in large objects", arguments: [2, 16, 17, 200])
    func duplicates(count: Int) throws {
        var members = (1..<count).map { #""k\#($0)":\#($0)"# }
        #expect(try JSONTape().read("{\(members.joined(separator: ","))}").duplicateKey == nil)
        members.append(#""\u006b1":0"#)
        #expect(try JSONTape().read("{\(members.joined(separator: ","))}").duplicateKey == "k1")
    }
}

/// A small random source whose sequence is the same in each run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
