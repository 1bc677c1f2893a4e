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

    init(environment: [String: String] = [:]) throws {
        broker = try TestBroker()
        folder = try TemporaryFolder()
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
    }

    func startHub(environment: [String: String] = [:]) throws {
        hub = try HubProgram(broker.address, folder, machines: ["M1"], environment: environment)
    }

    /// kill -9, and gone.
    func killHub() {
        hub.process.send(signal: SIGKILL)
        _ = hub.process.wait(within: .seconds(10))
    }

    /// Whether all that terminals were told is so, in the store of a hub that has ended.
    func expectWhole(_ terminals: CommandTerminal..., keys: Set<String>) throws {
        hub.process.terminate(grace: .seconds(10))
        let answers = terminals.reduce(into: [:]) { $0.merge($1.replies) { $0 + $1 } }
        let faults = try CommandOracle.faults(folder.file("store"), keys: keys, alarms: alarms, answers: answers)
        #expect(faults.isEmpty, "\(faults)")
    }
}
