import DemoPlant
import TestSupport
import Testing

@Suite("doctor --keys")
struct DoctorKeysTests {
    @Test("each key shows its bytes and its name, and the terminal is given back")
    func keys() throws {
        let program = try PtyProgram(Product.path, ["doctor", "--keys"])
        #expect(program.wait(for: "q ends"))
        program.type("\u{1B}[A")
        #expect(program.wait { $0.contains("1b 5b 41") && $0.contains("↑") }, "\(program.screen)")
        program.type("ß")
        #expect(program.wait { $0.contains("c3 9f") }, "\(program.screen)")
        program.type("q")
        #expect(program.waitForExit(within: .seconds(10)) == .code(0))
        #expect(program.mode == program.modeAtStart)
    }

    @Test("a scan is known by its speed, with the key at its end")
    func scan() throws {
        let program = try PtyProgram(Product.path, ["doctor", "--keys", "--lang", "zh"])
        #expect(program.wait(for: "结束"))
        program.type("WO-4500q0010\r")
        #expect(program.wait(for: "结束键 Enter"), "\(program.screen)")
        // The q within the scan ended nothing.
        program.type("\u{3}")
        #expect(program.waitForExit(within: .seconds(10)) == .code(0))
    }
}
