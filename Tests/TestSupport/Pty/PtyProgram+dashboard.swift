import DemoPlant

extension PtyProgram {
    /// The shipped program as a dashboard. Port 9 has no broker: it says so, and goes on trying.
    package static func dashboard(
        broker: String = "mqtt://127.0.0.1:9", size: ScreenSize = ScreenSize(80, 24), arguments: [String] = [],
        _ change: (inout Options) -> Void = { _ in }
    ) throws -> PtyProgram {
        var options = Options()
        options.size = size
        change(&options)
        return try PtyProgram(Product.path, ["--broker", broker] + arguments, options)
    }

    /// Waits until a machine is on the Floor, and the hub lives.
    package func waitForLive(_ machine: String) -> Bool { wait { $0.floorRow(machine) != nil && $0.contains(" live") } }

    /// Leaves by key.
    package func leave() -> Bool {
        type("qy")
        return waitForExit(within: .seconds(5)) == .code(0)
    }

    /// How many times `sequence` was written since the log had `mark` bytes.
    package func count(_ sequence: String, since mark: Int = 0) -> Int {
        let wanted = Array(sequence.utf8)
        let bytes = Array(bytes(since: mark))
        guard bytes.count >= wanted.count else { return 0 }
        return (0...bytes.count - wanted.count).count { bytes[$0...].starts(with: wanted) }
    }

    /// Frames since the log had `mark` bytes; only a terminal that answers questions is sent their marks.
    package func frames(since mark: Int = 0) -> Int { count("\u{1B}[?2026h", since: mark) }

    /// Waits for the first whole frame, whose last row says which keys act.
    package func waitForFrame() -> Bool { wait { $0.line($0.size.rows - 1) != "" } }
}
