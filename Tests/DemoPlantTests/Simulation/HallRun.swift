import Basis
import Testing

@testable import DemoPlant

/// What happened in a hall over some time: every shot, and how long each cell did what.
struct HallRun {
    struct Entry {
        let cell: Int
        let at: Instant
        let shot: Shot
    }

    static let start = Instant(milliseconds: 1_780_000_000_000)

    private(set) var shots: [Entry] = []
    private(set) var producing = Duration.zero
    /// When a cell began to wait for metal.
    private(set) var metalWaits: [(cell: Int, at: Instant)] = []
    /// When a seal failed.
    private(set) var sealFailures: [(cell: Int, at: Instant)] = []
    private(set) var dieChanges = 0
    let length: Duration

    init(seed: UInt64, hours: Int) {
        length = .seconds(3600 * hours)
        var hall = HallModel.inMidShift(seed: seed, utcOffset: .seconds(28_800), at: Self.start)
        let end = Self.start + length
        var since = hall.cells.map { _ in Self.start }
        while hall.nextEvent < end {
            let now = hall.nextEvent
            let before = hall.cells.map(\.activity)
            guard let change = hall.step() else { continue }
            if before[change.cell].isProducing { producing += now - since[change.cell] }
            since[change.cell] = now
            if let shot = change.shot { shots.append(Entry(cell: change.cell, at: now, shot: shot)) }
            note(hall.cells[change.cell].activity, change.cell, now)
        }
    }

    private mutating func note(_ activity: CellActivity, _ cell: Int, _ now: Instant) {
        switch activity {
        case .waitingForMetal: metalWaits.append((cell, now))
        case .failed(.seal): sealFailures.append((cell, now))
        case .dieChange: dieChanges += 1
        default: break
        }
    }

    var producingShare: Double { producing.inSeconds / length.inSeconds / Double(DemoHall.cells.count) }

    static func scrapShare(_ shots: [Entry]) -> Double {
        Double(shots.count { !$0.shot.ok }) / Double(max(1, shots.count))
    }
}
