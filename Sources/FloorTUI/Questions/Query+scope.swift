import Records

extension Query {
    /// A question about a part of the plant.
    ///
    /// - Parameter span: the time that it is about; nil: all of it.
    init(_ what: What, of scope: PlantScope, in span: ReviewSpan? = nil) {
        self.init(what)
        machine = scope.machine
        if case .line(let line) = scope { self.line = line }
        (from, to) = (span?.from, span?.to)
    }

    /// Another question about the same part of the plant, the same time, and as of the same moment.
    init(_ what: What, beside other: Query) {
        self.init(what)
        (machine, line, from, to) = (other.machine, other.line, other.from, other.to)
        (at, includesLater) = (other.at, other.includesLater)
    }
}
