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

    @Test("a conflict that somebody else decided needs nobody any more, once the hub says so")
    func decidedElsewhere() throws {
        let inbox = try Inbox()
        let settings = ConnectionSettings(broker: try BrokerURL("mqtt://127.0.0.1:1"), clientPrefix: "t")
        let way = TerminalOutbox.Way(
            connection: try Connection(settings, subscriptions: [], inbox: inbox), topics: TopicGrammar(site: "test"))
        #expect(comes { outbox.picture.isRead && outbox.picture.status == .ready })
        let set = OutboxEntry(
            key: "key-1", kind: "stop.explain", object: "press-4@1", bytes: [1], entered: Instant(milliseconds: 1))
        let decision = OutboxEntry(
            key: "key-2", kind: "conflict.resolve", object: "key-1",
            bytes: Array(#"{"v":1,"key":"key-2","set":{"take":"yours"}}"#.utf8), entered: Instant(milliseconds: 2))
        func answer(_ json: String) { #expect(outbox.take(Array(json.utf8), correlation: nil, JSONTape(), way)) }
        outbox.submit(.queue(set))
        #expect(comes { outbox.picture.contents.counts == [.queued: 1] })
        answer(#"{"v":1,"key":"key-1","outcome":"conflict","seq":5,"at":9,"epoch":1,"id":"press-4@1","fields":[]}"#)
        #expect(comes { outbox.picture.contents.counts == [.conflict: 1] })
        outbox.submit(.queue(decision))
        #expect(comes { outbox.picture.contents.counts[.queued] == 1 })
        let reason = #"{"code":"no-conflict","en":"none is open","zh":"没有"}"#
        answer(
            #"{"v":1,"key":"key-2","outcome":"refused","seq":6,"at":9,"epoch":1,"id":"key-1","reason":\#(reason)}"#)
        #expect(
            comes { outbox.picture.contents.counts[.conflict] == nil && outbox.picture.contents.counts[.refused] == 1 })
        outbox.stop()
    }
}
