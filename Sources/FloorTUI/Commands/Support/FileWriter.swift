import Basis
import Glibc

/// Writes whole files.
enum FileWriter {
    /// - Parameters:
    ///   - replacing: whether a file that is there may be written over; it is replaced whole or not at all.
    ///   - isPrivate: nobody else may read it, since it has what people wrote.
    /// - Throws: `CommandFailure` that says what is in the way and what to do.
    static func write(_ bytes: [UInt8], to path: String, replacing: Bool, isPrivate: Bool = false)
        throws(CommandFailure)
    {
        let target = replacing ? "\(path).\(getpid()).new" : path
        let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isPrivate ? 0o600 : 0o666)
        guard descriptor >= 0 else { throw failure(path, errno) }
        var fault: Int32 = 0
        var rest = bytes[...]
        while !rest.isEmpty, fault == 0 {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { fault = errno }
        }
        if close(descriptor) != 0, fault == 0 { fault = errno }
        if fault == 0, replacing, rename(target, path) != 0 { fault = errno }
        guard fault != 0 else { return }
        unlink(target)
        throw failure(path, fault)
    }

    private static func failure(_ path: String, _ fault: Int32) -> CommandFailure {
        if fault == EEXIST {
            return CommandFailure(.failed, "\(path) is there already; give another name, or --force to replace it")
        }
        let reason = String(cError: fault)
        return CommandFailure(
            .failed, "\(path) cannot be written: \(reason); give a path in a folder that you may write to")
    }
}
