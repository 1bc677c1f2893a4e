/// The axis of counts, which begin at nought: marks at whole numbers, evenly spaced, and each bar ends at the height of its
/// value. Heights are in half lines, of which a chart draws two a line.
package struct CountAxis: Hashable, Sendable {
    /// From one mark to the next.
    package let step: Int
    /// Marks above nought.
    package let marks: Int
    /// Lines from one mark to the next.
    package let lines: Int

    /// - Parameters:
    ///   - most: the largest value that is to be seen.
    ///   - height: lines above the base line.
    package init(most: Double, height: Int) {
        let most = min(max(1, most.isFinite ? most : 1), 1e15)
        // A mark on each line would be a wall of numbers.
        let mostMarks = max(1, min(5, height / 2))
        var step = 1
        for candidate in Self.steps(upTo: most) {
            step = candidate
            if Double(candidate * mostMarks) >= most { break }
        }
        self.step = step
        marks = max(1, Int((most / Double(step)).rounded(.up)))
        lines = max(1, height / marks)
    }

    /// 1, 2, 5, 10, 20 …
    private static func steps(upTo most: Double) -> [Int] {
        var steps: [Int] = []
        var power = 1
        while Double(power) <= most * 10 {
            steps += [1, 2, 5].map { $0 * power }
            power *= 10
        }
        return steps
    }

    /// Half lines that a bar of that value fills; of any value above nought at least one.
    package func halves(_ value: Double) -> Int {
        guard value > 0, value.isFinite else { return 0 }
        return max(1, Int((value / Double(step) * Double(lines * 2)).rounded()))
    }

    /// The line in which such a bar ends, counted from the lowest; of nought the base line below that, −1.
    package func line(_ value: Double) -> Int { (halves(value) + 1) / 2 - 1 }
}
