import Records
import TestSupport
import Testing

/// A person says why a machine stands, in the built programs from the key to the record.
@Suite("Reasons of stops, from the dashboard to the store")
struct StopReasonTests {
    @Test("the reason given with s is saved, and the hub's list of stops has it with the terminal that said it")
    func explained() throws {
        let hall = try FaultHall()
        let state = try TemporaryFolder()
        let program = try PtyProgram.dashboard(broker: hall.screenLink.address, size: TestSupport.ScreenSize(120, 40)) {
            $0.environment["XDG_STATE_HOME"] = state.path
        }
        hall.begin(program)
        #expect(hall.reader.say("M1", "stop", until: "stopped"))
        #expect(program.wait { $0.floorRow("M1")?.contains("stopped") == true })
        // The third group of reasons, its second reason; Enter leads to the buttons and saves.
        program.type("s32")
        #expect(program.wait(for: "Breakdown › Electrical, control"), "\(program.screen)")
        program.type("\r")
        #expect(
            try hall.shows("stops") { text in
                text.contains(#""reason":"electrical""#) && text.contains(#""kind":"breakdown""#)
                    && text.contains(#""by":""#)
            }, "\(program.screen)\n\(hall.hub.said)")
        #expect(
            hall.reader.wait {
                let line = hall.reader.documents[FaultHall.topics.line("a")] ?? []
                return String(decoding: line, as: UTF8.self).contains(#""reason":"electrical""#)
            }, "\(hall.hub.said)")
        program.type(":outbox\r")
        #expect(program.wait(for: "saved"), "\(program.screen)")
        program.type("\u{1B}")
        // The form shows what is there now.
        program.type("s")
        #expect(
            program.wait { $0.contains("[Save]") && $0.contains("Breakdown › Electrical, control") },
            "\(program.screen)")
        program.type("\u{1B}")
        program.expectLeaves()
    }
}
