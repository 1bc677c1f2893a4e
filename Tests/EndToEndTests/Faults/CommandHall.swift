import Basis
import DemoPlant
import Foundation
import Records
import Shopfloor
import TestSupport
import Testing

/// A broker, the shipped hub, and a machine with alarms that terminals acknowledge.
final class CommandHall {
    let broker: TestBroker
    let folder: TemporaryFolder
    private(set) var hub: HubProgram
    let reader: DocumentReader
    /// Alarms that stand.
    private(set) var alarms = 0

    /// What the store lies on, where that is a disk of its own.
    let disk: SmallDisk?

    /// - Parameters:
    ///   - extra: more lines of mosquitto.conf(5).
    ///   - environment: of the hub, beside what it has.
    ///   - megabytes: the size of a disk of its own for the store; nil: it lies among all other files.
    init(broker extra: [String] = [], environment: [String: String] = [:], disk megabytes: Int? = nil) throws {
        broker = try TestBroker(extra: extra)
        folder = try TemporaryFolder()
        disk = try megabytes.map { [folder] in try SmallDisk(folder.file("store"), megabytes: $0) }
        hub = try HubProgram(broker.address, folder, machines: ["M1"], environment: environment)
        reader = try DocumentReader(broker.address)
    }

    static func alarm(_ number: Int) -> AlarmID { AlarmID(machine: "M1", item: "x", code: "c\(number)") }

    /// Raises so many alarms, and waits until the hub has told of them.
    func raise(_ count: Int) throws {
        try #require(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        alarms = count
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        for number in 0..<count {
            reader.publish("p/M1/alarm/x", #"{"t":\#(now),"l":"F","c":"c\#(number)","x":"text"}"#)
        }
        let topics = (0..<count).map { DocumentReader.topics.alarm(Self.alarm($0).text) }
        #expect(reader.wait { topics.allSatisfy { reader.documents[$0] != nil } }, "\(hub.said)")
        try waitUntilKept(topics.count)
    }

    /// Documents do not wait for the disk, and a hub that is killed may have said what nobody kept: an answer from the
    /// store has what is durable.
    private func waitUntilKept(_ count: Int) throws {
        var kept = 0
        let areKept = try eventually(within: .seconds(15)) {
            kept = try answer { .rows(Query(.alarms), cursor: $0) }.count
            return kept >= count
        }
        #expect(areKept && kept == count, "\(kept): \(hub.said)")
    }

    /// All rows of the running hub's answer to a question, which has the cursor of each page.
    func answer(_ ask: (_ cursor: Int) -> Ask) throws -> [[UInt8]] {
        let topic = DocumentReader.topics.reply("reader")
        var rows: [[UInt8]] = []
        var cursor: Int? = 0
        while let next = cursor {
            let seen = reader.counts[topic] ?? 0
            reader.ask(ask(next))
            try #require(reader.wait { (reader.counts[topic] ?? 0) > seen }, "\(hub.said)")
            let node = try JSONTape().read(try #require(reader.documents[topic]))
            let page = try #require(Page(node))
            rows += page.rows
            cursor = page.next
        }
        return rows
    }

    func startHub(environment: [String: String] = [:]) throws {
        hub = try HubProgram(broker.address, folder, machines: ["M1"], environment: environment)
    }

    /// kill -9, and gone.
    func killHub() {
        hub.process.send(signal: SIGKILL)
        _ = hub.process.wait(within: .seconds(10))
    }

    func expectEqual(_ screen: PtyProgram, sourceLocation: SourceLocation = #_sourceLocation) {
        screen.expectEqual(reader, ["M1"], hub, sourceLocation: sourceLocation)
    }

    /// I4, I9 and I5: while the hub is killed nothing on the screen looks live and it costs nothing; then it is as before.
    func expectAbsence(seenBy screen: PtyProgram) throws {
        killHub()
        #expect(screen.wait(within: .seconds(2)) { $0.isMarkedOld(["M1"]) }, "\(screen.screen)")
        let mark = try ProcessMark(screen.processID)
        // As long as it takes until its use of the processor can be told from none.
        _ = screen.wait(within: .seconds(2)) { _ in false }
        try mark.expectIdle()
        reader.forget()
        try startHub()
        expectEqual(screen)
    }

    /// Whether all that terminals were told is so, in the store of a hub that has ended.
    ///
    /// - Parameter seesAll: every alarm was acknowledged, since no command could meet a conflict.
    func expectWhole(_ terminals: CommandTerminal..., keys: Set<String>, seesAll: Bool = true) throws {
        hub.process.terminate(grace: .seconds(10))
        let answers = terminals.reduce(into: [:]) { $0.merge($1.replies) { $0 + $1 } }
        let faults = try CommandOracle(folder.file("store")).faults(
            keys: keys, alarms: seesAll ? alarms : nil, answers: answers)
        #expect(faults.isEmpty, "\(faults)")
    }
}
