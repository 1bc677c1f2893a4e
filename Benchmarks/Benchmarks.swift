import Glibc

/// Measures every speed that has a bar, and prints a line for each. Ends with 1 when one is missed, or did not run.
/// Arguments name groups of rows: `Benchmarks json observe` runs those alone. A year is made only where `year` is named.
@main
struct Benchmarks {
    static func main() throws {
        if CommandLine.arguments.dropFirst().first == DrawnFrames.argument, let path = CommandLine.arguments.last {
            return try DrawnFrames.draw(timeInto: path)
        }
        if CommandLine.arguments.dropFirst().first == Instructions.argument, let name = CommandLine.arguments.last {
            return try Instructions.run(name)
        }
        if CommandLine.arguments.dropFirst().first == FirstPage.argument {
            return try FirstPage.answer(Array(CommandLine.arguments.dropFirst(2)))
        }
        var isMissed = false
        let wanted = Set(CommandLine.arguments.dropFirst())
        let groups: [(name: String, rows: () -> [BenchmarkRow])] = [
            ("json", jsonRows), ("observe", observeRows), ("frame", frameRows), ("start", startRows),
            ("hub", hubLoadRows), ("burst", burstRows), ("link", linkRows), ("commands", commandRows),
            ("outbox", outboxRows), ("year", { yearRows(mayMake: wanted.contains("year")) }),
            ("idle", idleRows), ("latency", latencyRows), ("terminal", terminalRows), ("memory", memoryRows),
            ("instructions", instructionRows),
        ]
        for group in groups where wanted.isEmpty || wanted.contains(group.name) {
            for row in group.rows() {
                print(row.line)
                fflush(nil)
                if !row.isPassed { isMissed = true }
            }
        }
        exit(isMissed ? 1 : 0)
    }
}
