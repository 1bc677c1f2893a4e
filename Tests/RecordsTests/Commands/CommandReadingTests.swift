import Basis
import Records
import Shopfloor
import Testing

@Suite("Reading commands")
struct CommandReadingTests {
    static let key = "0b5f2c1e-9f60-4a0e-8f43-0d6c5a3b2e10"

    static func command(
        kind: String = "alarm.acknowledge", id: String = "M1/door/open", set: String = "{}", base: String = "7",
        more: String = ""
    ) -> [UInt8] {
        Array(
            #"{"v":1,"key":"\#(key)","kind":"\#(kind)","id":"\#(id)","base":\#(base),"entered":1700000000000,"set":\#(set)\#(more)}"#
                .utf8)
    }

    static func read(_ bytes: [UInt8]) -> CommandReading { CommandReader().read(bytes, terminal: "t1") }

    static func refusal(_ bytes: [UInt8]) -> Refusal? {
        if case .unusable(_, let refusal) = read(bytes) { refusal } else { nil }
    }

    @Test("a command keeps its bytes, and says what it is for")
    func whole() throws {
        let bytes = Self.command(set: #"{"note":"seen"}"#)
        guard case .command(let command) = Self.read(bytes) else { throw Unexpected() }
        #expect(command.envelope.bytes == bytes)
        #expect(command.envelope.key == Self.key)
        #expect(command.base == 7)
        #expect(command.entered == Instant(milliseconds: 1_700_000_000_000))
        guard case .acknowledgeAlarm(let content) = command.body else { throw Unexpected() }
        #expect(content.alarm == AlarmID(machine: "M1", item: "door", code: "open"))
        #expect(content.note == .value("seen"))
    }

    struct Unexpected: Error {}

    @Test("a command that another terminal left behind is of that one, and says who sent it; what names none is none")
    func leftBehind() throws {
        let bytes = Self.command()
        for (origin, sender) in [(nil, nil), ("t1", nil), ("t2", "t1")] as [(String?, String?)] {
            guard case .command(let command) = CommandReader().read(bytes, terminal: "t1", origin: origin) else {
                throw Unexpected()
            }
            #expect(command.envelope.terminal == origin ?? "t1" && command.envelope.sentBy == sender)
            #expect(command.envelope.sender == "t1")
        }
        for origin in ["", "a/b", "+", String(repeating: "x", count: 65)] {
            guard case .unreadable = CommandReader().read(bytes, terminal: "t1", origin: origin) else {
                throw Unexpected()
            }
        }
    }

    @Test(
        "every kind is read from what its form allows",
        arguments: [
            ("stop.explain", "M1@1700000000000", #"{"reason":"jam","note":null}"#),
            ("stop.split", "M1@1700000000000", #"{"at":1700000001000}"#),
            ("stop.merge", "M1@1700000000000", #"{"with":"M1@1700000001000"}"#),
            ("stop.merge", "M1@1700000000000", #"{"at":1700000001000}"#),
            ("quantity.book", "M1", #"{"at":1700000001000,"scrap":3,"order":"4711"}"#),
            ("quantity.book", "M1", #"{"at":1700000001000,"scrap":0,"corrects":42}"#),
            ("alarm.acknowledge", "M1/door/open", "{}"),
            ("alarm.shelve", "M1/door/open", #"{"until":1700003600000,"note":"sensor"}"#),
            ("alarm.unshelve", "M1/door/open", "{}"),
            ("alarm.note", "M1/door/open", #"{"note":null}"#),
            ("conflict.resolve", key, #"{"take":"yours"}"#),
        ])
    func kinds(kind: String, id: String, set: String) {
        #expect(CommandBody.forms.contains { $0.kind == kind })
        guard case .command(let command) = Self.read(Self.command(kind: kind, id: id, set: set)) else {
            Issue.record("refused: \(String(describing: Self.refusal(Self.command(kind: kind, id: id, set: set))))")
            return
        }
        #expect(command.id == id)
    }

    private static let noAmount = "set/scrap is not a whole number from 0 to 1000000000"
    private static let notCanonical =
        "id is not written as ids are: A-Z a-z 0-9 . _ - as they are, each other byte as ~hh in lower case"

    @Test(
        "what does not fit is refused, naming the place, in both languages",
        arguments: [
            (command(kind: "alarm.sing"), "this hub does not know the command alarm.sing"),
            (command(id: "M1/door"), "id is no {machine}/{item}/{code}"),
            (command(id: "M1/door/700~2e5"), notCanonical), (command(id: "M1/door/~4"), notCanonical),
            (command(id: ""), "id is not a text of 1 to 500 bytes"),
            (command(set: #"{"who":"me"}"#), "set/who is no member of this command"),
            (command(set: #"{"note":3}"#), "set/note is not a text of at most 2000 bytes"),
            (command(set: #"{"note":"a","note":"b"}"#), "set/note is there twice"),
            (command(set: "[]"), "set is no object"),
            (command(kind: "alarm.note"), "set changes nothing"),
            (command(kind: "alarm.shelve"), "set/until is missing"),
            (command(base: "1.5"), "base is not a whole number, or null"),
            (command(more: #","who":"me""#), "who is no member of this command"),
            (command(kind: "stop.merge", set: #"{"at":1,"with":"x"}"#), "set has either with or at"),
            (command(kind: "quantity.book", set: #"{"at":1,"scrap":-1}"#), noAmount),
            (command(kind: "quantity.book", set: #"{"at":1,"scrap":1000000001}"#), noAmount),
            (command(kind: "quantity.book", set: #"{"at":1,"scrap":1.0}"#), noAmount),
        ])
    func refused(bytes: [UInt8], sentence: String) throws {
        let refusal = try #require(Self.refusal(bytes))
        #expect(refusal.text.en == sentence)
        #expect(refusal.text[.zh] != sentence)
    }

    @Test(
        "what has no key cannot be answered",
        arguments: [
            "", "{", "[]", "{}", #"{"key":"7"}"#, #"{"key":"0B5F2C1E-9F60-4A0E-8F43-0D6C5A3B2E10"}"#,
        ])
    func noKey(text: String) {
        guard case .unreadable = Self.read(Array(text.utf8)) else {
            Issue.record("it was read")
            return
        }
    }

    @Test("a command of 16 KB is read, one of a byte more is refused as too large")
    func size() throws {
        let rest = Command.maximumBytes - Self.command(set: #"{"note":""}"#).count
        // Spaces between members count too.
        let fits = Self.command(set: #"{"note":""\#(String(repeating: " ", count: rest))}"#)
        #expect(fits.count == Command.maximumBytes)
        guard case .command = Self.read(fits) else { throw Unexpected() }
        guard case .oversized(Self.key, let refusal) = Self.read([0x20] + fits) else { throw Unexpected() }
        #expect(refusal.code == .tooLarge)
    }

    @Test("keys are the same exactly where their texts are")
    func keys() throws {
        var random = SystemRandomNumberGenerator()
        let texts = (0..<1000).map { _ in Self.randomKey(&random) }
        #expect(Set(texts.compactMap { CommandKey($0) }).count == Set(texts).count)
        #expect(CommandKey(String(Self.key.dropLast())) == nil)
        #expect(CommandKey(Self.key.replacing("-", with: "0")) == nil)
    }

    static func randomKey(_ random: inout some RandomNumberGenerator) -> String {
        let digits = Array("0123456789abcdef")
        return String(
            (0..<36).map { [8, 13, 18, 23].contains($0) ? "-" : digits[Int.random(in: 0..<16, using: &random)] })
    }
}
