import Glibc

extension String {
    /// The C library's words for an `errno`, in English.
    package init(cError code: Int32) {
        self = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    }
}
