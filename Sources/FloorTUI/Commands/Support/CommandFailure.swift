/// Why a command ends without having done its work: one sentence that says what to do, and an exit code.
struct CommandFailure: Error, CustomStringConvertible {
    enum Code: Int32, CaseIterable {
        case failed = 1
        case usage = 2
        /// No broker, no hub.
        case unavailable = 69
        /// Somebody else holds it; later it may work.
        case tryAgain = 75
        case badConfiguration = 78

        /// For manuals.
        var meaning: String {
            switch self {
            case .failed: "It failed; stderr says why."
            case .usage: "Wrong usage of the command line."
            case .unavailable: "The broker or the hub cannot be reached."
            case .tryAgain: "Another process holds the store, or works for the site; try again when it has ended."
            case .badConfiguration:
                "A configuration file is wrong; stderr names file, line, column and what is allowed."
            }
        }
    }

    var code: Code
    var description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
