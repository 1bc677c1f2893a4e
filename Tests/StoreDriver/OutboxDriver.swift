import Basis
import Glibc
import Records
import Store
import Synchronization

/// A terminal that types: it queues commands one by one, each from a draft, and is answered every other one; what its
/// outbox says of each is told on stdout.
enum OutboxDriver {
    /// Notes on so many alarms of one machine, in turn.
    private static let alarms = 4

    static func run(_ base: String, count: Int) throws(StoreError) -> Never {
        let folder = try TerminalFolder(in: base)
        let queued = Mutex<Set<String>>([])
        let writer = OutboxWriter(folder, base: base, now: { Instant.now }) { report in
            switch report {
            case .queued(let keys, _, _):
                for key in keys { StoreDriver.say("queued \(key)") }
                queued.withLock { $0.formUnion(keys) }
            case .contents(let contents, _): for draft in contents.drafts { StoreDriver.say("draft \(draft.key)") }
            case .status(.failing): StoreDriver.say("failing")
            case .status, .trouble, .leftBehind: break
            }
        }
        writer.start()
        for number in 0..<count {
            let command = command(number)
            writer.submit(
                .draft(
                    OutboxDraft(
                        key: command.key, kind: command.kind, object: command.object, base: nil,
                        fields: [OutboxDraft.Field("note", "form \(number)")], changed: .now, site: "test")))
            // Some are never finished.
            if number % 7 == 3 { continue }
            var entry = command.entry
            entry.site = "test"
            writer.submit(.queue(entry))
            // A disk that fails is tried again, ever later.
            var left = 40
            while !writer.flush(within: .seconds(1)) || !queued.withLock({ $0.contains(command.key) }), left > 0 {
                left -= 1
                usleep(50_000)
            }
            if left == 0 { break }
            if number % 2 == 0 { writer.submit(.settle(key: command.key, .saved, reply: [], at: .now)) }
        }
        writer.flush(within: .seconds(1))
        // Without closing: the log stays as it is.
        _exit(0)
    }

    private static func command(_ number: Int) -> NewCommand {
        let digits = String(number)
        let key = "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        var command = NewCommand(
            key: key, kind: AlarmNote.form.kind, object: "M1/x/c\(number % alarms)", base: nil, entered: .now)
        command.set("note", .text("form \(number)"))
        return command
    }
}
