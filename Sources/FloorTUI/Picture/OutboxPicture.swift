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

    /// How it is told what became of the newest command about an object; nil where nothing waits and nothing needs a person.
    func look(of object: String) -> EntryLook? {
        guard let entry = contents.entries.first(where: { $0.object == object && $0.state != .saved }) else {
            return nil
        }
        return EntryLook(entry.state)
    }
}
