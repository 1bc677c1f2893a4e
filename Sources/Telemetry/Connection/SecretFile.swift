import Basis
import Glibc

/// Files that say who we are: read, and refused where anybody on this machine could read them too.
enum SecretFile {
    /// A password is one line; a file longer than this is something else.
    private static let longest = 65_536

    /// Whether the file can be read, and only by those who should.
    static func check(_ path: String, _ use: AccessFault.Use) throws(AccessFault) {
        close(try open(path, use))
    }

    /// The first line without its end.
    static func firstLine(of path: String) throws(AccessFault) -> String {
        let descriptor = try open(path, .password)
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: longest)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw .unreadable(path, .password, String(cError: errno)) }
        let line = bytes[..<count].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        let text = String(decoding: line, as: UTF8.self)
        guard !text.isEmpty, !line.contains(0) else { throw .emptyPassword(path) }
        return text
    }

    /// nil when it is not set, or empty.
    static func variable(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        let text = unsafe String(cString: value)
        return text.isEmpty ? nil : text
    }

    private static func open(_ path: String, _ use: AccessFault.Use) throws(AccessFault) -> CInt {
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path, use, String(cError: errno)) }
        var status = stat()
        // Of the file that is open, so that nobody can put another in its place.
        let isKnown = unsafe fstat(descriptor, &status) == 0
        guard isKnown, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(path, use, isKnown ? "it is no file" : String(cError: errno))
        }
        if use.isSecret, status.st_mode & 0o007 != 0 {
            close(descriptor)
            throw .exposed(path, use, mode: status.st_mode & 0o777)
        }
        return descriptor
    }
}
