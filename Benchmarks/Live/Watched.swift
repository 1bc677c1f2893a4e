import DemoPlant
import Foundation
import TestSupport

/// A program in a terminal of its own, as people start it, and what it does to the machine.
struct Watched {
    let program: PtyProgram

    init(_ path: String, _ arguments: [String], size: ScreenSize) throws {
        var options = PtyProgram.Options()
        options.size = size
        program = try PtyProgram(path, arguments, options)
    }

    static func dashboard(_ stage: LiveHub, size: ScreenSize) throws -> Watched {
        let watched = try Watched(Product.path, ["dashboard", "--broker", stage.broker.address], size: size)
        guard watched.program.wait(within: .seconds(20), for: PlantLoad.firstMachine) else {
            throw ChildProcess.Failure("the dashboard does not show \(PlantLoad.firstMachine) within 20 s")
        }
        return watched
    }

    /// What it takes of the processor.
    var processorTime: Duration { ProcessUsage.processorTime(program.processID) ?? .zero }
    var residentBytes: Int { ProcessUsage.residentBytes(program.processID) ?? 0 }
    var wakeUps: Int { ProcessUsage.wakeUps(program.processID) ?? 0 }

    /// Follows the screen of all of them for so long.
    static func follow(_ all: [Watched], seconds: Double) {
        let end = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < end {
            let turn = min(.milliseconds(50), end - .now)
            for one in all { _ = one.program.wait(within: turn) { _ in false } }
        }
    }
}
