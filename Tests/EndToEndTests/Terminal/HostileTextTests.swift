import DemoPlant
import Foundation
import TestSupport
import Testing

/// A26 and A4: text from outside never moves a cursor.
@Suite("Hostile text", .serialized)
struct HostileTextTests {
    /// What would change the screen, in JSON and in TOML strings: sequences of every kind, a C1 control, directions,
    /// line ends, a private character, and more marks than a cell may hold.
    static let texts = [
        #"\u001b[31;5mRED"#, #"\u001b]0;PWNED\u0007"#, #"\u001b[2J\u001b[H"#, #"\u009b2J"#, #"\u001bP1;2|x\u001b\\"#,
        #"\u202eEVIL\u2066"#, #"a\r\nb\u0008\u0008c"#, "e" + String(repeating: #"\u0301"#, count: 40),
        #"\u0000x\u007f"#,
        #"\uFEFF\u200D\uE000"#, #"\u001b[6n\u001b[c"#,
    ]

    private func expectClean(_ program: PtyProgram) {
        let screen = program.screen
        #expect(screen.unknown.isEmpty, "\(screen.unknown)")
        #expect(screen.commands.isEmpty && screen.bells == 0)
        // After the questions that come with the first frame.
        let asked = program.log.firstRange(of: Array("\u{1B}[6n".utf8))?.upperBound ?? 0
        let text = String(decoding: program.log[asked...], as: UTF8.self)
        for scalar in ["\u{202E}", "\u{2066}", "\u{9B}", "\u{FEFF}", "\u{200D}", "\u{E000}", "\u{7F}"] {
            #expect(!text.unicodeScalars.contains { $0 == scalar.unicodeScalars.first })
        }
        for sequence in ["\u{1B}[31;5m", "\u{1B}]", "\u{1B}P", "\u{1B}[6n", "\u{1B}[c"] {
            #expect(!text.contains(sequence))
        }
        let marks = screen.cells.joined().map { $0.text.unicodeScalars.count }.max() ?? 0
        #expect(marks <= 3)
        // What ncurses itself writes keeps the last row in place.
        #expect(screen.line(screen.size.rows - 1).contains("help"))
    }

    @Test("A26: values of tags", arguments: texts)
    func values(_ text: String) throws {
        let plant = try LivePlant()
        let program = try plant.dashboard()
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        program.type("\r")
        #expect(program.wait { $0.valueRow("execution") != nil })
        plant.say("M1", "execution", "\"X1\(text)X2\"")
        plant.say("M1", "comment", "\"\(text)END\"")
        plant.publish("bare/M1/raw", bytes: [0x22, 0x1B, 0x5B, 0x33, 0x31, 0x6D, 0xFF, 0x22])
        plant.say("M1", "last", "\"seen\"")
        #expect(program.wait { $0.valueRow("last") != nil && $0.contains("X2") }, "\(program.screen)")
        expectClean(program)
    }

    @Test("A26: texts of alarms, also on the Floor")
    func alarms() throws {
        let plant = try LivePlant()
        let program = try plant.dashboard(size: ScreenSize(160, 40))
        #expect(plant.say("M1", execution: "ACTIVE", until: program, shows: "producing"), "\(plant.hubLog)")
        for (number, text) in Self.texts.enumerated() {
            plant.publish("alarm/M1", #"{"level": "Fault", "code": "C\#(number)\#(text)", "text": "T\#(text)"}"#)
        }
        plant.say("M1", "last", "\"seen\"")
        #expect(program.wait { $0.floorRow("M1")?.contains("\(Self.texts.count) T") == true }, "\(program.screen)")
        expectClean(program)
        program.type("\r")
        #expect(program.wait { $0.contains("Alarms \(Self.texts.count)") && $0.valueRow("last") != nil })
        expectClean(program)
    }

    @Test("A26: names of machines in the plant file, as far as the file may have them", arguments: texts)
    func names(_ text: String) throws {
        let plant = try LivePlant(nameOfFirst: "N1" + text + "N2")
        let program = try plant.dashboard(size: ScreenSize(160, 40))
        #expect(program.waitForFrame())
        var isRefused = false
        let isShown = program.wait(within: .seconds(20)) { screen in
            isRefused = plant.hubLog.contains("plant.toml:12:8: ")
            return isRefused || screen.floorRow("M1")?.contains("N1") == true
        }
        #expect(isShown, "\(program.screen)\n\(plant.hubLog)")
        if isRefused {
            #expect(plant.hubLog.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 && $0.value != 0x7F })
        } else {
            program.type("\r")
            #expect(program.wait { $0.line(0).contains("N1") })
        }
        expectClean(program)
    }
}
