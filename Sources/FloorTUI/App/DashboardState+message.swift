import Basis
import Widgets

/// The word at the foot about the last command.
extension DashboardState {
    /// So long it stands where no key is pressed.
    static let messageSpan = Duration.seconds(8)

    /// It goes by itself after a while: what it covers is wanted again. To be called now and then; returns whether it went.
    mutating func forgetMessage(_ now: ContinuousClock.Instant) -> Bool {
        guard let message else {
            seenMessage = nil
            return false
        }
        if seenMessage?.text != message { seenMessage = (message, now) }
        guard let since = seenMessage?.since, now - since >= Self.messageSpan else { return false }
        (self.message, seenMessage) = (nil, nil)
        return true
    }

    /// What was typed or pasted and had no room is not left out without a word.
    ///
    /// - Parameter count: characters.
    mutating func tellLeftOut(_ count: Int) {
        if case .form(var dialog) = cover {
            dialog.leaveOut(count)
            cover = .form(dialog)
        } else {
            message = "\(phrases[FormPhrase.leftOut]) \(Numbers.grouped(Int64(count)))"
        }
    }

    /// At the foot, over as many lines as it needs, but a quarter of the screen at most.
    func draw(_ message: String, in canvas: Canvas) {
        let lines = message.wrapped(toColumns: canvas.width - 2).prefix(max(1, canvas.height / 4))
        let foot = canvas.part(Rect(0, canvas.height - lines.count, canvas.width, lines.count))
        foot.fill()
        for (y, line) in lines.enumerated() { foot.put(line, x: 1, y: y, width: foot.width - 2, Style(.warning)) }
    }
}
