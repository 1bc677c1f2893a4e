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
}
