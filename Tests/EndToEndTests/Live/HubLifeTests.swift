import DemoPlant
import Foundation
import Glibc
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@Suite("A running hub", .serialized)
struct HubLifeTests {
    private let topics = DocumentReader.topics

    @Test("it publishes the plant, the lines, the machines and its beat, and ends in order when told to")
    func publishes() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        let all = [topics.model(.machines), topics.line("a"), topics.machine("M1"), topics.machine("M2")]
        #expect(reader.wait { all.allSatisfy { reader.documents[$0] != nil } }, "\(hub.said)")
        #expect(reader.wait { reader.text(topics.hub, "online") == "true" })
        #expect(reader.say("M1", "run", until: "producing"))
        #expect(reader.state("M2") == "no data/never")

        hub.process.send(signal: SIGTERM)
        #expect(hub.process.wait(within: .seconds(2)) == .code(0))
        #expect(reader.wait { reader.text(topics.hub, "online") == "false" })
    }

    @Test("a watched machine's values go out as they come")
    func watched() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        reader.ask(.watch(machine: "M1"))
        for step in 1...10 {
            let now = Int64(Date().timeIntervalSince1970 * 1000)
            reader.publish("p/M1/step", #"{"t": \#(now), "v": "step \#(step)"}"#)
            // Unwatched it would be ten seconds for each.
            let topic = topics.machine("M1")
            #expect(
                reader.wait(within: .seconds(5)) {
                    reader.documents[topic].map { String(decoding: $0, as: UTF8.self).contains("step \(step)") }
                        ?? false
                })
        }
    }

    @Test("its beat counts the messages that it rejected since it began, and doctor tells of them")
    func rejected() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        #expect(reader.text(topics.hub, "rejected") == "0")
        for _ in 0..<3 { reader.publish("p/M1/mode", "{") }
        #expect(reader.wait { reader.text(topics.hub, "rejected") == "3" })
        let run = try DoctorRun(["--broker", broker.address])
        #expect(run["hub.rejected"]?.level == "warning" && run["hub.rejected"]?.text.contains("3 messages") == true)
        #expect(run.code == 0, "\(run.output)")
    }

    @Test("each of many questions at once is answered or refused, and the one after them is answered")
    func questions() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        let (question, reply) = (Ask.rows(Query(.machines), cursor: 0), topics.reply("reader"))
        for _ in 0..<400 { reader.ask(question) }
        #expect(reader.wait { reader.counts[reply] == 400 }, "\(reader.counts[reply] ?? 0)")
        reader.forget()
        reader.ask(question)
        #expect(reader.wait { reader.documents[reply] != nil })
        #expect(reader.text(reply, "error") == nil && reader.text(reply, "rows")?.contains("M1") == true)
    }

    @Test("a second hub of the site, or of the store, is refused with 75 and is told who is there")
    func second() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.wait { reader.text(topics.hub, "online") == "true" }, "\(hub.said)")
        let name = try #require(reader.text(topics.hub, "hub")).filter { $0 != "\"" }
        let other = try HubProgram(broker.address, folder, store: "other")
        #expect(other.process.wait(within: .seconds(15)) == .code(75))
        #expect(other.said.contains(name))
        let same = try HubProgram(broker.address, folder)
        #expect(same.process.wait(within: .seconds(15)) == .code(75))
        #expect(hub.process.exitIfEnded() == nil)
    }

    @Test("what lay between a kill and the next start is no data, for the hub's sake, and it starts at once")
    func killed() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let reader = try DocumentReader(broker.address)
        let first = try HubProgram(broker.address, folder)
        #expect(reader.say("M1", "run", until: "producing"), "\(first.said)")
        // Before it answers, what it knows is durable: what was not is not missed.
        reader.ask(.rows(Query(.machines), cursor: 0))
        #expect(reader.wait { reader.documents[topics.reply("reader")] != nil })
        first.process.send(signal: SIGKILL)
        #expect(reader.wait { reader.text(topics.hub, "online") == "false" })
        let second = try HubProgram(broker.address, folder)
        #expect(
            reader.wait(within: .seconds(2)) {
                reader.text(topics.hub, "online") == "true" && reader.text(topics.hub, "epoch") == "2"
            }, "\(second.said)")
        #expect(reader.say("M1", "run", until: "producing"))
        second.process.terminate()

        let store = try SQLiteStore(reading: folder.file("store"))
        let states = try store.intervals(machine: "M1", window: nil, asOf: .now).map {
            [$0.condition.state.rawValue, $0.condition.why?.rawValue ?? ""]
        }
        let known: [[String]] = [["producing", ""], ["no data", "hub"], ["producing", ""]]
        #expect(Array(states.suffix(3)) == known, "\(states)")
        #expect(try store.verifyChain().fault == nil)
    }

    @Test("F2: while the broker is away machines are no data, and afterwards all documents are there again")
    func broker() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        broker.kill()
        reader.forget()
        try broker.startAgain()
        let all = [topics.model(.machines), topics.line("a"), topics.machine("M1"), topics.machine("M2")]
        #expect(reader.wait { all.allSatisfy { reader.documents[$0] != nil } }, "\(hub.said)")
        #expect(reader.wait { reader.state("M1") == "no data/link" })
        #expect(reader.say("M1", "run", until: "producing"))
        // The log says once that it was lost, and once that it is there again.
        let said = hub.said.split(separator: "\n")
        #expect(
            said.filter { $0.contains("lost") }.map {
                $0.hasSuffix("the link was lost: the broker closed it; trying on")
            } == [true])
        #expect(said.count { $0.hasSuffix("connected again") } == 1 && !hub.said.contains(".;"), "\(hub.said)")
        hub.process.terminate()
        let store = try SQLiteStore(reading: folder.file("store"))
        let why = try store.intervals(machine: "M1", window: nil, asOf: .now).compactMap(\.condition.why?.rawValue)
        #expect(why.last == "link")
    }

    @Test("it starts before its broker, says so once, and works when that is there")
    func brokerLater() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        broker.stop()
        let hub = try HubProgram(broker.address, folder)
        #expect(
            eventually { hub.said.contains("cannot be reached: Connection refused; trying on; is the broker running") })
        try broker.startAgain()
        let reader = try DocumentReader(broker.address)
        #expect(reader.wait { reader.text(topics.hub, "online") == "true" }, "\(hub.said)")
        #expect(hub.said.components(separatedBy: "cannot be reached").count == 2)
        #expect(hub.said.components(separatedBy: "\(broker.address): connected\n").count == 2, "\(hub.said)")
    }

    @Test("documents of machines that are no longer in the plant are cleared")
    func leftovers() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let first = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.wait { reader.documents[topics.machine("M2")] != nil }, "\(first.said)")
        first.process.terminate()
        let second = try HubProgram(broker.address, folder, machines: ["M1"])
        #expect(reader.wait { reader.documents[topics.machine("M2")] == nil }, "\(second.said)")
        #expect(reader.wait { reader.documents[topics.machine("M1")] != nil })
    }

    @Test("show asks the running hub, page by page, and ends with 69 where there is none")
    func show() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder, machines: (1...900).map { "machine-with-a-long-name-\($0)" })
        let reader = try DocumentReader(broker.address)
        #expect(reader.wait { reader.text(topics.hub, "online") == "true" }, "\(hub.said)")
        // More than one page; the hub may have to commit its start first.
        var text = ""
        #expect(
            try eventually {
                text = try Program.run(["show", "machines", "--broker", broker.address, "--json"]).text
                return text.components(separatedBy: "\"machine\":").count == 901
            }, "\(text.prefix(300))")
        let other = try Program.run(["show", "machines", "--broker", broker.address, "--site", "elsewhere"])
        #expect(other.code == 69 && other.text.contains("elsewhere"))
        hub.process.terminate()
        #expect(try Program.run(["show", "machines", "--broker", broker.address]).code == 69)
        broker.stop()
        let gone = try Program.run(["show", "machines", "--broker", broker.address])
        #expect(gone.code == 69 && gone.text.contains(broker.address))
    }

    @Test("a plant file that is wrong ends it with 78")
    func badPlant() throws {
        let folder = try TemporaryFolder()
        try "nonsense".write(toFile: folder.file("bad.toml"), atomically: true, encoding: .utf8)
        let files = ["--plant", folder.file("bad.toml"), "--store", folder.file("s")]
        #expect(try Program.run(["hub", "--broker", "mqtt://127.0.0.1:1"] + files).code == 78)
    }
}
