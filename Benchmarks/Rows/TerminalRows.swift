import DemoPlant
import Foundation
import TestSupport
import Widgets

/// What frames and sizes cost on a real pseudo-terminal, and how soon a whole works is on the screen.
func terminalRows() -> [BenchmarkRow] { [frameOnPtyRow(), resizeRow(), manyMachinesRow()] }

private func row(_ name: String, _ bar: String, _ measure: () throws -> BenchmarkRow) -> BenchmarkRow {
    do { return try measure() } catch { return BenchmarkRow(name, bar: bar, notRunBecause: "\(error)") }
}

private func frameOnPtyRow() -> BenchmarkRow {
    let name = "frame with 5 % of 200×60 cells changed, on a pty"
    return row(name, "≤ 3 ms") {
        let folder = try TemporaryFolder()
        let watched = try Watched(
            "/proc/self/exe", [DrawnFrames.argument, folder.file("time")], size: ScreenSize(200, 60))
        guard watched.program.waitForExit(within: .seconds(60)) == .code(0) else {
            throw ChildProcess.Failure("drawing ends in an error:\n\(watched.program.screen)")
        }
        let text = try String(contentsOfFile: folder.file("time"), encoding: .utf8)
        guard let milliseconds = Double(text) else { throw ChildProcess.Failure("no time: \(text)") }
        let bytes = Double(watched.program.log.count) / Double(DrawnFrames.count)
        return BenchmarkRow(
            name, milliseconds, "ms", atMost: 3, knownThing: "\(Int(bytes)) bytes, written bare in",
            figure: try bareWrite(bytes: Int(bytes)))
    }
}

/// Milliseconds that as many bytes take through a pty by themselves.
private func bareWrite(bytes: Int) throws -> Double {
    let folder = try TemporaryFolder()
    try Data(repeating: 0x61, count: bytes * DrawnFrames.count).write(to: URL(filePath: folder.file("bytes")))
    let begin = ContinuousClock.now
    let cat = try Watched("/bin/cat", [folder.file("bytes")], size: ScreenSize(200, 60))
    _ = cat.program.waitForExit(within: .seconds(60))
    return begin.duration(to: .now).seconds * 1000 / Double(DrawnFrames.count)
}

/// Frames drawn by a child of the benchmark, in a terminal of its own.
enum DrawnFrames {
    static let argument = "--draw-frames"
    static let count = 400

    /// Writes the median of the milliseconds that a frame took into `path`.
    static func draw(timeInto path: String) throws {
        TerminalSignals.block()
        let terminal = try CursesTerminal()
        let frame = Frame(terminal.size)
        let cells = terminal.size.width * terminal.size.height
        var random = SplitMix(state: 5)
        var letters = (0..<cells).map { _ in UInt8(ascii: "a") + UInt8(random.below(26)) }
        var times: [Double] = []
        for _ in 0..<count {
            for _ in 0..<cells / 20 { letters[random.below(cells)] = UInt8(ascii: "a") + UInt8(random.below(26)) }
            let begin = ContinuousClock.now
            frame.begin(terminal.size, glyphs: terminal.glyphs)
            for y in 0..<terminal.size.height {
                let line = letters[(y * terminal.size.width)..<((y + 1) * terminal.size.width)]
                frame.canvas.row(y).put(String(decoding: line, as: UTF8.self))
            }
            terminal.draw(frame)
            times.append(begin.duration(to: .now).seconds * 1000)
            // The frame goes out, and the terminal's word that it came is heard, before the next.
            _ = terminal.nextEvents(deadline: .now + .milliseconds(10))
        }
        terminal.close()
        try "\(times.median)".write(toFile: path, atomically: true, encoding: .utf8)
    }
}

private func resizeRow() -> BenchmarkRow {
    let name = "100 sizes in 1 s, written and processor"
    return row(name, "≤ 64 KB, ≤ 0.1 s") {
        let stage = try LiveHub(PlantLoad(machines: 100))
        let ours = try storm(Watched.dashboard(stage, size: ScreenSize(100, 30)))
        let known = try storm(Watched("htop", [], size: ScreenSize(100, 30)))
        return BenchmarkRow(
            name, ours.kilobytes, "KB", bar: "≤ 64 KB, ≤ 0.1 s: \(ours.seconds.rounded(to: 2)) s",
            isPassed: ours.kilobytes <= 64 && ours.seconds <= 0.1,
            knownThing: "htop, \(known.seconds.rounded(to: 2)) s", figure: known.kilobytes)
    }
}

private func storm(_ watched: Watched) throws -> (kilobytes: Double, seconds: Double) {
    Watched.follow([watched], seconds: 2)
    let (mark, used) = (watched.program.log.count, watched.processorTime)
    var random = SplitMix(state: 7)
    for _ in 0..<100 {
        watched.program.resize(ScreenSize(20 + random.below(130), 5 + random.below(45)))
        Watched.follow([watched], seconds: 0.01)
    }
    Watched.follow([watched], seconds: 1)
    return (Double(watched.program.log.count - mark) / 1024, (watched.processorTime - used).seconds)
}

private func manyMachinesRow() -> BenchmarkRow {
    let name = "10,000 machines on 200 lines, retained: start to first useful frame"
    return row(name, "≤ 1 s") {
        let stage = try LiveHub(PlantLoad(machines: 10_000, machinesALine: 50))
        var times: [Double] = []
        for _ in 0..<3 {
            let begin = ContinuousClock.now
            _ = try Watched.dashboard(stage, size: ScreenSize(120, 40))
            times.append(begin.duration(to: .now).seconds)
        }
        let begin = ContinuousClock.now
        let known = try ChildProcess(
            "mosquitto_sub", ["-p", "\(stage.broker.port)", "-t", "floor/v1/bench/line/+", "-C", "200", "-F", "%t"])
        _ = known.wait(within: .seconds(20))
        let figure = begin.duration(to: .now).seconds
        return BenchmarkRow(
            name, times.median, "s", atMost: 1, knownThing: "mosquitto_sub of the 200 lines", figure: figure)
    }
}
