import Basis

/// The physical hall: twelve cells and three furnaces, without any word of what is published.
struct HallModel: Sendable {
    private(set) var cells: [Cell]
    private(set) var furnaces: [Furnace]
    let plan: ShiftPlan

    /// How long the hall runs unseen before anybody looks.
    private static let lead = Duration.seconds(6 * 3600)

    init(seed: UInt64, utcOffset: Duration, from instant: Instant) {
        plan = ShiftPlan(seed: seed, utcOffset: utcOffset)
        cells = DemoHall.cells.indices.map { Cell(index: $0, seed: seed, at: instant) }
        furnaces = DemoHall.lines.indices.map { Furnace(seed: seed, line: $0, at: instant) }
        // One die is so old that its counter will roll over on the first day.
        var random = SeededRandom(seed: seed, part: 200)
        let oldest = random.whole(0...cells.count - 1)
        let shots = DemoHall.counterModulus - random.whole(360...800)
        cells[oldest].counts[0] = DieCount(shots: shots, ok: shots * 95 / 100)
        cells[oldest].shotsUntilDieChange += 400
    }

    /// A hall in the middle of its work at `start`: most cells run, one or two are down or in set-up.
    static func inMidShift(seed: UInt64, utcOffset: Duration, at start: Instant) -> HallModel {
        var random = SeededRandom(seed: seed, part: 300)
        var hall = HallModel(seed: random.next(), utcOffset: utcOffset, from: start - lead)
        hall.run(until: start)
        for _ in 0..<24 where !hall.isTypical {
            hall = HallModel(seed: random.next(), utcOffset: utcOffset, from: start - lead)
            hall.run(until: start)
        }
        return hall
    }

    private var isTypical: Bool {
        let running = cells.count { $0.activity.isProducing }
        let down = cells.count {
            switch $0.activity {
            case .dieChange, .failed, .repair: true
            default: false
            }
        }
        return running >= 8 && (1...2).contains(down)
    }

    var nextEvent: Instant {
        var first = cells[0].nextEvent
        for cell in cells { first = min(first, cell.nextEvent) }
        for furnace in furnaces { first = min(first, furnace.nextEvent) }
        return first
    }

    func furnace(of cell: Int) -> Furnace { furnaces[cells[cell].spec.line] }

    /// Does what is due first, at `nextEvent`. Gives which cell changed and its shot, when it finished one; nil when
    /// a furnace changed.
    mutating func step() -> (cell: Int, shot: Shot?)? {
        let now = nextEvent
        for line in furnaces.indices where furnaces[line].nextEvent == now {
            furnaces[line].step()
            return nil
        }
        for index in cells.indices where cells[index].nextEvent == now {
            let furnace = furnaces[cells[index].spec.line]
            return (index, cells[index].step(furnace, plan))
        }
        return nil
    }

    /// The cell's PLC restarts: the counters of all its dies begin anew, and so does the number of its shots.
    mutating func resetCounters(of cell: Int, at now: Instant) {
        for die in cells[cell].counts.indices { cells[cell].counts[die].reset() }
        cells[cell].shotNumber = 0
        cells[cell].countedAt = now
    }

    private mutating func run(until end: Instant) {
        while nextEvent < end { _ = step() }
    }
}
