import Foundation

/// The first bytes of a database file, of which SQLite says of some values only that it cannot write, or not open, such a file
/// (sqlite.org/fileformat2.html, 1.3).
enum FileHeader {
    private static let length = 100

    /// What in it no version of SQLite writes; nil: nothing, or there are not as many bytes.
    static func fault(of path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path), let read = try? file.read(upToCount: length) else {
            return nil
        }
        let bytes = [UInt8](read)
        return bytes.count == length ? fault(in: bytes) : nil
    }

    static func fault(in bytes: [UInt8]) -> String? {
        func number(at place: Int) -> Int { bytes[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) } }
        if !(1...2).contains(bytes[18]) { return "its write version is \(bytes[18])" }
        if !(1...2).contains(bytes[19]) { return "its read version is \(bytes[19])" }
        if number(at: 44) > 4 { return "its schema format is \(number(at: 44))" }
        if number(at: 56) > 3 { return "its text encoding is \(number(at: 56))" }
        return nil
    }
}
