import DemoPlant
import Foundation
import TestSupport

/// From a message that a machine publishes to the cell that shows it, and from a key to the screen, in a flood.
func latencyRows() -> [BenchmarkRow] {
    let load = "10,000 messages/s, 1,000 machines on 20 lines"
    let names = [
        "publish → cell, p99, \(load)", "key → screen, p99, meanwhile", "dashboard, resident memory, the same",
    ]
    let bars = ["≤ 250 ms", "≤ 30 ms", "≤ 40 MB"]
    do {
        return try measureLatency(names)
    } catch {
        return zip(names, bars).map { BenchmarkRow($0, bar: $1, notRunBecause: "\(error)") }
    }
}

private func measureLatency(_ names: [String]) throws -> [BenchmarkRow] {
    let stage = try LiveHub(PlantLoad(machines: 1000, machinesALine: 50))
    let publisher = try LoadPublisher(stage.load, to: stage.broker.address)
    defer { publisher.stop() }
    let flood = try LoadPublisher(stage.load, to: stage.broker.address)
    flood.start(rate: 10_000, machines: 1..<1000)
    defer { flood.stop() }
    let ours = try Watched.dashboard(stage, size: ScreenSize(80, 24))
    Watched.follow([ours], seconds: 2)
    let cell = try publishToCell(ours, publisher) { screen, count in
        screen.lines.contains {
            $0.contains(PlantLoad.firstMachine) && $0.contains(" \(count - LoadPublisher.firstCount) ")
        }
    }
    let key = try keyToScreen(ours)
    let memory = Double(ours.residentBytes) / 1_048_576
    let peer = try Watched(
        // Debian's, which has its paho-mqtt.
        "/usr/bin/python3", [Peers.path("paho_table.py"), "\(stage.broker.port)", "bench/hall/+/values/+"],
        size: ScreenSize(80, 24))
    Watched.follow([peer], seconds: 3)
    publisher.count()
    guard peer.program.wait(within: .seconds(10), for: PlantLoad.firstMachine) else {
        throw ChildProcess.Failure("the table in Python shows nothing; is python3-paho-mqtt installed?")
    }
    Watched.follow([peer], seconds: 2)
    let peerCell = try publishToCell(peer, publisher) { screen, count in
        screen.lines.contains { $0.contains(PlantLoad.firstMachine) && $0.hasSuffix(" \(count)") }
    }
    let peerKey = try keyToScreen(peer)
    let known = "paho-mqtt + curses in Python"
    return [
        BenchmarkRow(
            names[0], cell.quantile(0.99), "ms", atMost: 250, knownThing: known, figure: peerCell.quantile(0.99)),
        BenchmarkRow(names[1], key.quantile(0.99), "ms", atMost: 30, knownThing: known, figure: peerKey.quantile(0.99)),
        BenchmarkRow(
            names[2], memory, "MB", atMost: 40, knownThing: known, figure: Double(peer.residentBytes) / 1_048_576),
    ]
}

/// Milliseconds from publishing a count to the cell, at times that no clock of the programs is in step with.
private func publishToCell(
    _ watched: Watched, _ publisher: LoadPublisher, _ isShown: (TerminalEmulator, Int) -> Bool
) throws -> [Double] {
    var random = SplitMix(state: 11)
    var times: [Double] = []
    // The hub counts from the first value on.
    if publisher.newestCount == 0 { publisher.count() }
    Watched.follow([watched], seconds: 1)
    for _ in 0..<200 {
        Watched.follow([watched], seconds: Double(random.below(200)) / 1000)
        let begin = ContinuousClock.now
        let count = publisher.count()
        guard watched.program.wait(within: .seconds(5), until: { isShown($0, count) }) else {
            throw ChildProcess.Failure("count \(count) is not shown within 5 s:\n\(watched.program.screen)")
        }
        times.append(begin.duration(to: .now).seconds * 1000)
    }
    return times
}

/// Milliseconds from a key to the first change of the screen that it makes: the cursor's row.
private func keyToScreen(_ watched: Watched) throws -> [Double] {
    var random = SplitMix(state: 12)
    var times: [Double] = []
    for step in 0..<200 {
        Watched.follow([watched], seconds: Double(random.below(100)) / 1000)
        let row = watched.program.screen.cursor.y
        let begin = ContinuousClock.now
        watched.program.type(step % 10 < 5 ? "\u{1B}OB" : "\u{1B}OA")
        guard watched.program.wait(within: .seconds(5), until: { $0.cursor.y != row }) else { continue }
        times.append(begin.duration(to: .now).seconds * 1000)
    }
    guard times.count > 150 else { throw ChildProcess.Failure("keys do not move the cursor") }
    return times
}
