import Foundation

/// What lies in SQLite's log beside a database (sqlite.org/fileformat2.html#the_write_ahead_log).
///
/// SQLite reads it up to the first frame that does not fit, and passes over the rest without a word: right after a loss of
/// power, when only the commit that was under way can be torn, wrong where the disk has damaged one of many.
struct WriteAheadLog {
    private let bytes: Data
    private static let headerLength = 32
    private static let frameHeaderLength = 24

    /// nil where there is none, or nothing in it.
    init?(path: String) {
        guard let bytes = try? Data(contentsOf: URL(fileURLWithPath: path)), bytes.count > Self.headerLength else {
            return nil
        }
        self.bytes = bytes
    }

    init(bytes: Data) { self.bytes = bytes }

    /// Whether commits lie behind a frame that does not fit: more than the one that a loss of power tears.
    var hasLostCommits: Bool {
        let (pageSize, isBig) = (Int(word(8)), word(0) & 1 == 1)
        guard word(0) >> 1 == 0x377F_0682 >> 1, pageSize >= 512, pageSize <= 65_536 else { return true }
        var sum = Checksum(isBigEndian: isBig)
        sum.add(bytes, from: 0, count: 24, word)
        guard (sum.first, sum.second) == (word(24), word(28)) else { return true }
        let length = Self.frameHeaderLength + pageSize
        var position = Self.headerLength
        while position + length <= bytes.count, fits(position, pageSize, &sum) { position += length }
        var commits = 0
        while position + length <= bytes.count {
            if hasSalts(position), word(position + 4) != 0 { commits += 1 }
            position += length
        }
        return commits > 1
    }

    private func fits(_ position: Int, _ pageSize: Int, _ sum: inout Checksum) -> Bool {
        guard hasSalts(position) else { return false }
        sum.add(bytes, from: position, count: 8, word)
        sum.add(bytes, from: position + Self.frameHeaderLength, count: pageSize, word)
        return (sum.first, sum.second) == (word(position + 16), word(position + 20))
    }

    /// Frames of the log's earlier rounds, which are in the database, have others.
    private func hasSalts(_ position: Int) -> Bool {
        word(position + 8) == word(16) && word(position + 12) == word(20)
    }

    /// Big-endian, as all numbers in it but the words that are summed.
    private func word(_ position: Int) -> UInt32 {
        guard position + 4 <= bytes.count else { return 0 }
        return bytes[position..<position + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private struct Checksum {
        let isBigEndian: Bool
        var first: UInt32 = 0
        var second: UInt32 = 0

        mutating func add(_ bytes: Data, from start: Int, count: Int, _ word: (Int) -> UInt32) {
            for position in stride(from: start, to: start + count, by: 8) {
                let (a, b) = (word(position), word(position + 4))
                first &+= (isBigEndian ? a : a.byteSwapped) &+ second
                second &+= (isBigEndian ? b : b.byteSwapped) &+ first
            }
        }
    }
}
