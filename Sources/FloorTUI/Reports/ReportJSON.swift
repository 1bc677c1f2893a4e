import Basis
import Records
import Shopfloor

/// A report as JSON: what it is about, how far it knows, and the answers as the queries gave them.
enum ReportJSON {
    static func bytes(_ report: ShiftReport) -> [UInt8] {
        var json = JSONWriter()
        let scope = report.scope
        json.object { json in
            json.member("v", 1)
            json.member("report", scope.kind.rawValue)
            json.member("site", scope.plant.site.id)
            json.member("line", scope.line)
            json.member("machine", scope.machine)
            json.member("date", scope.date.description)
            json.member("shift", scope.shift)
            json.member("from", scope.window.map { ISO8601.format($0.from) })
            json.member("to", scope.window.map { ISO8601.format($0.to) })
            json.member("zone", scope.zone.identifier)
            json.member("running", report.isRunning)
            json.member("at", report.at.map(ISO8601.format))
            json.member("as_of_now", report.includesLater)
            for answer in report.answers {
                json.key(answer.part.rawValue)
                json.object { json in
                    json.member("query", answer.query.words)
                    json.key("rows")
                    json.array { json in for row in answer.rows { row.write(to: &json) } }
                }
            }
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }
}
