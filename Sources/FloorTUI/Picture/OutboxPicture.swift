import Records
import Store
import Telemetry

/// What a dashboard shows of its outbox.
package struct OutboxPicture: Hashable {
    /// Names this terminal.
    var terminal = ""
    /// nil: this is no terminal that sends anything, such as a snapshot.
    var status: OutboxStatus?
    var contents = OutboxContents()
    /// What is in it has been read.
    var isRead = false
    /// Keys that were finished and are not yet on the disk: each is "saving…" until it is.
    var saving: Set<String> = []
    /// The broker keeps commands from the hub; nil: not that is known of.
    var refusedByBroker: RefusedTopic?
    /// What was found wrong with files of outboxes.
    var troubles: [OutboxStore.Trouble] = []
    /// Why what other terminals have left is not taken over, a sentence each.
    var leftBehind: [String] = []

    func count(_ state: OutboxEntry.State) -> Int { contents.counts[state] ?? 0 }

    /// For which site something was typed, as this terminal sees it.
    enum Place: Hashable {
        /// For the one that it is on, or it is on none yet.
        case here
        /// In its topic form.
        case other(String)
        case unknown
    }

    func place(of site: String?) -> Place {
        guard let own = contents.site, site != own else { return .here }
        return site.map { .other($0) } ?? .unknown
    }

    /// The newest command about an object, where it waits or needs a person: what was saved after a refusal is what counts.
    func pending(_ object: String) -> OutboxEntry? {
        let newest = contents.entries.filter { $0.object == object }.max { $0.seq < $1.seq }
        return newest?.state == .saved ? nil : newest
    }
}
