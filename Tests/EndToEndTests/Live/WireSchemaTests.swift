import Basis
import Foundation
import Records
import TestSupport
import Testing

@Suite("Schemas of the wire")
struct WireSchemaTests {
    static func check(_ name: String) throws -> JSONSchemaCheck {
        let schema = try #require(WireSchema.all.first { $0.name == name })
        return try JSONSchemaCheck(schema.bytes)
    }

    @Test("every document and every reply of a running hub fits its schema")
    func documents() throws {
        let hall = try CommandHall()
        try hall.raise(3)
        let (first, second) = (
            try CommandTerminal(hall.broker.address), try CommandTerminal(hall.broker.address, name: "t2")
        )
        let sent = [
            CommandTerminal.bytes(CommandTerminal.key(), "alarm.acknowledge", "M1/x/c0", #"{"note":"seen"}"#),
            CommandTerminal.bytes(CommandTerminal.key(), "alarm.note", "M1/x/c0", #"{"note":"mine"}"#),
            CommandTerminal.bytes(CommandTerminal.key(), "alarm.note", "M1/x/c9", #"{"note":"none"}"#),
        ]
        for (count, bytes) in sent.enumerated() {
            #expect(try Self.check("command").faults(of: bytes).isEmpty)
            // What one terminal says twice is no conflict.
            let terminal = count == 0 ? first : second
            terminal.publish(bytes)
            #expect(terminal.work { first.replies.count + second.replies.count == count + 1 })
        }
        let replies = [first, second].flatMap { $0.replies.values.joined() }
        let outcomes = replies.map { String(decoding: $0, as: UTF8.self) }
        for outcome in CommandReply.Outcome.allCases { #expect(outcomes.contains { $0.contains(outcome.rawValue) }) }
        for reply in replies { #expect(try Self.check("reply").faults(ofWritten: reply).isEmpty) }
        let topics = DocumentReader.topics
        let alarm = topics.alarm("M1/x/c0")
        #expect(hall.reader.wait { hall.reader.text(alarm, "state") == "\"acknowledged\"" })
        var kinds: Set<String> = []
        for (topic, payload) in hall.reader.documents {
            let name: String
            switch topics.kind(of: topic) {
            case .hub: name = "beat"
            case .model("machines"): name = "model"
            case .model(let part): name = part
            case .line: name = "line"
            case .machine: name = "machine"
            case .alarm: name = "alarm"
            default: continue
            }
            kinds.insert(name)
            let faults = try Self.check(name).faults(ofWritten: payload)
            #expect(faults.isEmpty, "\(topic): \(faults)")
        }
        #expect(kinds == ["beat", "model", "reasons", "shifts", "line", "machine", "alarm"])
    }

    @Test(
        "the schema of commands refuses what the decoder refuses",
        arguments: [
            #"{"who":"me"}"#, #"{"note":3}"#, "[]",
        ])
    func refuses(set: String) throws {
        let bytes = CommandTerminal.bytes(CommandTerminal.key(), "alarm.acknowledge", "M1/x/c0", set)
        #expect(try !Self.check("command").faults(of: bytes).isEmpty)
        guard case .unusable = CommandReader().read(bytes, terminal: "t") else {
            Issue.record("the decoder takes it")
            return
        }
    }
}
