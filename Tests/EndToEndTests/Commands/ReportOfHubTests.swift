import DemoPlant
import Foundation
import Records
import TestSupport
import Testing

@Suite("A report of a running hub", .serialized)
struct ReportOfHubTests {
    @Test("is asked for over the broker, in every form; the store itself is the hub's")
    func running() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder)
        let reader = try DocumentReader(broker.address)
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        for format in ["text", "csv", "json", "html"] {
            let run = try Program.run(["report", "day", "--broker", broker.address, "--format", format])
            #expect(run.code == 0 && run.text.contains("M1"), "\(run)")
        }
        let held = try Program.run(["report", "day", "--store", folder.file("store")])
        #expect(held.code == 75, "\(held)")
        let unknown = try Program.run(["report", "day", "--line", "b", "--broker", broker.address])
        #expect(unknown.code == 2 && unknown.text.contains("\"b\"") && unknown.text.contains("it has a"), "\(unknown)")
        let shift = try Program.run(["report", "shift", "--broker", broker.address, "--lang", "en"])
        #expect(shift.code == 0 && shift.text.contains("[[shift]]"), "a plant without shifts says so: \(shift)")
    }
}
