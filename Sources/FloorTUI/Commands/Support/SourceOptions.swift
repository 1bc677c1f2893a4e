import ArgumentParser
import Basis
import Hub
import Records
import Store
import Telemetry

/// Where an answer comes from: a running hub, or a store that no hub holds.
struct SourceOptions: ParsableArguments {
    @Option(
        help: "Ask the hub that runs on this broker, as mqtt://host:1883 or mqtts://host:8883.",
        transform: BrokerURL.argument)
    var broker: BrokerURL?

    @OptionGroup var access: AccessOptions

    @Option(help: "With --broker: the site, where hubs of several speak there.")
    var site: String?

    @Option(help: "The folder of a store that no hub holds.", completion: .directory)
    var store: String?

    func validate() throws {
        guard (store == nil) != (broker == nil) else {
            throw ValidationError("--broker URL or --store DIR is needed, one of them")
        }
        guard site == nil || broker != nil else { throw ValidationError("--site belongs to --broker") }
    }

    /// Until when a store at rest knows; nil for a running hub, which answers for now, and for an empty store.
    func knownUntil() throws -> Instant? {
        try store.flatMap { try SQLiteStore(reading: $0).knownUntil() }
    }

    func rows(_ query: Query) throws -> [Row] { try open()(query) }

    /// Connects, or opens the store; what comes back asks for rows as often as is wanted, on one thread.
    func open() throws -> (Query) throws -> [Row] {
        if let broker { return try HubClient(broker, access.access(for: broker), site: site).rows }
        guard let store else { return { _ in [] } }
        return try QueryAnswer(store: SQLiteStore(reading: store)).rows
    }
}
