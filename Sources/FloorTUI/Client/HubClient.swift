import Basis
import Records
import Telemetry

/// Asks a running hub, as a command does: connects, finds the hub by its beat, and waits for answers.
///
/// Belongs to one thread, which it blocks.
final class HubClient {
    /// Of the hub that was found.
    let topics: TopicGrammar
    let link: ClientLink
    private let tape = JSONTape()
    private var asked: UInt64 = 0

    /// A hub beats every 2 s: one that says nothing for so long is not there.
    static let patience = Duration.seconds(5)

    /// Finds the hub.
    ///
    /// - Parameters:
    ///   - access: what the broker asks for.
    ///   - site: nil: the only one whose hub speaks on the broker.
    ///   - patience: how long to wait for broker and hub.
    ///   - check: called every 100 ms while waiting; what it throws ends the wait.
    /// - Throws: `CommandFailure`: broker or hub is not there (69), or several sites are (2).
    init(
        _ broker: BrokerURL, _ access: BrokerAccess = BrokerAccess(), site: String?,
        patience: Duration = HubClient.patience, check: () throws -> Void = {}
    ) throws {
        link = try ClientLink(broker, access, site: site)
        topics = TopicGrammar(site: try link.findHub(within: patience, site: site, check))
    }

    /// All rows of the answer, page by page.
    ///
    /// - Throws: `CommandFailure`: the hub is silent (69), has no answer (1) and says why, or keeps none (75).
    func rows(_ query: Query) throws -> [Row] {
        try Self.rows(query) { try page(.rows(query, cursor: $0)) }
    }

    /// So often an answer is begun anew whose pages turned out to be of two.
    private static let mostAnew = 5

    /// - Parameter page: reads the page at a cursor.
    static func rows(_ query: Query, page: (_ cursor: Int) throws -> Page) throws -> [Row] {
        let tape = JSONTape()
        var (rows, cursor, begun, anew): ([Row], Int?, Int64?, Int) = ([], 0, nil, 0)
        while let from = cursor {
            let page = try page(from)
            if let error = page.error { throw CommandFailure(.failed, error) }
            if let seq = begun, seq != page.seq, !query.hasStandingPages {
                anew += 1
                guard anew <= mostAnew else {
                    throw CommandFailure(.tryAgain, "the hub answers too many at once to keep this answer; ask again")
                }
                (rows, cursor, begun) = ([], 0, nil)
                continue
            }
            for source in page.rows { if let node = try? tape.read(source) { rows.append(Row(node)) } }
            (cursor, begun) = (page.next, page.seq)
        }
        return rows
    }

    /// One page of an answer; a refusal is in it.
    func page(_ query: Query, cursor: Int) throws -> Page { try page(.rows(query, cursor: cursor)) }

    private func page(_ ask: Ask) throws -> Page {
        asked += 1
        let correlation = Array(String(asked).utf8)
        try publish(ask, correlation)
        let payload = try link.waitForReply(correlation, within: Self.patience)
        guard let node = try? tape.read(payload), let page = Page(node) else {
            throw CommandFailure(.failed, "the hub's answer cannot be read; is it of another version?")
        }
        return page
    }

    /// - Parameter correlation: comes back with the answer; empty where none is awaited.
    func publish(_ ask: Ask, _ correlation: [UInt8] = []) throws(CommandFailure) {
        var json = JSONWriter()
        ask.write(to: &json)
        try link.publish(
            OutgoingMessage(
                topic: topics.ask(link.terminal), payload: json.bytes, qos: .atLeastOnce,
                responseTopic: topics.reply(link.terminal), correlation: correlation))
    }
}
