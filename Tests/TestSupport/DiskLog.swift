import Foundation

/// What a program wrote to its databases, call by call, and what it said between: from it, what a loss of power at any
/// moment leaves on the disk is made.
package struct DiskLog {
    private enum Entry {
        case said(String)
        case write(file: String, at: Int, bytes: ArraySlice<UInt8>)
        case truncate(file: String, to: Int)
        /// The file's writes so far are on the disk.
        case synced(file: String)
        /// They are not, and the system has forgotten that: no later sync brings them there.
        case failed(file: String)
        /// It is gone for who looks; on the disk it is until the folder is synced.
        case removed(file: String)
        case folderSynced
    }

    private var entries: [Entry] = []

    package var count: Int { entries.count }

    package init(_ path: String) throws {
        let bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
        var rest = bytes[...]
        func number(_ count: Int) -> Int {
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        while rest.count > 2 {
            let (type, nameLength) = (rest.removeFirst(), Int(rest.removeFirst()))
            let file = String(decoding: rest.prefix(nameLength), as: UTF8.self)
            rest = rest.dropFirst(nameLength)
            let (offset, length) = (number(8), number(4))
            let content = rest.prefix(length)
            rest = rest.dropFirst(length)
            switch Character(UnicodeScalar(type)) {
            case "A": entries.append(.said(String(decoding: content, as: UTF8.self)))
            case "W": entries.append(.write(file: file, at: offset, bytes: content))
            case "T": entries.append(.truncate(file: file, to: offset))
            case "S": entries.append(.synced(file: file))
            case "U": entries.append(.removed(file: file))
            case "D": entries.append(.folderSynced)
            default: entries.append(.failed(file: file))
            }
        }
    }

    /// When the power goes: right after some words, of which nothing may be on its way to the disk still, and at as many
    /// other moments.
    package func cuts(_ count: Int, with random: inout SplitMix) -> [Int] {
        var words = entries.indices.filter { if case .said = entries[$0] { true } else { false } }
        while words.count > count { words.remove(at: random.below(words.count)) }
        return words.map { $0 + 1 } + (0..<count).map { _ in random.below(entries.count + 1) }
    }

    /// What was said before the power went.
    package func said(before end: Int) -> [String] {
        entries.prefix(end).flatMap { entry -> [String] in
            if case .said(let text) = entry { text.split(separator: "\n").map(String.init) } else { [] }
        }
    }

    /// The files as the disk has them when the power goes after so many calls: what was synced, and of what was not each
    /// write whole, in part or not at all. A file that was removed may be there again until its folder was synced.
    package func files(before end: Int, with random: inout SplitMix) -> [String: [UInt8]] {
        var files: [String: DiskFile] = [:]
        /// Removed, and not yet for good; newest last.
        var removed: [(file: String, content: DiskFile)] = []
        for entry in entries.prefix(end) {
            switch entry {
            case .said: break
            case .write(let file, let at, let bytes):
                files[file, default: DiskFile()].pending.append(.init(at: at, bytes: bytes))
            case .truncate(let file, let length):
                files[file, default: DiskFile()].pending.append(.init(at: length, bytes: nil))
            case .synced(let file): files[file, default: DiskFile()].sync()
            case .failed(let file): files[file, default: DiskFile()].pending = []
            case .removed(let file):
                if let content = files.removeValue(forKey: file) { removed.append((file, content)) }
            case .folderSynced: removed = []
            }
        }
        for (file, content) in removed where files[file] == nil && random.below(2) == 0 { files[file] = content }
        return files.mapValues { $0.afterPowerCut(&random) }
    }

    /// The folder of one terminal in `base`, as a loss of power leaves it.
    package func leaveOutbox(in base: String, before end: Int, with random: inout SplitMix) throws {
        let folder = URL(fileURLWithPath: base).appending(path: "terminal-1")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("t-driver\n".utf8).write(to: folder.appending(path: "terminal.id"))
        for (name, bytes) in files(before: end, with: &random) {
            try Data(bytes).write(to: folder.appending(path: name))
        }
    }

    private struct DiskFile {
        struct Change {
            var at: Int
            /// nil: the file is cut there.
            var bytes: ArraySlice<UInt8>?
        }

        var content: [UInt8] = []
        var pending: [Change] = []

        mutating func sync() {
            for change in pending { Self.apply(change, to: &content) }
            pending = []
        }

        func afterPowerCut(_ random: inout SplitMix) -> [UInt8] {
            var content = content
            for change in pending {
                switch random.below(3) {
                case 0: break
                case 1: Self.apply(change, to: &content)
                default:
                    var part = change
                    // A disk writes whole sectors.
                    part.bytes = change.bytes.map { $0.prefix(random.below($0.count / 512 + 1) * 512) }
                    if part.bytes?.isEmpty != true { Self.apply(part, to: &content) }
                }
            }
            return content
        }

        private static func apply(_ change: Change, to content: inout [UInt8]) {
            guard let bytes = change.bytes else {
                let missing = change.at - content.count
                if missing > 0 {
                    content += [UInt8](repeating: 0, count: missing)
                } else {
                    content.removeLast(-missing)
                }
                return
            }
            let end = change.at + bytes.count
            if end > content.count { content += [UInt8](repeating: 0, count: end - content.count) }
            content.replaceSubrange(change.at..<end, with: bytes)
        }
    }
}
