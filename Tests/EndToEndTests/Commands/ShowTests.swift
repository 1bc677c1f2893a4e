import DemoPlant
import Foundation
import TestSupport
import Testing

@Suite("The command show")
struct ShowTests {
    private let folder: TemporaryFolder
    private let store: String

    init() throws {
        folder = try TemporaryFolder()
        store = folder.file("store")
        let line = #"{"at": 1795540295000, "topic": "p/M1/mode", "payload": "{\"t\": 1795540295000, \"v\": \"run\"}"}"#
        try (line + "\n").write(toFile: folder.file("r.jsonl"), atomically: true, encoding: .utf8)
        try HubProgram.plant(["M1", "M2"]).write(toFile: folder.file("p.toml"), atomically: true, encoding: .utf8)
        let run = try Program.run([
            "replay", folder.file("r.jsonl"), "--plant", folder.file("p.toml"), "--store", store,
        ])
        #expect(run.code == 0, "\(run.text)")
    }

    @Test("of a store at rest it says first as of when; scripts get the rows alone")
    func asOf() throws {
        let text = try Program.run(["show", "machines", "--store", store]).text
        #expect(text.hasPrefix("as of 2026-11-24T"), "\(text)")
        let before = try Program.run(["show", "machines", "--store", store, "--at", "2026-11-24T17:11:35.000Z"]).text
        #expect(before.hasPrefix("as of 2026-11-24T17:11:35"), "\(before)")
        let json = try Program.run(["show", "machines", "--store", store, "--json"]).text
        #expect(json.hasPrefix("["), "\(json)")
    }

    @Test("a machine that there is not is wrong usage, told with those that there are; one without rows is not")
    func unknownMachine() throws {
        let slip = try Program.run(["show", "counts", "--store", store, "--machine", "M3"])
        #expect(slip.code == 2 && slip.text.contains("the plant has no machine \"M3\""), "\(slip.text)")
        #expect(slip.text.contains("M1, M2"), "\(slip.text)")
        #expect(try Program.run(["show", "counts", "--store", store, "--machine", "M2"]).code == 0)
    }

    @Test("a screen of what there is not is refused, and told what there is")
    func unknownScreens() throws {
        let slips = [
            (["machine", "--machine", "M3"], "the plant has no machine \"M3\"; is \"M1\" meant?; known: M1, M2"),
            (["pareto", "--line", "z"], "the plant has no line \"z\"; is \"a\" meant?; known: a"),
            (
                ["trend", "--machine", "M1", "--tag", "moed"],
                "M1 has no value \"moed\"; is \"mode\" meant?; known: mode"
            ),
            (["trend", "--machine", "M2", "--tag", "mode"], "M2 has no value \"mode\"; it has none"),
        ]
        for (arguments, words) in slips {
            let slip = try Program.run(["snapshot"] + arguments + ["--store", store])
            #expect(slip.code == 2 && slip.text == words + "\n", "\(slip.text)")
        }
    }

    @Test("in a table why there is no data is said in words, to scripts as it is in the protocol")
    func why() throws {
        #expect(try Program.run(["show", "machines", "--store", store]).text.contains("nothing known yet"))
        #expect(try Program.run(["show", "machines", "--store", store, "--json"]).text.contains(#""why":"never""#))
    }

    @Test("of a plant that lives by shift records it says that no hour is known, and by what else figures are summed")
    func hoursOfRecords() throws {
        let plant = """
            [site]
            id = "s"
            time_zone = "UTC"
            time = "records"
            [[line]]
            id = "L"
            [[machine]]
            id = "M1"
            line = "L"
            [[shift]]
            id = "early"
            from = "06:00"
            to = "14:00"
            [[source]]
            id = "records"
            topic = "mes/shift"
            machine = "/m"
            [source.record]
            date = "/date"
            shift = "/shift"
            shots = "/shots"
            """
        let line =
            #"{"at": 1795528800000, "topic": "mes/shift", "payload": "{\"m\": \"M1\", \"date\": \"2026-11-24\", \"shift\": \"early\", \"shots\": 5}"}"#
        try (line + "\n").write(toFile: folder.file("records.jsonl"), atomically: true, encoding: .utf8)
        try plant.write(toFile: folder.file("records.toml"), atomically: true, encoding: .utf8)
        let store = folder.file("records")
        let replay = try Program.run([
            "replay", folder.file("records.jsonl"), "--plant", folder.file("records.toml"), "--store", store,
        ])
        #expect(replay.code == 0, "\(replay.text)")
        #expect(try Program.run(["show", "kpi", "--by", "shift", "--store", store]).code == 0)
        for format in [[], ["--json"]] {
            let hours = try Program.run(["show", "kpi", "--by", "hour", "--store", store] + format)
            #expect(hours.code == 2 && hours.text.contains("shift records"), "\(hours.text)")
            #expect(hours.text.contains("machine-shift, shift, day"), "\(hours.text)")
        }
    }
}
