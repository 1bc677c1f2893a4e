/// Something that shows frames and gives events. One thread.
package protocol Terminal: AnyObject {
    var size: Size { get }
    /// Unicode, or ASCII where the locale knows no more.
    var glyphs: Glyphs { get }
    var theme: Theme { get set }
    /// False gives the mouse to the terminal's own selection of text.
    var takesMouse: Bool { get set }
    /// Shows the frame; writes only what changed since the last one.
    func draw(_ frame: Frame)
    /// Draws everything with the next frame: others may have written to the terminal.
    func repaint()
    /// Stops the program, as Ctrl-Z does, the terminal given to the shell meanwhile; returns when it is continued.
    func stop()
    /// Gives the terminal back for good; nothing may be drawn after it. More than once does no harm.
    func close()
    /// What happened, in order: waits until there is something or `deadline` has passed (nil: for ever). Empty at the
    /// deadline.
    func nextEvents(deadline: ContinuousClock.Instant?) -> [Event]
}

package enum Event: Hashable, Sendable {
    case key(Key)
    case mouse(Mouse)
    /// Text that was pasted, as it came: make it safe before it is shown.
    case paste(String)
    /// The terminal draws in another way than it did, with other glyphs: draw again.
    case changed
    /// The new size; only the last of a storm is told.
    case resize(Size)
    /// Another thread left something: one of the wake descriptors is readable.
    case woken
    /// SIGINT, SIGTERM, SIGHUP or SIGQUIT, or the terminal is gone, which is as SIGHUP: leave now, without asking.
    case terminate(signal: Int32)
}
