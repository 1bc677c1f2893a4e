/// Changed cells side by side in one row; never begins or ends inside a wide character of the new grid.
package struct GridRun: Hashable, Sendable {
    package let y: Int
    package let columns: Range<Int>

    package init(y: Int, columns: Range<Int>) {
        self.y = y
        self.columns = columns
    }
}

package enum GridDiff {
    /// What must be drawn to turn `old` into `new`, in reading order. Everything where there is no old grid or it
    /// has another size.
    package static func runs(from old: CellGrid?, to new: CellGrid) -> [GridRun] {
        let width = new.size.width
        guard let old, old.size == new.size else {
            return (0..<new.size.height).map { GridRun(y: $0, columns: 0..<width) }.filter { !$0.columns.isEmpty }
        }
        var runs: [GridRun] = []
        let before = old.cells.span
        let after = new.cells.span
        for y in 0..<new.size.height {
            let row = y * width
            var x = 0
            while x < width {
                guard before[row + x] != after[row + x] else {
                    x += 1
                    continue
                }
                var start = x
                if after[row + x].width == 0 { start -= 1 }
                while x < width, before[row + x] != after[row + x] || after[row + x].width == 0 { x += 1 }
                runs.append(GridRun(y: y, columns: start..<x))
            }
        }
        return runs
    }
}
