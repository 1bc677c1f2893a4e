import Basis
import DemoPlant
import Foundation
import Store
import Synchronization
import TestSupport

/// What screens and reports ask, each of a fresh process of the shipped program.
struct YearQuestions {
    private let year: YearStore

    init(_ year: YearStore) { self.year = year }

    /// What each screen asks first, of the newest shift unless it says another.
    var screens: [(name: String, arguments: [String])] {
        let last = year.path
        let shift = Self.window(YearStore.shift(endingDay: year.days))
        let early = Self.window(YearStore.shift(endingDay: year.twelfthDays))
        let machine = ["--machine", YearPlant.machine(7)]
        let line = ["--line", YearPlant.line(0)]
        return [
            ("the floor", ["snapshot", "floor", "--store", last]),
            ("a machine", ["snapshot", "machine", "--store", last] + machine),
            ("stops of a machine", ["show", "stops", "--store", last] + machine + shift),
            ("stops of a line", ["show", "stops", "--store", last] + line + shift),
            ("causes of stops of a line", ["show", "pareto", "--store", last] + line + shift),
            ("causes of stops of the plant", ["show", "pareto", "--store", last] + shift),
            ("figures of a machine", ["show", "kpi", "--store", last] + machine + shift),
            ("figures of a line", ["show", "kpi", "--store", last] + line + shift),
            ("figures of the plant", ["show", "kpi", "--store", last, "--by", "line"] + shift),
            ("figures of a machine long ago", ["show", "kpi", "--store", last] + machine + early),
            ("alarms", ["show", "alarms", "--store", last]),
            ("rates of alarms", ["show", "alarm-rates", "--store", last] + shift),
            ("cycles of a machine", ["show", "cycles", "--store", last] + machine + shift),
            ("cycles of a machine long ago", ["show", "cycles", "--store", last] + machine + early),
            ("the course of a value", ["show", "trend", "--store", last, "--tag", "metal_temp"] + machine + shift),
            (
                "the course of a value long ago",
                ["show", "trend", "--store", last, "--tag", "metal_temp"] + machine + early
            ),
            ("quantities of a shift", ["show", "quantities", "--store", last] + shift),
        ]
    }

    /// Milliseconds of all that a report of a line's shift asks, one after the other.
    func report(_ store: String, _ shift: Interval) throws -> Double {
        let window = Self.window(shift)
        let line = ["--line", YearPlant.line(0)]
        let questions = [
            ["kpi", "--by", "machine"] + line, ["stops"] + line, ["pareto"] + line, ["alarm-rates"], ["quantities"],
        ]
        return try questions.reduce(0) {
            $0 + (try Self.milliseconds(["show"] + $1 + ["--json", "--store", store] + window))
        }
    }

    static func emptyMilliseconds() throws -> Double {
        if let known = empty.withLock({ $0 }) { return known }
        let folder = try TemporaryFolder()
        _ = try SQLiteStore(writing: folder.file("store"))
        let value = try milliseconds(["show", "trimmed", "--store", folder.file("store")])
        empty.withLock { $0 = value }
        return value
    }

    private static let empty = Mutex<Double?>(nil)

    /// From starting the program to its end: the median of seven, after one that is not counted.
    static func milliseconds(_ arguments: [String]) throws -> Double {
        let folder = try TemporaryFolder()
        func run() throws -> Double {
            let begin = ContinuousClock.now
            let program = try ChildProcess(
                Product.path, arguments, output: .file(folder.file("out")), errors: .file(folder.file("errors")))
            guard program.wait(within: .seconds(120)) == .code(0) else {
                let why = (try? String(contentsOfFile: folder.file("errors"), encoding: .utf8)) ?? ""
                throw ChildProcess.Failure("`floortui \(arguments.joined(separator: " "))` fails: \(why)")
            }
            return begin.duration(to: .now).seconds * 1e3
        }
        let first = try run()
        // What takes seconds is measured once more, not seven times.
        return try (0..<(first > 2000 ? 1 : 7)).map { _ in try run() }.median
    }

    private static func window(_ interval: Interval) -> [String] {
        ["--from", ISO8601.format(interval.from), "--to", ISO8601.format(interval.to)]
    }
}
