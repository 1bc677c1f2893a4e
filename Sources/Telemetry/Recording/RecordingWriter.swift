import Basis
import CGzip
import Glibc

/// Writes a recording, message by message, in memory that does not grow with the file; gzip where its name ends in
/// `.gz`, else plain.
///
/// Whatever happens, the file holds whole lines: what a full disk cut off is taken away again, and gzip is written as
/// members that are whole by themselves. What was not flushed yet is lost with the program.
package final class RecordingWriter {
    private let path: String
    private let isCompressed: Bool
    private var descriptor: CInt
    private var lines = JSONWriter()
    /// Messages that are not in the file yet.
    package private(set) var waiting = 0
    /// Messages that are in the file.
    package private(set) var messages = 0
    /// The length of all lines, also of those that are not in the file yet.
    package var text: Int64 { written + Int64(lines.bytes.count) }
    private var written: Int64 = 0
    /// The file's length.
    private var bytes: Int64 = 0

    private var flushedAt = ContinuousClock.now

    /// So much text is written at once: gzip needs some to find what repeats.
    private static let block = 1 << 18

    /// Makes the file.
    ///
    /// - Parameter overwrites: whether a file that is there may be written over.
    /// - Throws: a sentence that names the file, when it is there, or cannot be made.
    package init(path: String, overwrites: Bool) throws(RecordingError) {
        self.path = path
        isCompressed = path.hasSuffix(".gz")
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (overwrites ? O_TRUNC : O_EXCL)
        descriptor = unsafe open(path, flags, 0o644)
        if descriptor < 0 { throw errno == EEXIST ? Self.exists(path) : Self.cannot("made", path, errno) }
    }

    deinit { if descriptor >= 0 { Glibc.close(descriptor) } }

    /// - Throws: when a file of that name is there.
    package static func check(isFree path: String) throws(RecordingError) {
        if unsafe access(path, F_OK) == 0 { throw exists(path) }
    }

    private static func exists(_ path: String) -> RecordingError {
        RecordingError(description: "\(path) is there already: give another name, or --force to write over it")
    }

    private static func cannot(_ what: String, _ path: String, _ code: CInt) -> RecordingError {
        RecordingError(description: "\(path) cannot be \(what): \(String(cError: code))")
    }

    /// Adds a message; it is in the file after the next `flush`, or when enough has come together.
    package func append(_ message: RecordedMessage) throws(RecordingError) {
        message.write(to: &lines)
        lines.newLine()
        waiting += 1
        if lines.bytes.count >= Self.block { try flush() }
    }

    /// Writes what waits.
    ///
    /// - Throws: a sentence that names the file and says how many messages it holds, as when the disk is full.
    package func flush() throws(RecordingError) {
        if waiting > 0 { try write() }
    }

    /// Writes what waits when it has waited for long: a second, or ten where it is compressed, since little text
    /// compresses badly.
    package func flushIfDue(_ now: ContinuousClock.Instant) throws(RecordingError) {
        guard now - flushedAt >= .milliseconds(isCompressed ? 9_900 : 900) else { return }
        flushedAt = now
        try flush()
    }

    private func write() throws(RecordingError) {
        let data = isCompressed ? try member(lines.bytes) : lines.bytes
        var rest = data[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw cutOff(errno) }
            rest = rest.dropFirst(count)
        }
        bytes += Int64(data.count)
        written += Int64(lines.bytes.count)
        messages += waiting
        waiting = 0
        lines.reset()
    }

    /// Writes what waits and closes the file; it can take nothing more.
    package func close() throws(RecordingError) {
        guard descriptor >= 0 else { return }
        // Of no message, too, it is a gzip file.
        if waiting > 0 || isCompressed && bytes == 0 { try write() }
        // Some disks say only now that they are full; what is no disk cannot be synchronised, and need not.
        let code = fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS ? 0 : errno
        Glibc.close(descriptor)
        descriptor = -1
        if code != 0 { throw Self.cannot("written", path, code) }
    }

    /// Takes away what was written of the lines that did not fit.
    private func cutOff(_ code: CInt) -> RecordingError {
        ftruncate(descriptor, off_t(bytes))
        waiting = 0
        lines.reset()
        let why = String(cError: code)
        return RecordingError(
            description: "\(path) cannot be written: \(why); it holds the \(messages) messages up to there")
    }

    private func member(_ text: [UInt8]) throws(RecordingError) -> [UInt8] {
        let bound = cgzip_bound(Int64(text.count))
        let data = unsafe [UInt8](unsafeUninitializedCapacity: Int(bound)) { buffer, count in
            guard let base = buffer.baseAddress else { return }
            count = unsafe max(0, Int(cgzip_member(text, Int64(text.count), base, bound)))
        }
        guard !data.isEmpty else { throw RecordingError(description: "\(path): there is no memory to compress with") }
        return data
    }
}
