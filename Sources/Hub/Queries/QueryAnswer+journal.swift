import Basis
import Records
import Store

/// Answers what the answers stand on: the journal, and the plant file.
extension QueryAnswer {
    /// The number up to which the journal was known, and how far the hub knew; no row for an empty store.
    func journal(_ query: Query) throws(StoreError) -> [Row] {
        guard let known = try store.knownUntil() else { return [] }
        var row = Row()
        row.add("seq", try store.newestSeq(asOf: query.asOf))
        row.add("until", min(known, query.at ?? known))
        return [row]
    }

    /// Every version of the plant file, oldest first. The first holds for all time before it, too.
    func plant(_ query: Query) throws(StoreError) -> [Row] {
        try store.models(asOf: query.asOf).map { version in
            var row = Row()
            row.add("seq", version.seq)
            row.add("from", version.from)
            row.add("digest", version.model.digest)
            row.add("text", version.model.text)
            return row
        }
    }
}
