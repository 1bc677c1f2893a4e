import DemoPlant
import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

/// What a person types is safe before it is sent, in the built program.
@Suite("Forms of the built program")
struct DraftTests {
    /// How many there are, of those whose fields have this text.
    private func drafts(_ state: TemporaryFolder, with text: String = "") -> Int {
        let path = state.file("floortui/terminal-1/outbox.sqlite")
        guard FileManager.default.fileExists(atPath: path) else { return 0 }
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try? DatabaseQueue(path: path, configuration: configuration)
        return
            (try? queue?.read {
                try Int.fetchOne(
                    $0, sql: "SELECT count(*) FROM drafts WHERE instr(CAST(fields AS TEXT), ?) > 0 OR ? = ''",
                    arguments: [text, text])
            }) ?? 0
    }

    private func dashboard(_ hall: FaultHall, _ state: TemporaryFolder) throws -> PtyProgram {
        try PtyProgram.dashboard(broker: hall.screenLink.address, size: ScreenSize(120, 40)) {
            $0.environment["XDG_STATE_HOME"] = state.path
        }
    }

    /// A dashboard of a machine that stands, with the form of that stop open.
    private func formOfStop(_ hall: FaultHall, _ state: TemporaryFolder) throws -> PtyProgram {
        let program = try dashboard(hall, state)
        hall.begin(program)
        #expect(hall.reader.say("M1", "stop", until: "stopped"))
        #expect(program.wait { $0.floorRow("M1")?.contains("stopped") == true })
        program.type("s")
        #expect(program.wait(for: "[Save]"))
        return program
    }

    @Test(
        "I3: a form that was being filled in when the program was killed is offered, dated, by the next, as it was left"
    )
    func killed() throws {
        let hall = try FaultHall()
        let state = try TemporaryFolder()
        let first = try dashboard(hall, state)
        hall.begin(first)
        #expect(hall.reader.say("M1", "stop", until: "stopped"))
        #expect(first.wait { $0.floorRow("M1")?.contains("stopped") == true })
        // The first machine is selected; the third group of reasons, its second reason; then the note.
        first.type("s32\u{1B}[Z" + "oil at the rod")
        #expect(first.wait(for: "oil at the rod"), "\(first.screen)")
        // Within a second and a moment, though the field is not left.
        #expect(eventually { drafts(state, with: "oil at the rod") == 1 })
        first.send(signal: SIGKILL)
        #expect(first.waitForExit(within: .seconds(5)) == .signal(SIGKILL))

        let second = try dashboard(hall, state)
        hall.begin(second)
        #expect(second.wait(for: "Typed and not sent"), "\(second.screen)")
        #expect(second.screen.contains("entered") && second.screen.contains("oil at the rod"))
        second.type("\r")
        #expect(
            second.wait { $0.contains("[Save]") && $0.contains("Breakdown › Electrical, control") }, "\(second.screen)")
        // Discarded in the outbox, after a question.
        second.type("\u{1B}")
        #expect(second.wait { !$0.contains("[Save]") })
        second.type(":outbox\r")
        #expect(second.wait(for: "draft"))
        second.type("\r")
        #expect(second.wait(for: "[Discard]"))
        second.type("\t\t\r\t\r")
        #expect(eventually { drafts(state) == 0 }, "\(second.screen)")
        second.expectLeaves()
    }

    @Test(
        "I3: what was typed a moment before the program is asked to end, or its terminal goes, is on the disk",
        arguments: [SIGTERM, SIGHUP])
    func ended(signal: Int32) throws {
        let (hall, state) = (try FaultHall(), try TemporaryFolder())
        let program = try formOfStop(hall, state)
        // One after the other without a pause: the field is not left, and no second goes by.
        program.type("\t" + "oil at the rod")
        #expect(program.wait(for: "oil at the rod"), "\(program.screen)")
        program.send(signal: signal)
        _ = program.waitForExit(within: .seconds(5))
        #expect(drafts(state, with: "oil at the rod") == 1)
    }

    @Test(
        "I3: Ctrl-C in a form asks whether to leave; who stays has the form again, who leaves finds it at the next start"
    )
    func interrupted() throws {
        let (hall, state) = (try FaultHall(), try TemporaryFolder())
        let program = try formOfStop(hall, state)
        program.type("\t" + "oil at the rod" + "\u{03}")
        #expect(program.wait { !$0.contains("[Save]") })
        program.type("n")
        #expect(program.wait { $0.contains("[Save]") && $0.contains("oil at the rod") }, "\(program.screen)")
        program.type("!" + "\u{03}" + "y")
        #expect(program.waitForExit(within: .seconds(5)) == .code(0))
        #expect(drafts(state, with: "oil at the rod!") == 1)
    }
}
