import Foundation
import Records
import Shopfloor
import TestSupport
import Testing

/// People acknowledge, note and shelve alarms, in the built programs from the key to the record and to other terminals.
@Suite("Alarms, from one dashboard to another")
struct AlarmCareTests {
    @Test(
        "an alarm that one terminal acknowledges, with a note, is acknowledged on another; that one shelves it, the first puts it back"
    )
    func cared() throws {
        let hall = try FaultHall()
        let states = [try TemporaryFolder(), try TemporaryFolder()]
        let programs = try states.map { state in
            try PtyProgram.dashboard(broker: hall.screenLink.address, size: TestSupport.ScreenSize(120, 40)) {
                $0.environment["XDG_STATE_HOME"] = state.path
            }
        }
        hall.begin(programs)
        let now = Int64(Date().timeIntervalSince1970 * 1000)
        hall.reader.publish("p/M1/alarm/plc", #"{"t":\#(now),"l":"F","c":"442","x":"shot pressure low"}"#)
        let topic = FaultHall.topics.alarm(AlarmID(machine: "M1", item: "plc", code: "442").text)
        #expect(hall.reader.wait { hall.reader.documents[topic] != nil }, "\(hall.hub.said)")
        let (first, second) = (programs[0], programs[1])
        for program in programs {
            program.type("4")
            #expect(
                program.wait { $0.contains("active, not acknowledged") && $0.contains("shot pressure low") },
                "\(program.screen)")
        }
        first.type("a")
        #expect(first.wait(for: "[Acknowledge]"), "\(first.screen)")
        first.type("\tseal worn\r\r")
        #expect(
            second.wait { $0.contains("active, acknowledged") && $0.contains("seal worn") && $0.contains("t-") },
            "\(second.screen)\n\(hall.hub.said)")
        #expect(first.wait(for: "active, acknowledged"), "\(first.screen)")
        #expect(
            try hall.shows("alarms") { text in
                text.contains(#""state":"acknowledged""#) && text.contains(#""note":"seal worn","noted_by":"t-"#)
            }, "\(hall.hub.said)")
        second.type("s2\r")
        #expect(first.wait { $0.contains("1 shelved") && $0.contains("→") }, "\(first.screen)")
        first.type("u\r")
        #expect(second.wait { !$0.contains("shelved") && $0.contains("active, acknowledged") }, "\(second.screen)")
        first.type(":outbox\r")
        #expect(first.wait { $0.contains("unsigned") && $0.contains("alarm: unshelve") }, "\(first.screen)")
        for program in programs { program.expectLeaves() }
    }

    @Test(
        "an alarm that came again since somebody looked is not acknowledged unseen: the terminal says refused, and why")
    func cameAgain() throws {
        let hall = try FaultHall()
        let state = try TemporaryFolder()
        let program = try PtyProgram.dashboard(broker: hall.screenLink.address, size: TestSupport.ScreenSize(120, 40)) {
            $0.environment["XDG_STATE_HOME"] = state.path
        }
        hall.begin(program)
        let start = Int64(Date().timeIntervalSince1970 * 1000)
        func alarm(_ word: String, after: Int64) {
            hall.reader.publish("p/M1/alarm/plc", #"{"t":\#(start + after),"l":"\#(word)","c":"7","x":"door open"}"#)
        }
        alarm("F", after: 0)
        program.type("4")
        #expect(program.wait(for: "door open"), "\(program.screen)")
        // What the form is about was seen; what comes while it is open was not.
        program.type("a")
        #expect(program.wait(for: "[Acknowledge]"), "\(program.screen)")
        alarm("N", after: 1)
        alarm("F", after: 2)
        #expect(try hall.shows("alarms") { $0.contains(#""raised":2"#) }, "\(hall.hub.said)")
        program.type("\r")
        #expect(program.wait { $0.contains("1 refused") }, "\(program.screen)")
        #expect(
            program.wait { $0.contains("door open") && $0.contains("active, not acknowledged") }, "\(program.screen)")
        program.type(":outbox\r\r")
        #expect(program.wait(for: "the alarm came again since you looked"), "\(program.screen)")
        program.type("\u{1B}\u{1B}")
        program.expectLeaves()
    }
}
