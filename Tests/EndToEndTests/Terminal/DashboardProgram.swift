import TestSupport

extension PtyProgram {
    /// The shipped program as a dashboard. Port 9 has no broker: it says so, and goes on trying.
    static func dashboard(
        broker: String = "mqtt://127.0.0.1:9", size: ScreenSize = ScreenSize(80, 24), arguments: [String] = [],
        _ change: (inout Options) -> Void = { _ in }
    ) throws -> PtyProgram {
        var options = Options()
        options.size = size
        change(&options)
        return try PtyProgram(Product.path, ["--broker", broker] + arguments, options)
    }

    /// Waits for the first whole frame, whose last row says which keys act.
    func waitForFrame() -> Bool { wait { $0.line($0.size.rows - 1) != "" } }
}
