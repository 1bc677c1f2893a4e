import Basis
import CGzip
import Glibc

/// Reads a recording, gzip or plain, message by message, in memory that does not grow with the file.
@safe package final class RecordingReader {
    private let path: String
    private let file: UnsafeMutableRawPointer
    private let tape = JSONTape()
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)
    private var filled = 0
    private var position = 0
    /// The number of the line that was read last, from 1.
    package private(set) var line = 0
    /// When the first message arrived that was read, and the newest; nil before.
    private var span: (first: Instant, last: Instant)?

    /// - Throws: a sentence that names the file, when it cannot be opened.
    package init(path: String) throws(RecordingError) {
        guard let file = unsafe cgzip_open(path) else {
            let reason = String(cError: errno)
            throw RecordingError(
                description: "\(path): cannot be opened: \(reason); give the path of a recording that you may read")
        }
        self.path = path
        unsafe self.file = file
    }

    deinit { unsafe cgzip_close(file) }

    /// All messages so far arrived at one moment: no time passes in them, so no state lasts and nothing is counted over time.
    package var isOfOneMoment: Bool { span.map { $0.first == $0.last } ?? false }

    /// The next message; nil at the end.
    ///
    /// - Throws: a sentence with file and line, when a line is no recorded message. Reading ends there.
    package func next() throws(RecordingError) -> RecordedMessage? {
        while let text = try nextLine() {
            line += 1
            if text.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { continue }
            let message = try message(text)
            span = (span?.first ?? message.at, message.at)
            return message
        }
        return nil
    }

    private func message(_ text: [UInt8]) throws(RecordingError) -> RecordedMessage {
        let node: JSONNode
        do throws(JSONError) { node = try tape.read(text) } catch {
            throw RecordingError(
                description: "\(path):\(line): no JSON: \(error.description); a recording has one JSON object a line")
        }
        do throws(RecordingError) { return try RecordedMessage(node) } catch {
            throw RecordingError(description: "\(path):\(line): \(error.description)")
        }
    }

    private func nextLine() throws(RecordingError) -> [UInt8]? {
        var text: [UInt8] = []
        while true {
            if let end = chunk[position..<filled].firstIndex(of: UInt8(ascii: "\n")) {
                text.append(contentsOf: chunk[position..<end])
                position = end + 1
                return text
            }
            text.append(contentsOf: chunk[position..<filled])
            guard text.count < 1 << 26 else {
                throw RecordingError(
                    description: "\(path):\(line + 1): longer than 64 MB; a recording has one message a line")
            }
            guard try fill() else { return text.isEmpty ? nil : text }
        }
    }

    /// Returns false at the end of the file.
    private func fill() throws(RecordingError) -> Bool {
        let count = unsafe chunk.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return Int64(0) }
            return unsafe cgzip_read(file, base, Int64(buffer.count))
        }
        guard count >= 0 else {
            throw RecordingError(
                description: "\(path): damaged after line \(line): the file is cut off or was changed; copy it anew")
        }
        filled = Int(count)
        position = 0
        return count > 0
    }
}
