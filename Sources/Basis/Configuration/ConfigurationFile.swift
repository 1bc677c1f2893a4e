import Glibc

/// Reads configuration files from the disk.
enum ConfigurationFile {
    /// The bytes of a regular file of a size that can be parsed; the error says why not.
    static func read(_ path: String) throws(ConfigurationError) -> [UInt8] {
        // Not to wait for a writer, should the path be a pipe.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            let kind = status.st_mode & S_IFMT == S_IFDIR ? "is a folder" : "is not a regular file"
            throw ConfigurationError(Place(file: path), kind, allowed: allowed)
        }
        // One byte more than is allowed, so that a file that is too large is seen as such however fast it grows.
        let limit = TomlDocument.maximumSize + 1
        var bytes: [UInt8] = []
        while bytes.count < limit {
            var chunk = [UInt8](repeating: 0, count: min(65536, limit - bytes.count))
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw failure(path) }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
        }
        throw ConfigurationError(
            Place(file: path), "is larger than 1 MB", allowed: "1 MB a file; it may include others")
    }

    private static func failure(_ path: String) -> ConfigurationError {
        let reason = String(cError: errno)
        return ConfigurationError(Place(file: path), "cannot be read: \(reason)", allowed: allowed)
    }

    private static let allowed = "the path of a TOML file that this account may read"
}

/// Paths of included files.
enum ConfigurationPath {
    /// `path` as seen from the folder of `file`, without `.` and needless `..`, so that a file has one name.
    ///
    /// Symbolic links are not followed here: `a/../b` is `b`.
    static func resolve(_ path: String, from file: String) -> String {
        let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        let whole = path.hasPrefix("/") ? path : folder + path
        var parts: [Substring] = []
        for part in whole.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !whole.hasPrefix("/") {
                parts.append(part)
            }
        }
        let name = (whole.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        return name.isEmpty ? "." : name
    }
}
