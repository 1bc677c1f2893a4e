import Basis
import Records
import Store
import Telemetry
import TestSupport
import Testing

@testable import FloorTUI

/// What a dashboard shows of what is typed on it, from the key on, whatever the disk takes.
struct TerminalOutboxTests {
    private let base: TemporaryFolder
    private let outbox: TerminalOutbox

    init() throws {
        base = try TemporaryFolder()
        outbox = TerminalOutbox(base: base.path, inbox: try Inbox())
        outbox.serve(TopicGrammar(site: "test"))
    }

    private func draft(_ text: String) -> OutboxDraft {
        OutboxDraft(
            key: "key-1", kind: "stop.explain", object: "press-4@1", base: 7,
            fields: [OutboxDraft.Field("note", text)], changed: Instant(milliseconds: 1))
    }

    private var shown: [String?] { outbox.picture.contents.drafts.map { $0.fields.last?.text } }

    /// Ticks, as the dashboard's loop does, until it holds.
    private func comes(_ condition: () -> Bool) -> Bool {
        eventually {
            _ = outbox.tick(.noClock, nil, now: .now)
            return condition()
        }
    }

    @Test(
        "a form that is closed and opened again at once has all that was typed, and nothing that was sent or thrown away"
    )
    func atOnce() {
        #expect(comes { outbox.picture.isRead && outbox.picture.status == .ready })
        outbox.submit(.draft(draft("one")))
        outbox.submit(.draft(draft("one and two")))
        #expect(shown == ["one and two"])
        let entry = OutboxEntry(
            key: "key-1", kind: "stop.explain", object: "press-4@1", bytes: [1], entered: Instant(milliseconds: 1))
        outbox.submit(.queue(entry))
        var seen: Set<[String?]> = [shown]
        #expect(
            comes {
                seen.insert(shown)
                return outbox.picture.contents.counts == [.queued: 1]
            })
        #expect(seen == [[]], "never a draft whose command is on its way")
        outbox.submit(.draft(draft("other")))
        outbox.submit(.dropDraft(key: "key-1"))
        #expect(shown.isEmpty)
        outbox.stop()
    }
}
