import Basis
import Glibc
import Records
import Shopfloor
import Store

/// A program of tests alone: commits entries to a store one by one, or commands to a terminal's outbox, and says on stdout
/// which are durable. It is run where writes fail, or is ended at any moment.
///
///     StoreDriver store|outbox FOLDER COUNT
@main
struct StoreDriver {
    /// As often in a row an entry is tried.
    private static let tries = 4

    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4, let count = Int64(arguments[3]) else { exit(2) }
        do throws(StoreError) {
            if arguments[1] == "outbox" { try OutboxDriver.run(arguments[2], count: Int(count)) }
            let store = try SQLiteStore(writing: arguments[2])
            let first = try store.load().seq + 1
            let writer = StoreWriter(store: store, now: { Instant.now }) { report in
                switch report {
                case .durable(let seq): say("durable \(seq)")
                case .status(.recording): say("recording")
                case .status(.notRecording): say("not recording")
                }
            }
            for seq in first..<first + count {
                writer.submit(batch(seq))
                var left = tries
                while !writer.flush(), left > 0 { left -= 1 }
            }
            say("end")
            // Without closing: the log stays as it is.
            _exit(writer.status == .recording ? 0 : 1)
        } catch {
            say("refused: \(error)")
            exit(1)
        }
    }

    private static func batch(_ seq: Int64) -> StoreBatch {
        let at = Instant(milliseconds: seq * 1000)
        let state = seq.isMultiple(of: 2) ? MachineState.idle : .producing
        let change = StateChanged(machine: "m\(seq % 3)", from: at, condition: Condition(state, native: "n\(seq)"))
        var batch = StoreBatch()
        batch.entries = [JournalEntry(seq: seq, at: at, event: .state(change))]
        batch.aliveAt = at
        var cycle = CycleRow(number: seq, machine: "m", at: at)
        cycle.tags = ["t"]
        cycle.values = [Double(seq)]
        batch.cycles = [cycle]
        return batch
    }

    static func say(_ line: String) {
        let text = line + "\n"
        _ = write(STDOUT_FILENO, text, text.utf8.count)
    }
}
