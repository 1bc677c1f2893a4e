import Basis
import TestSupport
import Testing

/// A tape reads a text by the form of the one before it; what it finds must not depend on that.
@Suite("JSON reader, one text after another")
struct JSONFormTests {
    private static let texts = [
        #"{"time":1477905819067,"value":198.9,"unit":"°C","good":true,"seq":null}"#,
        #"{"time":1477905819999,"value":-2e-3,"unit":"\u0043","good":false,"seq":[]}"#,
        #"{"time":7,"value":1,"unit":"C","good":true}"#,
        #"{"time":7,"value":1,"unit":"C","good":true,"seq":1,"more":2}"#,
        #"{ "time" : 7 , "value" : 1 }"#, #"{"time":7,"value":1} "#, #"{"time":7 ,"value": 1}"#,
        #"{"value":1,"time":7}"#, #"{"time":7,"valve":1}"#, #"{"times":7,"value":1}"#, #"{"tim\u0065":7,"value":1}"#,
        #"{"tim\u0065":8,"value":2}"#, #"{"value":{"time":1},"unit":2}"#, #"{"value":{"time":1,"unit":2}}"#,
        #"{"value":5,"time":1,"unit":2}"#, #"{"value":{},"time":1,"unit":2}"#, #"{"value":[],"time":1,"value":2}"#,
        #"{"value":{"value":1}}"#, #"{"value":{"value":1},"value":2}"#, #"{"value":{"value":1,"value":2}}"#,
        #"{"value":[{"value":1},2]}"#, #"{"":1}"#, #"{"":1,"":2}"#, #"{}"#, #"[]"#, #"[1]"#, "7", "", "{", #"{""#,
        #"{"time""#, #"{"time":"#, #"{"time":7"#, #"{"time":7,"#, #"{"time":7,"value":1"#, #"{"time":7,"value":1}}"#,
        #"{"time":7,"value":1,}"#, #"{"time":7 "value":1}"#, #"{"time":tru,"value":1}"#, #"{"time":01,"value":1}"#,
        #"{"time":"a"#, "{\"time\":7,\"value\":\"\u{1}\"}", #"{"time":7,"value":1e400}"#, #"{"time":7,"value":}"#,
        #"{"time":7,"value":1]"#, #"{"time"7,"value":1}"#, #"{"value":{"deep":[[1]]}}"#,
    ]

    @Test("what it finds does not depend on the text before")
    func pairs() throws {
        for first in Self.texts {
            for second in Self.texts {
                let tape = JSONTape()
                let places = Self.places
                _ = Self.outcome(first, tape, places)
                #expect(Self.outcome(second, tape, places) == Self.fresh(second), "\(second) after \(first)")
            }
        }
    }

    @Test("nor on all those before it, changed at random as they are")
    func sequence() throws {
        let (tape, places) = (JSONTape(), Self.places)
        var random = SplitMix(state: 20_261_129)
        var (bytes, taken) = (Array(Self.texts[0].utf8), 0)
        for _ in 0..<50_000 {
            if Int.random(in: 0..<4, using: &random) == 0 {
                bytes = Array((Self.texts.randomElement(using: &random) ?? "").utf8)
            } else if let at = bytes.indices.randomElement(using: &random) {
                bytes[at] = Array(#"{}[]",: 0123456789.e-\u"#.utf8).randomElement(using: &random) ?? 0
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let outcome = Self.outcome(text, tape, places)
            if outcome.error == nil { taken += 1 }
            #expect(outcome == Self.fresh(text), "\(text)")
        }
        #expect(taken > 5000)
    }

    @Test("a place leads where its pointer leads, after a text of the same form and after another")
    func places() throws {
        let tape = JSONTape()
        let value = try JSONPlace(#require(JSONPointer("/value")))
        for (text, expected) in [
            (#"{"time":1,"value":2.5}"#, 2.5), (#"{"time":12345,"value":-7}"#, -7), (#"{"value":3,"time":1}"#, 3),
            (#"{"time":1}"#, nil), (#"{"time":2}"#, nil), (#"{"value":"4"}"#, nil), (#"{"value":4}"#, 4),
        ] as [(String, Double?)] {
            try tape.read(text)
            #expect(tape.double(at: value) == expected, "\(text)")
        }
    }

    /// All that can be asked of a text.
    private struct Outcome: Equatable {
        var error: JSONError?
        var values: [String] = []
        var duplicateKey: String?
        var numbers: [Double?] = []
    }

    private static var places: [JSONPlace] {
        ["", "/time", "/value", "/value/time", "/value/0/value"].compactMap(JSONPointer.init).map(JSONPlace.init)
    }

    private static func fresh(_ text: String) -> Outcome { outcome(text, JSONTape(), places) }

    private static func outcome(_ text: String, _ tape: JSONTape, _ places: [JSONPlace]) -> Outcome {
        var outcome = Outcome()
        do throws(JSONError) {
            let root = try tape.read(text)
            list(root, into: &outcome.values)
            // Asked twice: the second answer may be one that is kept.
            outcome.duplicateKey = root.duplicateKey
            #expect(root.duplicateKey == outcome.duplicateKey)
            for place in places + places {
                outcome.numbers.append(tape.double(at: place))
                #expect(tape.int64(at: place) == root[place.pointer]?.asInt64)
            }
        } catch { outcome.error = error }
        return outcome
    }

    private static func list(_ node: JSONNode, into values: inout [String]) {
        values.append("\(node.kind) \(String(decoding: node.source, as: UTF8.self)) \(node.string ?? "-")")
        for (key, value) in node.members {
            values.append("name \(key.string ?? "?")")
            list(value, into: &values)
        }
        for element in node.elements { list(element, into: &values) }
    }
}
