import Foundation

extension Zone {
    /// Whether `text` is the full name of a zone that this machine knows, or UTC. Foundation also takes abbreviations and
    /// offsets, which have no calendar of their own.
    package static func isName(_ text: String) -> Bool {
        (text == "UTC" || text.contains("/")) && TimeZone(identifier: text) != nil
    }
}
