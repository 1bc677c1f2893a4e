package import Basis
import Dispatch
package import Hub
package import Records
import Shopfloor
import Telemetry
package import TestSupport

/// A broker with a hub's documents on it, and a clock that stands still: what a dashboard shows is the same each time.
///
/// The test plays the hub, as far as a dashboard sees it.
package final class VirtualHall {
    package let broker: TestBroker
    private let link: Connection
    private let topics: TopicGrammar
    private let timer: any DispatchSourceTimer
    private let now: Instant

    /// - Parameter lines: the machines of each line, all of them producing but for every seventh.
    package convenience init(lines: Int, machines: Int) throws {
        let now = Instant(milliseconds: 1_767_254_400_000)
        var plant = Plant(
            site: Plant.Place(id: "hall", name: LocalizedText("Hall")), zone: "UTC", areas: [], lines: [], machines: [])
        var documents: [LineDocument] = []
        for line in 0..<lines {
            let id = "L\(line)"
            plant.lines.append(Plant.Line(id: id, name: LocalizedText("Line \(line)"), area: nil))
            var rows: [LineDocument.Row] = []
            for number in 0..<machines {
                let machine = "M\(line * machines + number)"
                plant.machines.append(
                    Plant.Machine(id: machine, name: LocalizedText("Press"), line: id, idealCycle: nil))
                let condition = Condition(number % 7 == 3 ? .stopped : .producing)
                rows.append(LineDocument.Row(machine: machine, condition: condition, since: now - .seconds(600)))
            }
            documents.append(LineDocument(line: id, rows: rows))
        }
        try self.init(site: "hall", now: now, ModelDocument(plant: plant), documents, [])
    }

    /// The demo plant after eight simulated hours, as the golden frames have it.
    package convenience init(_ core: HubCore, now: Instant) throws {
        let plant = core.model.plant
        try self.init(
            site: plant.site.id, now: now, core.modelDocument, plant.lines.map { core.lineDocument($0.id) },
            plant.machines.indices.map { core.machineDocument($0) })
    }

    private init(
        site: String, now: Instant, _ model: ModelDocument, _ lines: [LineDocument], _ machines: [MachineDocument]
    ) throws {
        self.now = now
        broker = try TestBroker(extra: ["max_queued_messages 0"])
        topics = TopicGrammar(site: site)
        let link = try Connection(
            ConnectionSettings(broker: try BrokerURL(broker.address), clientPrefix: "hall"), subscriptions: [],
            inbox: try Inbox())
        self.link = link
        var json = JSONWriter()
        Beat(
            hub: "virtual", isOnline: true, now: now, epoch: 1, seq: 1, modelDigest: "",
            documents: ["model": 1, "line": lines.count], speed: 0
        ).write(to: &json)
        let (beat, topic) = (json.bytes, topics.hub)
        timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now(), repeating: .milliseconds(500))
        timer.setEventHandler {
            _ = link.publish(OutgoingMessage(topic: topic, payload: beat, qos: .atLeastOnce, retain: false))
        }
        try link.start()
        publish(topics.model(.machines)) { model.write(to: &$0, head: $1) }
        for line in lines { publish(line) }
        for machine in machines { publish(topics.machine(machine.row.machine)) { machine.write(to: &$0, head: $1) } }
        timer.resume()
    }

    deinit {
        timer.cancel()
        link.stop()
    }

    private var number: Int64 = 0

    /// A newer state of a line.
    package func publish(_ line: LineDocument) { publish(topics.line(line.line)) { line.write(to: &$0, head: $1) } }

    private func publish(_ topic: String, _ write: (inout JSONWriter, DocumentHead) -> Void) {
        number += 1
        var json = JSONWriter()
        write(&json, DocumentHead(epoch: 1, number: number, seq: 1, at: now))
        _ = link.publish(OutgoingMessage(topic: topic, payload: json.bytes, qos: .atLeastOnce, retain: true))
    }

    /// A line's machines, of which `stopped` stand.
    package func line(_ id: String, machines: Range<Int>, stopped: (Int) -> Bool) -> LineDocument {
        LineDocument(
            line: id,
            rows: machines.map {
                LineDocument.Row(
                    machine: "M\($0)", condition: Condition(stopped($0) ? .stopped : .producing),
                    since: now - .seconds(600))
            })
    }

    package func dashboard(
        size: TestSupport.ScreenSize = TestSupport.ScreenSize(80, 24), arguments: [String] = [],
        _ change: (inout PtyProgram.Options) -> Void = { _ in }
    ) throws -> PtyProgram {
        try PtyProgram.dashboard(broker: broker.address, size: size, arguments: arguments, change)
    }
}
