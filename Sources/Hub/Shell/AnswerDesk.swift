import Basis
import Dispatch
import Records
import Store
import Telemetry

/// Answers queries on a thread of its own, so that a long one never delays a machine's message.
final class AnswerDesk: Sendable {
    private let answers: QueryAnswer
    private let connection: Connection
    private let queue = DispatchQueue(label: "answers")

    init(store: any RecordStore, connection: Connection) {
        answers = QueryAnswer(store: store)
        self.connection = connection
    }

    /// - Parameter seq: the journal's number by now; the answer says no newer one.
    func answer(_ query: Query, cursor: Int, to topic: String, correlation: [UInt8], seq: Int64) {
        queue.async { [self] in
            var page: Page
            do throws(StoreError) {
                page = Page(seq: seq, all: try answers.rows(query), cursor: cursor)
            } catch {
                page = Page(seq: seq, rows: [], next: nil, error: error.description)
            }
            var json = JSONWriter()
            page.write(to: &json)
            // Whoever asked asks again when the answer does not come.
            _ = connection.publish(
                OutgoingMessage(topic: topic, payload: json.bytes, qos: .atLeastOnce, correlation: correlation))
        }
    }
}
