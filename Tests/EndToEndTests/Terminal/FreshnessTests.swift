import DemoPlant
import Foundation
import TestSupport
import Testing

/// A22 and A23: no value looks younger than it is.
@Suite("The age of what is shown", .serialized)
struct FreshnessTests {
    private let clock = /\d\d:\d\d:\d\d/

    @Test(
        "A22, F14: a retained value keeps the time of its own, also when it is replayed to the hub that connects again")
    func retained() throws {
        let plant = try LivePlant()
        let past = Date(timeIntervalSinceNow: -600)
        plant.say("M1", "pressure", "41.5", at: past, retain: true)
        let program = try plant.dashboard(size: ScreenSize(160, 40))
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        program.type("\r")
        #expect(
            program.wait { $0.valueRow("pressure").map { LivePlant.says("retained", past, $0) } == true },
            "\(program.screen)")
        plant.hubLink.cut()
        // The hub says so itself when it has lost the link, and again when machines speak.
        #expect(program.wait(within: .seconds(20)) { $0.line(1).contains("no data") }, "\(program.screen)")
        #expect(
            program.wait(within: .seconds(20)) { screen in
                plant.say("M1", "execution", "\"ACTIVE\"")
                return screen.line(1).contains("producing")
            })
        #expect(
            program.wait { $0.valueRow("pressure").map { LivePlant.says("retained", past, $0) } == true },
            "\(program.screen)")
    }

    @Test("A22: a retained value without a time of its own shows no time")
    func withoutTime() throws {
        let plant = try LivePlant()
        plant.publish("bare/M1/level", "7", retain: true)
        let program = try plant.dashboard(size: ScreenSize(160, 40))
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        // A number has a course beside it, which wants room.
        plant.say("M1", "step", "7")
        program.type("\r")
        #expect(program.wait { $0.valueRow("level")?.contains("retained") == true }, "\(program.screen)")
        for (size, language, words) in [
            (ScreenSize(160, 40), "en", "age unknown"), (ScreenSize(80, 24), "en", "age unknown"),
            (ScreenSize(80, 24), "zh", "时间未知"),
        ] {
            let screen = try plant.dashboard(size: size, arguments: ["--lang", language])
            #expect(screen.wait { $0.floorRow("M1") != nil })
            screen.type("\r")
            #expect(
                screen.wait { screen in
                    let row = screen.valueRow("level") ?? ""
                    return row.contains("○") && row.contains(words) && row.firstMatch(of: clock) == nil
                }, "\(screen.screen)")
        }
    }

    @Test("while a hub follows a clock of which no word has come there is no time, no axis, and nothing is live")
    func noClock() throws {
        let (broker, folder) = (try TestBroker(), try TemporaryFolder())
        let hub = try HubProgram(broker.address, folder, ["--clock", "follow"])
        let program = try PtyProgram.dashboard(broker: broker.address)
        #expect(program.wait { $0.contains("○ no time yet") && $0.floorRow("M2") != nil }, "\(hub.said)")
        let head = try #require(program.screen.lines.first { $0.contains("Machine") && $0.contains("State") })
        #expect(!head.contains { $0.isNumber }, "\(head)")
        let text = program.screen.lines.joined(separator: "\n")
        #expect(text.firstMatch(of: /\d\d:\d\d|1970|×/) == nil && !text.contains("live"), "\(text)")
    }

    @Test("A23: a machine silent past its limit is no data on time, by glyph and word, in every view")
    func silent() throws {
        let plant = try LivePlant()
        let floor = try plant.dashboard()
        let machine = try plant.dashboard()
        let tiles = try plant.dashboard()
        let journal = try plant.dashboard()
        #expect(plant.say("M2", execution: "ACTIVE", until: floor, shows: "producing"), "\(plant.hubLog)")
        /// It speaks until its view has it.
        func shows(_ view: PtyProgram, _ isThere: (TerminalEmulator) -> Bool) -> Bool {
            view.wait { screen in
                plant.say("M2", "execution", "\"ACTIVE\"")
                return isThere(screen)
            }
        }
        #expect(shows(machine) { $0.floorRow("M2") != nil })
        machine.type(":machine M2\r")
        #expect(shows(machine) { $0.line(1).contains("producing") }, "\(machine.screen)")
        tiles.type("v")
        #expect(
            shows(tiles) { $0.tile("M2").map { !$0.name.contains("?") && $0.state.contains("producing") } == true },
            "\(tiles.screen)")
        journal.type(":audit\r")
        #expect(shows(journal) { $0.contains("M2") && $0.contains("producing") }, "\(journal.screen)")
        #expect(shows(floor) { $0.floorRow("M2")?.contains("producing") == true }, "\(floor.screen)")
        // The newest sign of life, from which the two seconds run.
        let last = Date()
        plant.say("M2", "execution", "\"ACTIVE\"", at: last)
        #expect(floor.wait(within: .seconds(5)) { $0.floorRow("M2")?.contains("no data") == true })
        let took = Date().timeIntervalSince(last)
        #expect(took >= 1.9 && took < 4, "\(took)")
        #expect(floor.wait { $0.floorRow("M2")?.contains("?") == true })
        #expect(
            floor.wait { screen in
                let words = ["?", "no data", "silent", LivePlant.clock(last)]
                return screen.needsRow("M2").map { row in words.allSatisfy { row.contains($0) } } ?? false
            }, "\(floor.screen)")
        #expect(
            machine.wait(within: .seconds(2)) { $0.line(1).contains("? no data") && $0.line(1).contains("silent") },
            "\(machine.screen)")
        #expect(
            tiles.wait(within: .seconds(2)) {
                $0.tile("M2").map { $0.name.contains("? M2") && $0.state.contains("no data") } == true
            }, "\(tiles.screen)")
        #expect(
            journal.wait { screen in
                screen.lines.contains { row in ["M2", "no data", "silent"].allSatisfy { row.contains($0) } }
            }, "\(journal.screen)")
    }
}

extension TerminalEmulator {
    /// The two lines in which the tile of a machine stands.
    func tile(_ machine: String) -> (name: String, state: String)? {
        guard let row = lines.firstIndex(where: { $0.contains(" \(machine)") }), row + 1 < lines.count,
            let place = lines[row].firstRange(of: " \(machine)")
        else { return nil }
        // Its sign stands before its name, and its state below that; others stand beside it.
        let before = lines[row].distance(from: lines[row].startIndex, to: place.lowerBound)
        return (String(lines[row].dropFirst(before - 1)), String(lines[row + 1].dropFirst(before)))
    }

    /// The row of a tag in the view of a machine.
    func valueRow(_ tag: String) -> String? { lines.first { $0.contains(" \(tag) ") } }
}
