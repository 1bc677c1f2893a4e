package import Basis

/// Finds two shifts of one line that would run at the same time: they would count its time twice.
package enum ShiftOverlap {
    /// The places in `shifts` of the first two that overlap, with the line and the date on which they do; nil: none do.
    ///
    /// Looked at by the wall's clock on each date of a stretch in which weekdays and rotas meet in every way that they do.
    package static func first(
        in shifts: [ShiftRule], lines: [String]
    ) -> (earlier: Int, later: Int, line: String, date: CivilDate)? {
        for line in lines {
            let own = shifts.indices.filter { shifts[$0].lines.contains(line) }
            for (position, a) in own.enumerated() {
                for b in own[(position + 1)...] {
                    if let date = date(shifts[a], shifts[b]) { return (a, b, line, date) }
                }
            }
        }
        return nil
    }

    private static func date(_ a: ShiftRule, _ b: ShiftRule) -> CivilDate? {
        let start = [a, b].compactMap(\.rotaStart).max() ?? CivilDate(daysSinceEpoch: 0)
        let span = min(a.period * b.period, 10_000)
        for day in 0..<max(span, 1) {
            let date = start.adding(days: day)
            guard a.days.contains(date) else { continue }
            for shift in -1...1 where b.days.contains(date.adding(days: shift)) {
                let begin = b.from + shift * 1440
                if a.from < begin + b.length, begin < a.from + a.length { return date }
            }
        }
        return nil
    }
}

extension ShiftRule {
    fileprivate var period: Int {
        switch days {
        case .weekdays: 7
        case .rota(let rota): rota.period
        }
    }

    fileprivate var rotaStart: CivilDate? {
        if case .rota(let rota) = days { rota.start } else { nil }
    }
}
