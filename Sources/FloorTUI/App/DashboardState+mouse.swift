import Basis
import Widgets

extension DashboardState {
    /// A report of the mouse: as good as the keys that what lies there in `frame`, the last one drawn, stands for.
    mutating func handle(_ mouse: Mouse, in frame: Frame, now: Instant?) -> [Effect] {
        frame.keys(for: mouse).flatMap { handle($0, now: now) }
    }

    /// Text from the clipboard goes into the line that is open, and never acts: its controls are dropped, and the end of
    /// a line is a blank.
    mutating func paste(_ text: String, now: Instant?) {
        let isLine =
            switch cover {
            case .filter, .command: true
            case .form(let dialog): dialog.form.takesText
            case .help, .leave, .themes, .entry, nil: false
            }
        guard isLine else {
            message = phrases[.pasteNowhere]
            return
        }
        let line = text.trimmingBlanks
        let room = room
        // More than any line takes is not looked at, and told.
        for character in line.prefix(Self.mostPasted) {
            let isBlank = character.isNewline || character == "\t"
            _ = handle(.character(isBlank ? " " : character), now: now)
        }
        if line.count > room { tellLeftOut(line.count - room) }
    }

    private static let mostPasted = 1000

    /// So much of what is pasted is looked at: a form counts by itself what of that it has no room for.
    private var room: Int {
        switch cover {
        case .filter(let line), .command(let line): line.room
        default: Self.mostPasted
        }
    }

    mutating func toggleMouse() -> [Effect] {
        takesMouse.toggle()
        message = phrases[takesMouse ? .mouseTaken : .mouseReleased]
        return [.takeMouse(takesMouse)]
    }
}
