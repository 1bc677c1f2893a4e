import Basis
import Foundation
import Hub
import Records
import Store

/// The first page of an answer, as a hub gives it to a screen; by this program, started anew for it.
struct FirstPage {
    static let argument = "--first-page"
    static var ownPath: String { URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path }

    var store: String
    var query: Query

    /// With which this program answers it.
    var arguments: [String] {
        var json = JSONWriter()
        Ask.rows(query, cursor: 0).write(to: &json)
        return [Self.argument, store, String(decoding: json.bytes, as: UTF8.self)]
    }

    /// Writes the page to the standard output.
    static func answer(_ arguments: [String]) throws {
        let tape = JSONTape()
        guard arguments.count == 2, case .rows(let query, let cursor)? = Ask(try tape.read(Array(arguments[1].utf8)))
        else {
            throw StoreError(.notKept, "no such question: \(arguments)")
        }
        let store = try SQLiteStore(reading: arguments[0])
        let answers = QueryAnswer(store: store)
        let seq = try store.newestSeq(asOf: .now)
        let page = try answers.page(query, cursor: cursor, seq: seq)
        var json = JSONWriter()
        page.write(to: &json)
        FileHandle.standardOutput.write(Data(json.bytes))
    }
}
