package import Basis
import Foundation

/// Something about a store that people have to look at: it stands until somebody takes it out of `store.problems`.
package struct StoreProblem: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        /// The file is damaged; it is set aside at the next start.
        case found
        /// The file could not be looked at; it is looked at again at the next start.
        case unchecked
        /// The file was damaged, and set aside.
        case aside
        /// Entries of the journal are lost.
        case lost
        /// The journal can be read, but its chain does not hold.
        case chain
        /// A table said what cannot be, and was made anew from the journal: nothing is lost.
        case mended
        /// What keeps rows from being changed, or finds them, was missing or another, and was put back.
        case guards
    }

    package var at: Instant
    package var kind: Kind
    /// The database that it is about.
    package var file: String
    /// What happened, and what to do; one sentence.
    package var text: String
}

/// `store.problems` in a store's folder: a line of JSON for each. A person who has dealt with them removes the file.
struct ProblemFile {
    static let name = "store.problems"
    private let path: String

    init(folder: String) { path = folder + "/" + Self.name }

    /// Oldest first. A line that cannot be read is passed over: that there is a file at all is told by the others.
    func read() -> [StoreProblem] {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { Self.problem(Array($0)) }
    }

    /// Adds those that are not there yet. What cannot be written is told at the next start again, so it is no error.
    func add(_ problems: [StoreProblem]) {
        var all = read()
        for problem in problems where !all.contains(where: { $0.text == problem.text }) { all.append(problem) }
        write(all)
    }

    /// A start has looked at the file, and dealt with its damage: what the check beside the hub said of it is over.
    func settle(_ file: String) {
        let all = read()
        let left = all.filter { $0.file != file || $0.kind != .found && $0.kind != .unchecked }
        if left.count < all.count { write(left) }
    }

    private func write(_ problems: [StoreProblem]) {
        var json = JSONWriter()
        for (index, problem) in problems.enumerated() {
            if index > 0 { json.newLine() }
            json.object { json in
                json.member("at", ISO8601.format(problem.at))
                json.member("kind", problem.kind.rawValue)
                json.member("file", problem.file)
                json.member("text", problem.text)
            }
        }
        if problems.isEmpty {
            _ = unsafe unlink(path)
        } else {
            try? Data(json.bytes + [UInt8(ascii: "\n")]).write(to: URL(fileURLWithPath: path), options: .atomic)
        }
    }

    private static func problem(_ line: [UInt8]) -> StoreProblem? {
        let tape = JSONTape()
        guard let node = try? tape.read(line), let at = node["at"]?.string.flatMap({ ISO8601.parse($0) }),
            let kind = node["kind"]?.string.flatMap(StoreProblem.Kind.init), let file = node["file"]?.string,
            let text = node["text"]?.string
        else { return nil }
        return StoreProblem(at: at, kind: kind, file: file, text: text)
    }
}
