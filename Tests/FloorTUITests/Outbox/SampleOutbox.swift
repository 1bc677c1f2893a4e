import Basis
import Records
import Shopfloor
import Store
import Widgets

@testable import FloorTUI

/// An outbox with a command in every state.
enum SampleOutbox {
    static func entry(
        _ number: Int, _ state: OutboxEntry.State, machine: String = "DC-03", reason: String = "hydraulic",
        note: String? = nil, now: Instant
    ) -> OutboxEntry {
        let stop = StopID(machine: machine, from: now - .seconds(Int64(900 * number)))
        var command = NewCommand(
            key: key(number), kind: StopExplanation.form.kind, object: stop.description, base: 12,
            entered: now - .seconds(Int64(60 * number)))
        command.set("reason", .text(reason))
        if let note { command.set("note", .text(note)) }
        var entry = command.entry
        entry.seq = Int64(number)
        entry.state = state
        return entry
    }

    static func key(_ number: Int) -> String {
        "0f0e0d0c-0000-4000-8000-" + String(repeating: "0", count: 11) + "\(number)"
    }

    static func reply(
        _ entry: OutboxEntry, _ outcome: CommandReply.Outcome, now: Instant,
        _ change: (inout CommandReply) -> Void = { _ in }
    ) -> [UInt8] {
        var reply = CommandReply(
            key: entry.key, outcome: outcome, seq: 4711, at: now - .seconds(30), epoch: 1, id: entry.object)
        change(&reply)
        return reply.bytes
    }

    static func picture(now: Instant) -> OutboxPicture {
        var picture = OutboxPicture()
        picture.terminal = "t-1x2y3z"
        picture.status = .ready
        picture.isRead = true
        var conflict = entry(1, .conflict, note: "oil at the rod, seal worn", now: now)
        conflict.reply = reply(conflict, .conflict, now: now) { reply in
            reply.fields = [
                FieldConflict(
                    "reason", yours: .text("hydraulic"), theirs: .text("material"), by: "t-9k8j7h",
                    at: now - .seconds(300)),
                FieldConflict(
                    "note", yours: .text("oil at the rod, seal worn"), theirs: .none, by: "t-9k8j7h",
                    at: now - .seconds(300)),
            ]
        }
        var refused = entry(2, .refused, machine: "DC-07", now: now)
        refused.reply = reply(refused, .refused, now: now) { $0.refusal = .unknownObject("DC-07@1767253500000") }
        var saved = entry(5, .saved, machine: "DC-08", reason: "die-change", now: now)
        saved.reply = reply(saved, .saved, now: now) { $0.isMerged = true }
        picture.contents.entries = [
            conflict, refused, entry(3, .queued, machine: "DC-04", reason: "material", note: "from store", now: now),
            entry(4, .queued, machine: "DC-05", reason: "warm-up", now: now), saved,
        ]
        picture.contents.counts = [.conflict: 1, .refused: 1, .queued: 2, .saved: 1]
        return picture
    }

    static func draft(now: Instant) -> OutboxDraft {
        OutboxDraft(
            key: key(9), kind: StopExplanation.form.kind, object: "A2@\((now - .seconds(180)).milliseconds)", base: nil,
            fields: [OutboxDraft.Field("reason", "hydraulic"), OutboxDraft.Field("note", "oil")],
            changed: now - .seconds(3600))
    }
}

extension SampleOutbox {
    /// The screen of the outbox, open.
    static func opened(_ picture: OutboxPicture) -> FormDriver {
        let form = FormDriver()
        form.driver.state.take(picture)
        form.press(":outbox".map(Key.character) + [.enter])
        return form
    }

    /// An outbox with nothing else in it.
    static func only(_ entry: OutboxEntry) -> OutboxPicture {
        var picture = OutboxPicture()
        (picture.status, picture.isRead) = (.ready, true)
        picture.contents.entries = [entry]
        picture.contents.counts = [entry.state: 1]
        return picture
    }
}
