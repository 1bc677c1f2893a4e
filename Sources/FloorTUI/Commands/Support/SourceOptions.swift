import ArgumentParser
import Hub
import Records
import Store

/// Where an answer comes from: a store that no hub holds.
struct SourceOptions: ParsableArguments {
    @Option(help: "The folder of a store that no hub holds.")
    var store: String?

    func validate() throws {
        guard store != nil else { throw ValidationError("--store DIR is needed") }
    }

    func rows(_ query: Query) throws -> [Row] {
        guard let store else { return [] }
        return try QueryAnswer(store: SQLiteStore(reading: store)).rows(query)
    }
}
