import Basis
import Records

extension Query {
    /// The same question, about a moment: as it was known then. Of what is not kept by moment, what is kept of the time until
    /// then.
    ///
    /// - Parameters:
    ///   - moment: nil: now.
    ///   - includesLater: with what became known of that moment since.
    func known(at moment: Instant?, includesLater: Bool) -> Query {
        var query = self
        (query.at, query.includesLater) = (moment, includesLater)
        guard query.fault != nil, let moment else { return query }
        (query.at, query.includesLater) = (nil, false)
        query.to = min(to ?? .distantFuture, moment + .milliseconds(1))
        return query
    }
}
