import Basis
import Glibc

/// What a running hub says to people: lines on stderr, for a service's log. From any thread.
enum HubLog {
    static func report(_ sentence: String) {
        let line = line(sentence)
        _ = unsafe write(STDERR_FILENO, line, line.utf8.count)
    }

    /// One line whatever brokers, files and machines have said: nobody writes lines of his own into the log.
    static func line(_ sentence: String) -> String { SanitizedText("hub: \(sentence)").text + "\n" }
}
