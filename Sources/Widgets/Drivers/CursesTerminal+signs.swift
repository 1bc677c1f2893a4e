import Basis

extension CursesTerminal {
    /// Characters that are one column wide, or two where East Asian ones set the width.
    package static let probe = "●─█…▸"

    /// How wide a terminal draws what some draw over two columns and others over one.
    package enum SignWidth: Hashable, Sendable {
        case narrow, wide

        /// - Parameter columns: that the probe took. nil where that is no width that signs can have.
        package init?(ofProbe columns: Int) {
            let count = CursesTerminal.probe.unicodeScalars.count
            guard columns >= count, columns <= 2 * count else { return nil }
            self = columns == count ? .narrow : .wide
        }
    }

    func drawable(_ grid: CellGrid) -> CellGrid {
        if isASCII { return grid.ascii }
        return switch signs {
        case .narrow: grid
        case .wide: grid.unambiguous
        case nil: grid.withoutSigns
        }
    }
}
