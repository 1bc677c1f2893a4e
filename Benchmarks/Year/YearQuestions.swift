import Basis
import DemoPlant
import Foundation
import Records
import Store
import Synchronization
import TestSupport

/// What screens and reports ask, each of a fresh process of the shipped program.
struct YearQuestions {
    private let year: YearStore

    init(_ year: YearStore) { self.year = year }

    /// One that the shipped program answers, or a first page as the hub gives it to a screen.
    enum Asked {
        case program([String])
        case page(FirstPage)
    }

    /// What each screen asks first: of the newest whole shift, unless it says another.
    var screens: [(name: String, asked: Asked)] {
        let shift = YearStore.shift(endingDay: year.days)
        let early = YearStore.shift(endingDay: year.twelfthDays)
        let machine = YearPlant.machine(7)
        let line = YearPlant.line(0)
        func page(_ what: Query.What, _ window: Interval?, _ fill: (inout Query) -> Void = { _ in }) -> Asked {
            var query = Query(what)
            (query.from, query.to) = (window?.from, window?.to)
            fill(&query)
            return .page(FirstPage(store: year.path, query: query))
        }
        return [
            ("the floor", .program(["snapshot", "floor", "--store", year.path])),
            ("a machine", .program(["snapshot", "machine", "--store", year.path, "--machine", machine])),
            ("stops of a machine", page(.stops, shift) { $0.machine = machine }),
            ("stops of a line", page(.stops, shift) { $0.line = line }),
            ("causes of stops of a line", page(.pareto, shift) { $0.line = line }),
            ("causes of stops of the plant", page(.pareto, shift)),
            ("figures of a machine", page(.kpi, shift) { $0.machine = machine }),
            ("figures of a line", page(.kpi, shift) { $0.line = line }),
            ("figures of the plant", page(.kpi, shift) { $0.group = .line }),
            ("figures of a machine long ago", page(.kpi, early) { $0.machine = machine }),
            ("alarms", page(.alarms, nil) { $0.limit = 300 }),
            ("rates of alarms", page(.alarmRates, shift)),
            ("cycles of a machine", page(.cycles, shift) { $0.machine = machine }),
            ("cycles of a machine long ago", page(.cycles, early) { $0.machine = machine }),
            ("the course of a value", page(.trend, shift) { ($0.machine, $0.tag) = (machine, "metal_temp") }),
            ("the course of a value long ago", page(.trend, early) { ($0.machine, $0.tag) = (machine, "metal_temp") }),
            ("quantities", page(.quantities, nil)),
            ("the journal", page(.audit, nil)),
            ("the journal of a machine", page(.audit, nil) { $0.machine = machine }),
            ("the journal of a machine long ago", page(.audit, early) { $0.machine = machine }),
            ("conflicts", page(.conflicts, nil)),
        ]
    }

    /// Screens as they stood at a moment of long ago, and what was known then.
    var screensThen: [(name: String, asked: Asked)] {
        let then = ISO8601.format(YearStore.shift(endingDay: year.twelfthDays).from + .seconds(4 * 3600))
        let machine = YearPlant.machine(7)
        return [
            ("the floor", .program(["snapshot", "floor", "--store", year.path, "--at", then])),
            ("a machine", .program(["snapshot", "machine", "--store", year.path, "--machine", machine, "--at", then])),
        ]
    }

    static func milliseconds(_ asked: Asked) throws -> Double {
        switch asked {
        case .program(let arguments): try milliseconds(Product.path, arguments)
        case .page(let page): try milliseconds(FirstPage.ownPath, page.arguments)
        }
    }

    /// Milliseconds of the report of a line's shift.
    func report(_ store: String, _ shift: Interval) throws -> Double {
        let date = String(ISO8601.format(shift.from).prefix(10))
        return try Self.milliseconds(
            Product.path,
            ["report", "shift", "--store", store, "--line", YearPlant.line(0), "--date", date, "--shift", "late"])
    }

    static func emptyMilliseconds() throws -> Double {
        if let known = empty.withLock({ $0 }) { return known }
        let folder = try TemporaryFolder()
        _ = try SQLiteStore(writing: folder.file("store"))
        let value = try milliseconds(Product.path, ["show", "trimmed", "--store", folder.file("store")])
        empty.withLock { $0 = value }
        return value
    }

    private static let empty = Mutex<Double?>(nil)

    /// From starting the program to its end: the median of seven, after one that is not counted.
    static func milliseconds(_ path: String, _ arguments: [String]) throws -> Double {
        let folder = try TemporaryFolder()
        func run() throws -> Double {
            let begin = ContinuousClock.now
            let program = try ChildProcess(
                path, arguments, output: .file(folder.file("out")), errors: .file(folder.file("errors")))
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
}
