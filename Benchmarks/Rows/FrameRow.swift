import Basis
import FloorTUI
import Foundation
import Hub
import Records
import Shopfloor
import Widgets

/// What the Floor takes from a line's document that arrives to what has to go to the terminal, 200 columns × 60 rows, no
/// terminal among it; and whether ten times the machines cost more.
func frameRows() -> [BenchmarkRow] {
    let names = [
        "frame of 1,000 machines at 200×60, document → cells → diff", "frame of 10,000 machines against 1,000",
    ]
    let bars = ["≤ 2 ms", "≤ 1.1 ×"]
    do {
        let (small, large) = try frameSeconds(machines: (1_000, 10_000))
        return [
            BenchmarkRow(
                names[0], small * 1e3, "ms", atMost: 2, knownThing: "String(format:) of the same 60 rows, joined",
                figure: formatSeconds() * 1e3),
            BenchmarkRow(
                names[1], large / small, "×", atMost: 1.1, knownThing: "their number", figure: 10),
        ]
    } catch {
        return zip(names, bars).map { BenchmarkRow($0, bar: $1, notRunBecause: "\(error)") }
    }
}

private let size = Size(200, 60)
private let start: Int64 = 1_760_000_000_000

/// A dashboard that holds a plant, and a line's document that comes again and again, each time with other values.
final class FloorLoad {
    private var state = DashboardState(language: .en)
    private let terminal = HeadlessTerminal(size)
    private let frame = Frame(size)
    private let tape = JSONTape()
    private var documents: [[UInt8]] = []
    private var next = 0

    init(machines count: Int, frames: Int) throws {
        let model = try PlantLoad(machines: count).model
        state.link = .live
        var json = JSONWriter()
        ModelDocument(plant: model.plant).write(to: &json, head: head(1))
        try apply(json.bytes, .model("machines"))
        for line in model.plant.lines { try apply(document(line, model.plant, 0), .line(line.id)) }
        documents = (1...frames).map { document(model.plant.lines[0], model.plant, $0) }
    }

    /// One document, one frame.
    func step() throws {
        try apply(documents[next], .line("L0"))
        next += 1
        frame.begin(size, glyphs: terminal.glyphs)
        state.draw(in: frame, now: Instant(milliseconds: start + Int64(next) * 1000))
        terminal.draw(frame)
        precondition(!terminal.lastRuns.isEmpty && terminal.lastRuns.count < 60 * 20, "some cells change, not all")
    }

    private func apply(_ bytes: [UInt8], _ kind: TopicGrammar.Kind) throws {
        let node = try tape.read(bytes)
        precondition(state.apply(node, kind), "the benchmark's documents can be shown")
    }

    private func head(_ number: Int) -> DocumentHead {
        DocumentHead(epoch: 1, number: Int64(number), seq: 1, at: Instant(milliseconds: start))
    }

    private func document(_ line: Plant.Line, _ plant: Plant, _ step: Int) -> [UInt8] {
        let rows = plant.machines(of: line.id).map { row(plant.machines[$0].id, $0, step) }
        var json = JSONWriter()
        LineDocument(line: line.id, rows: rows).write(to: &json, head: head(step + 2))
        return json.bytes
    }

    private func row(_ id: String, _ number: Int, _ step: Int) -> LineDocument.Row {
        let states: [MachineState] = [.producing, .producing, .producing, .idle, .stopped]
        let state = states[(number + step / 10) % states.count]
        var row = LineDocument.Row(
            machine: id, condition: Condition(state, native: state == .producing ? "ACTIVE" : "READY"),
            since: Instant(milliseconds: start - Int64(number % 180) * 60_000))
        row.owner = "D-\(number % 40)"
        row.shots = Int64(10_000 + number * 7 + step)
        row.cycle = .milliseconds(58_000 + number * 13 % 4000 + step % 10 * 100)
        row.ribbon = (0..<24).reversed().map { age in
            LineDocument.Stretch(
                from: Instant(milliseconds: start - Int64(age) * 1_200_000),
                state: states[(number + age) % states.count])
        }
        if state == .stopped {
            row.alarms = 1
            row.alarm = LineDocument.Notice(
                level: .fault, code: "7", text: LocalizedText("hydraulic pressure low"),
                last: Instant(milliseconds: start))
        }
        return row
    }
}

/// The median frame of both plants, measured in turn so that whatever slows the machine slows both.
private func frameSeconds(machines: (Int, Int)) throws -> (Double, Double) {
    let frames = 300
    let loads = [
        try FloorLoad(machines: machines.0, frames: frames), try FloorLoad(machines: machines.1, frames: frames),
    ]
    var times: [[Double]] = [[], []]
    for _ in 0..<frames {
        for index in loads.indices {
            times[index].append(try ContinuousClock().measure { try loads[index].step() }.seconds)
        }
    }
    return (times[0].median, times[1].median)
}

/// Text alone, without colours, widths or differences.
private func formatSeconds() -> Double {
    var length = 0
    let seconds = secondsEach(of: 20) {
        for step in 0..<20 {
            let rows = (0..<60).map { row in
                String(
                    format: "%-12@ %-20@ %-9@ %3d:%02d %-11@ %-8@ %8d %6.1f %@", "M-\(row)", "machine \(row)",
                    "producing",
                    row / 60, row % 60, "ACTIVE", "D-\(row)", 10_000 + row + step, 58.0 + Double(row) / 10,
                    "hydraulic pressure low")
            }
            length += rows.joined(separator: "\n").utf8.count
        }
    }
    precondition(length > 0)
    return seconds
}
