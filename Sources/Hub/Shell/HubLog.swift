import Basis
import Glibc

/// What a running hub says to people: lines on stderr, for a service's log. From any thread.
enum HubLog {
    static func report(_ sentence: String) {
        let line = SanitizedText("hub: \(sentence)").text + "\n"
        _ = unsafe write(STDERR_FILENO, line, line.utf8.count)
    }
}
