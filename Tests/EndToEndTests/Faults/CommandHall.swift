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
    ///
    /// - Parameter step: so many at a time, where the broker keeps no more.
    func raise(_ count: Int, step: Int = .max) throws {
        try #require(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        alarms = count
        for first in stride(from: 0, to: count, by: min(step, max(count, 1))) {
            let numbers = first..<min(count, first + min(step, count))
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            for number in numbers {
                reader.publish("p/M1/alarm/x", #"{"t":\#(now),"l":"F","c":"c\#(number)","x":"text"}"#)
            }
            let topics = numbers.map { DocumentReader.topics.alarm(Self.alarm($0).text) }
            #expect(reader.wait { topics.allSatisfy { reader.documents[$0] != nil } }, "\(hub.said)")
        }
        try waitUntilKept(count)
    }

    /// Documents do not wait for the disk, and a hub that is killed may have said what nobody kept: an answer from the
    /// store has what is durable.
    private func waitUntilKept(_ count: Int) throws {
        let answer = DocumentReader.topics.reply("reader")
        let end = ContinuousClock.now + .seconds(15)
        var kept = 0
        while kept < count, ContinuousClock.now < end {
            var cursor: Int? = 0
            kept = 0
            while let next = cursor {
                let seen = reader.counts[answer] ?? 0
                reader.ask(.rows(Query(.alarms), cursor: next))
                try #require(reader.wait { (reader.counts[answer] ?? 0) > seen }, "\(hub.said)")
                let page = try Page(JSONTape().read(try #require(reader.documents[answer])))
                kept += page?.rows.count ?? 0
                cursor = page?.next
            }
        }
        #expect(kept == count, "\(hub.said)")
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
