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
        // More than a line takes is not looked at.
        for character in line.prefix(1000) {
            let isBlank = character.isNewline || character == "\t"
            _ = handle(.character(isBlank ? " " : character), now: now)
        }
    }

    mutating func toggleMouse() -> [Effect] {
        takesMouse.toggle()
        message = phrases[takesMouse ? .mouseTaken : .mouseReleased]
        return [.takeMouse(takesMouse)]
    }
}
