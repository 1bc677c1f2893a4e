import Glibc
import Synchronization

/// The steps of a command at which a test can end the program as kill -9 does (F20): what must never matter is where.
///
/// `FLOORTUI_FAIL_POINT=events-written` ends it at the first time that it gets there, `events-written:7` at the seventh.
/// Without the variable a step costs a comparison.
package enum FailPoint: String, CaseIterable, Sendable {
    /// The hub took the command's message from its inbox.
    case commandArrived = "command-arrived"
    /// The core has decided; nothing has left the memory.
    case commandDecided = "command-decided"
    /// The writer has the batch.
    case batchSubmitted = "batch-submitted"
    /// The transaction has begun.
    case journalBegun = "journal-begun"
    /// The events are written, the tables are not.
    case eventsWritten = "events-written"
    /// All is written, nothing is committed.
    case tablesWritten = "tables-written"
    /// It is durable, and nobody knows.
    case journalCommitted = "journal-committed"
    /// The hub's own thread knows; the answer is not on its way.
    case answerReady = "answer-ready"
    /// The answer is with the connection, and may be with the broker.
    case answerSent = "answer-sent"

    package static let variable = "FLOORTUI_FAIL_POINT"

    private static let plan: (point: FailPoint, times: Int)? = {
        guard let value = unsafe getenv(variable) else { return nil }
        let parts = unsafe String(cString: value).split(separator: ":")
        guard let name = parts.first, let point = FailPoint(rawValue: String(name)) else { return nil }
        return (point, parts.count > 1 ? Int(parts[1]) ?? 1 : 1)
    }()

    private static let reached = Mutex(0)

    /// Whether the program is to end at any step.
    package static var isPlanned: Bool { plan != nil }

    /// The program is at this step.
    package static func reach(_ point: FailPoint) {
        guard let plan, plan.point == point else { return }
        let times = reached.withLock { times in
            times += 1
            return times
        }
        if times == plan.times { kill(getpid(), SIGKILL) }
    }
}
