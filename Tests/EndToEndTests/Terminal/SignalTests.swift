import Basis
import DemoPlant
import Foundation
import Glibc
import TestSupport
import Testing

/// F31: what a signal does, whatever is on the screen.
@Suite("F31: signals", .serialized)
struct SignalTests {
    /// Keys that lead there from the Floor, whose first machine stands, and what no other screen shows.
    private static let screens = [
        ("", "Needs someone"), ("\r", "› M1"), ("?", "PgDn"), ("/M1", "/M1"), (":ma", ":ma"), ("q", "Leave"),
        (":pareto\r", "stops by reason"), (":oee\r", "› OEE"), (":alarms\r", "› Alarms"), (":audit\r", "Journal"),
        (":outbox\r", "Outbox ›"), ("s", "[Save]"),
    ]
    private static let crashes = [SIGSEGV: "SEGV", SIGTRAP: "TRAP", SIGABRT: "ABRT"]

    @Test(
        "F31: on each screen the terminal is given back, nothing is written over it, the exit tells, a crash leaves a note",
        arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGSEGV, SIGTRAP, SIGABRT])
    func everyScreen(_ signal: Int32) throws {
        let (hall, state) = (try FaultHall(), try TemporaryFolder())
        // All at once: each of them waits for a beat of the hub.
        let programs = try Self.screens.map { _ in
            try PtyProgram.dashboard(broker: hall.screenLink.address, size: ScreenSize(100, 30)) {
                // Else the report of the crash looks for symbols first, which takes longer than the second.
                $0.environment = ["XDG_STATE_HOME": state.path, "SWIFT_BACKTRACE": "enable=no"]
            }
        }
        hall.begin([])
        #expect(hall.reader.say("M1", "stop", until: "stopped"), "\(hall.hub.said)")
        for ((keys, shown), program) in zip(Self.screens, programs) {
            #expect(
                program.wait { $0.floorRow("M1")?.contains("stopped") == true && $0.contains("● live") },
                "\(program.screen)")
            program.type(keys)
            #expect(program.wait(for: shown), "\(keys)\n\(program.screen)")
            program.send(signal: signal)
            #expect(program.waitForExit(within: .seconds(1)) == .signal(signal), "\(shown)")
            program.expectGivenBack()
            #expect(program.screen.lines.allSatisfy { $0 == "" }, "\(shown)\n\(program.screen)")
        }
        let log = (try? String(contentsOfFile: state.file("floortui/floortui.log"), encoding: .utf8)) ?? ""
        for program in programs { expectNote(of: program, signal, log) }
    }

    /// Of a crash there is a line with its time, process, version and signal; of any other end there is none.
    private func expectNote(of program: PtyProgram, _ signal: Int32, _ log: String) {
        let lines = log.split(separator: "\n").filter {
            $0.contains("[\(program.processID)]") && $0.contains("crashed")
        }
        guard let name = Self.crashes[signal] else { return #expect(lines.isEmpty, "\(log)") }
        let note = /^(\S+Z) \[\d+\] floortui \d+\.\d+\.\d+ crashed: SIG(\w+), signal (\d+)$/
        let match = lines.count == 1 ? lines[0].wholeMatch(of: note) : nil
        #expect(match?.2 == name[...] && match.flatMap { Int32($0.3) } == signal, "\(log)")
        let age = match.flatMap { ISO8601.parse(String($0.1)) }.map { Instant.now - $0 }
        #expect(age.map { $0 >= .zero && $0 < .seconds(60) } == true, "\(log)")
    }
}
