/// Why a command ends without having done its work: one sentence that says what to do, and an exit code.
struct CommandFailure: Error, CustomStringConvertible {
    enum Code: Int32 {
        case failed = 1
        case usage = 2
        /// No broker, no hub.
        case unavailable = 69
        /// Somebody else holds it; later it may work.
        case tryAgain = 75
        case badConfiguration = 78
    }

    var code: Code
    var description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
