package import Basis
import Foundation

/// The head of a journal's chain as it was at a moment, to be kept where whoever can change the journal cannot: on another
/// machine, or on paper. With it a journal that was cut short, or written anew as a whole, is found.
///
/// In a file each is a line of JSON: `{"at":"2026-11-28T17:00:00.000Z","seq":1234,"hash":"9f86d0…"}`.
package struct ChainAnchor: Hashable, Sendable {
    /// When it was taken, by the clock of whoever took it.
    package var at: Instant
    package var seq: Int64
    /// Of that entry, lower-case hex.
    package var hash: String

    package init(at: Instant, seq: Int64, hash: String) {
        self.at = at
        self.seq = seq
        self.hash = hash
    }

    package var when: String { ISO8601.format(at) }

    /// With its line feed.
    package var line: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("at", when)
            json.member("seq", seq)
            json.member("hash", hash)
        }
        return json.bytes + [UInt8(ascii: "\n")]
    }

    /// nil where the line is none.
    package init?(line: some Sequence<UInt8>) {
        // The node lives in the tape, so the tape must outlive what is read from it.
        let tape = JSONTape()
        guard let node = try? tape.read(Array(line)), node.kind == .object,
            let at = node["at"]?.string.flatMap({ ISO8601.parse($0) }), let seq = node["seq"]?.asInt64, seq > 0,
            let hash = node["hash"]?.string, hash.utf8.count == 2 * Digest.length
        else { return nil }
        self.init(at: at, seq: seq, hash: hash)
    }
}

/// A file of anchors, one a line; it only ever grows.
package enum AnchorFile {
    /// Appends an anchor, safe against loss of power when it returns.
    ///
    /// - Throws: `unavailable`, with what to do.
    package static func append(_ anchor: ChainAnchor, to path: String) throws(StoreError) {
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        // What a crash cut stays on a line of its own.
        let line = (endsInLine(path) ? [] : [UInt8(ascii: "\n")]) + anchor.line
        // In one write, so that two that append do not mix.
        let count = unsafe line.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count == line.count, fsync(descriptor) == 0 else { throw failure(path, count < 0 ? errno : ENOSPC) }
    }

    /// Whether the file is empty, or ends with a line feed.
    private static func endsInLine(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path), let end = try? file.seekToEnd(), end > 0 else {
            return true
        }
        try? file.seek(toOffset: end - 1)
        return (try? file.readToEnd()) == Data([UInt8(ascii: "\n")])
    }

    /// All anchors of a file, in its order, without one that a crash or a full disk cut while it was written.
    ///
    /// - Throws: `unavailable`; `damaged` for a line that is no anchor, and for a file without any: it proves nothing.
    package static func read(_ path: String) throws(StoreError) -> [ChainAnchor] {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
            throw StoreError(.unavailable, "\(path) cannot be read; name a file of anchors.")
        }
        var anchors: [ChainAnchor] = []
        for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            // Zeros are what a loss of power leaves.
            let text = line.reversed().drop { [0, 9, 13, 32].contains($0) }.reversed()
            if text.isEmpty || text.first == UInt8(ascii: "{") && text.last != UInt8(ascii: "}") { continue }
            guard let anchor = ChainAnchor(line: text) else {
                throw StoreError(.damaged, "\(path):\(index + 1) is no anchor; compare with a copy of the file.")
            }
            anchors.append(anchor)
        }
        guard !anchors.isEmpty else {
            throw StoreError(
                .damaged, "\(path) has no anchor, so there is nothing to compare; look for a copy of the file.")
        }
        return anchors
    }

    private static func failure(_ path: String, _ fault: Int32) -> StoreError {
        StoreError(
            .unavailable,
            "\(path) cannot be written: \(String(cError: fault)); give a file that this account may append to.")
    }
}
