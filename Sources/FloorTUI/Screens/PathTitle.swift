import Basis
import Foundation

/// A title of levels, `Line 1 › DC-03 › OEE`, in as many columns as there are: which machine and which screen are left
/// longest.
enum PathTitle {
    private static let separator = " › "

    /// The outermost level leaves first, then those in the middle; of two the outer is cut; never the screen's own name
    /// where both have room.
    static func fit(_ title: String, _ width: Int) -> String {
        var levels = title.components(separatedBy: separator)
        var text = title
        while text.columns > width, levels.count > 2 {
            levels.remove(at: text == title ? 0 : 1)
            text = "… " + levels.joined(separator: separator)
        }
        guard text.columns > width, levels.count == 2, let outer = levels.first, let own = levels.last else {
            return text
        }
        let room = width - own.columns - separator.columns
        return outer.columns > width / 2 && room >= 4 ? cut(outer, room) + separator + own : text
    }

    /// A group and what stands in it, `Breakdown › Die`, in a cell: where both have no room the group is cut first, since the
    /// rest says more, but not for a note behind it; it leaves where a few letters of it would cut the rest. What is still too
    /// long its cell cuts.
    static func cell(_ path: String, _ width: Int) -> String {
        let levels = path.components(separatedBy: separator)
        guard path.columns > width, levels.count > 1 else { return path }
        let own = levels.dropFirst().joined(separator: separator)
        let name = own.components(separatedBy: " · ")[0]
        let room = width - name.columns - separator.columns
        return room < 4 ? own : cut(levels[0], room) + separator + own
    }

    private static func cut(_ text: String, _ width: Int) -> String {
        guard text.columns > width else { return text }
        var kept = ""
        for character in text {
            guard (kept + String(character)).columns < width else { break }
            kept.append(character)
        }
        return kept + "…"
    }
}
