import Basis
import Records
import Telemetry
import Widgets

/// What screens ask of the hub.
extension DashboardLoop {
    func ask(_ asking: QuestionBoard.Asking) {
        let correlation = Array(String(asking.number).utf8)
        guard mayAsk, let topics, ask(.rows(asking.query, cursor: asking.cursor), topics, correlation) else {
            state.board.refuse(state.phrases[.mayNotAsk], number: asking.number)
            isDirty = true
            return
        }
    }

    func take(_ node: JSONNode, _ correlation: [UInt8]?) {
        guard let number = correlation.flatMap({ UInt64(String(decoding: $0, as: UTF8.self)) }), let page = Page(node)
        else { return }
        // One by one: the tape holds one row at a time.
        let rows = page.rows.compactMap { source in (try? tape.read(source)).map { Row($0) } }
        isDirty = true
        _ = perform(state.take(page, rows: rows, number: number, at: .now, now: hub.now(.now)))
    }
}
