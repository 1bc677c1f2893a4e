package import Basis

/// One `[[shift]]` of a plant: between which times of the wall's clock, on which dates and on which lines there is work.
package struct ShiftRule: Hashable, Sendable {
    /// Which dates a shift begins on.
    package enum Days: Hashable, Sendable {
        /// Weekdays as ISO 8601 counts them, 1 for Monday to 7 for Sunday.
        case weekdays(Set<Int>)
        case rota(Rota)

        package func contains(_ date: CivilDate) -> Bool {
            switch self {
            case .weekdays(let days): days.contains(date.weekday)
            case .rota(let rota): rota.works(on: date)
            }
        }
    }

    package var id: String
    package var name: LocalizedText
    /// Minute of the day at which it begins, 0...1439.
    package var from: Int
    /// Minute of the day at which it ends, 1...1440; where it is not after `from`, of the next day.
    package var to: Int
    package var days: Days
    package var lines: LineScope

    package init(id: String, name: LocalizedText, from: Int, to: Int, days: Days, lines: LineScope = .all) {
        self.id = id
        self.name = name
        self.from = from
        self.to = to
        self.days = days
        self.lines = lines
    }

    /// Minutes by the wall's clock, 1...1440; a shift over a change of the clocks lasts longer or shorter.
    var length: Int { to > from ? to - from : to - from + 1440 }
}

/// A pattern of days with and without work that repeats, such as 4 on, 2 off.
package struct Rota: Hashable, Sendable {
    /// Days with work, without, with …: an even number of numbers from 1.
    package var pattern: [Int]
    /// A date on which the pattern begins; it goes on before it, too.
    package var start: CivilDate

    package init(pattern: [Int], start: CivilDate) {
        self.pattern = pattern
        self.start = start
    }

    /// Days after which it repeats.
    package var period: Int { pattern.reduce(0, +) }

    package func works(on date: CivilDate) -> Bool {
        guard period > 0 else { return false }
        var day = (date.daysSinceEpoch - start.daysSinceEpoch) % period
        if day < 0 { day += period }
        for (index, length) in pattern.enumerated() {
            if day < length { return index.isMultiple(of: 2) }
            day -= length
        }
        return false
    }
}

/// A pause within shifts; its time is planned down time (ISO 22400-2: no planned busy time).
package struct BreakRule: Hashable, Sendable {
    package var name: LocalizedText
    /// Minute of the day at which it begins, 0...1439.
    package var from: Int
    /// Minute of the day at which it ends, 1...1440; where it is not after `from`, of the next day.
    package var to: Int
    /// Ids of the shifts that have it; nil: all that it lies in.
    package var shifts: Set<String>?
    package var lines: LineScope

    /// Minutes of one over midnight; where there are more, its times are in the wrong order.
    package static let longestOverMidnight = 720

    /// Minutes by the wall's clock, 1...1440.
    package var length: Int { to > from ? to - from : to - from + 1440 }

    package init(name: LocalizedText, from: Int, to: Int, shifts: Set<String>? = nil, lines: LineScope = .all) {
        self.name = name
        self.from = from
        self.to = to
        self.shifts = shifts
        self.lines = lines
    }

    /// Whether any of it lies in a shift that has it, on a line that has both.
    package func isIn(anyOf rules: [ShiftRule], lines all: [String]) -> Bool {
        rules.contains { shift in
            guard shifts?.contains(shift.id) ?? true,
                all.contains(where: { lines.contains($0) && shift.lines.contains($0) })
            else { return false }
            return !days(in: shift).isEmpty
        }
    }

    /// How many days after a shift's date it begins, wherever it lies in it by the wall's clock: of a night the hours after
    /// midnight are of the next date, and one over midnight may reach into a shift that begins with the day.
    func days(in shift: ShiftRule) -> [Int] {
        [-1, 0, 1].filter { day in
            from + day * 1440 < shift.from + shift.length && shift.from < from + day * 1440 + length
        }
    }
}

/// A date, or several in a row, on which no shift begins.
package struct Holiday: Hashable, Sendable {
    package var name: LocalizedText
    package var first: CivilDate
    /// The last date that belongs to it; not before `first`.
    package var last: CivilDate
    package var lines: LineScope

    package init(name: LocalizedText, first: CivilDate, last: CivilDate, lines: LineScope = .all) {
        self.name = name
        self.first = first
        self.last = last
        self.lines = lines
    }

    func contains(_ date: CivilDate) -> Bool { first <= date && !(last < date) }
}

/// Which lines a rule of the calendar speaks of.
package struct LineScope: Hashable, Sendable {
    /// nil: all.
    package var only: Set<String>?
    package var except: Set<String>

    package init(only: Set<String>? = nil, except: Set<String> = []) {
        self.only = only
        self.except = except
    }

    package static let all = LineScope()

    package func contains(_ line: String) -> Bool { (only?.contains(line) ?? true) && !except.contains(line) }
}
