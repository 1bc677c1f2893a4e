import DemoPlant
import Foundation
import TestSupport

/// What a dashboard costs while nothing happens, and for the least that can, beside htop in the same minute.
func idleRows() -> [BenchmarkRow] {
    let names = [
        "idle, nothing new, 60 s at 80×24: processor", "idle: written in 60 s, all of it clock and minutes",
        "idle: wake-ups", "one changed cell", "cursor down",
    ]
    let bars = ["≤ htop's", "≤ 100 bytes/s", "≤ 2 /s", "≤ 64 bytes", "≤ 300 bytes"]
    do {
        return try measureIdle(names, bars)
    } catch {
        return zip(names, bars).map { BenchmarkRow($0, bar: $1, notRunBecause: "\(error)") }
    }
}

private func measureIdle(_ names: [String], _ bars: [String]) throws -> [BenchmarkRow] {
    let size = ScreenSize(80, 24)
    let seconds = 60.0
    let stage = try LiveHub(PlantLoad(machines: 100))
    let publisher = try LoadPublisher(stage.load, to: stage.broker.address)
    defer { publisher.stop() }
    // Every machine once: states, counts and values that then stay.
    publisher.start(rate: 20_000, count: 100 * stage.load.tagCount)
    guard publisher.wait(seconds: 20) else { throw ChildProcess.Failure("nothing can be published") }
    let ours = try Watched.dashboard(stage, size: size)
    let known = try Watched("htop", [], size: size)
    let other = try Watched("btop", ["--utf-force"], size: size)
    Watched.follow([ours, known, other], seconds: 3)
    let before = (ours.processorTime, known.processorTime, ours.wakeUps, known.wakeUps)
    let otherBefore = other.processorTime
    let marks = (ours.program.log.count, known.program.log.count)
    let screen = ours.program.screen.lines
    Watched.follow([ours, known, other], seconds: seconds)
    let otherUsed = (other.processorTime - otherBefore).seconds
    let used = ((ours.processorTime - before.0).seconds, (known.processorTime - before.1).seconds)
    let wakes = (Double(ours.wakeUps - before.2) / seconds, Double(known.wakeUps - before.3) / seconds)
    let written = (Double(ours.program.log.count - marks.0), Double(known.program.log.count - marks.1))
    let others = differences(screen, ours.program.screen.lines)
    let cell = try bytesOfOneCell(ours, publisher)
    let cursor = (try bytesOfCursorDown(ours), try bytesOfCursorDown(known))
    let isOnlyTime = others.isEmpty
    return [
        BenchmarkRow(
            names[0], used.0, "s", bar: bars[0], isPassed: used.0 <= used.1,
            knownThing: "btop \(otherUsed.rounded(to: 2)) s, htop", figure: used.1),
        BenchmarkRow(
            names[1], written.0, "bytes", bar: isOnlyTime ? "≤ 6000 bytes" : "also changed: \(others)",
            isPassed: isOnlyTime && written.0 <= 6000, knownThing: "htop", figure: written.1),
        BenchmarkRow(names[2], wakes.0, "/s", atMost: 2, knownThing: "htop", figure: wakes.1),
        BenchmarkRow(names[3], cell, "bytes", atMost: 64, knownThing: "a move and a digit", figure: 9),
        BenchmarkRow(names[4], cursor.0, "bytes", atMost: 300, knownThing: "htop", figure: cursor.1),
    ]
}

/// The lines that differ elsewhere than in the clock, which has seconds, and in how long something lasts, which has minutes:
/// a count that changes is told.
private func differences(_ before: [String], _ after: [String]) -> [String] {
    func withoutTimes(_ line: String) -> String {
        // A longer time takes its blanks from the left.
        line.replacing(/\ +\d+:\d\d(?::\d\d)?(?!\S)/, with: " :")
    }
    return zip(before, after).filter { withoutTimes($0) != withoutTimes($1) }.map(\.1)
}

/// A count on the screen goes up by one.
private func bytesOfOneCell(_ watched: Watched, _ publisher: LoadPublisher) throws -> Double {
    var sizes: [Double] = []
    publisher.count()
    for _ in 1...9 {
        _ = watched.program.waitForQuiet(of: .milliseconds(100), within: .seconds(2))
        let shown = watched.program.screen.cells
        let mark = watched.program.log.count
        publisher.count()
        guard watched.program.wait(within: .seconds(5), until: { $0.cells != shown }) else { continue }
        sizes.append(Double(watched.program.log.count - mark))
    }
    guard sizes.count > 5 else { throw ChildProcess.Failure("a count that rises is not shown") }
    // The clock may tick in the same frame.
    return sizes.median
}

private func bytesOfCursorDown(_ watched: Watched) throws -> Double {
    var sizes: [Double] = []
    for _ in 0..<9 {
        _ = watched.program.waitForQuiet(of: .milliseconds(100), within: .seconds(2))
        let shown = watched.program.screen.cells
        let mark = watched.program.log.count
        // Terminals with application keys send SS3, and both programs ask for them.
        watched.program.type("\u{1B}OB")
        guard watched.program.wait(within: .seconds(2), until: { $0.cells != shown }) else { continue }
        _ = watched.program.waitForQuiet(of: .milliseconds(30), within: .seconds(1))
        sizes.append(Double(watched.program.log.count - mark))
    }
    guard sizes.count > 5 else { throw ChildProcess.Failure("the cursor does not move") }
    return sizes.median
}
