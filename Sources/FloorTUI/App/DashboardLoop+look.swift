import Basis
import Telemetry
import Widgets

/// Theme, language, and the log of what was wrong with the link.
extension DashboardLoop {
    func choose(_ name: String) {
        do throws(CommandFailure) {
            try look.choose(name)
        } catch {
            state.message = LookWatch.short(error.description)
        }
        showLook()
    }

    /// Files are looked at once a second, when the clock wakes this thread anyway.
    func checkLook(_ now: ContinuousClock.Instant) {
        guard now >= nextLook else { return }
        nextLook = now + .milliseconds(900)
        guard look.check() else { return }
        look.faults.forEach(LogFile.note)
        if let language = look.takeLanguage() { state.speak(language) }
        showLook()
    }

    func showLook() {
        if terminal.theme != look.theme { terminal.theme = look.theme }
        state.themes.current = look.name
        state.themes.faults = look.faults
        state.themes.needsRestart = look.needsRestart
        isDirty = true
    }

    /// The screen goes on to something else; the log keeps what was wrong.
    func note(_ link: LinkState) {
        let words: String? =
            switch link {
            case .connecting(let trouble?), .lost(_, let trouble): "\(trouble.broker): \(trouble)"
            case .denied(let filter): filter.description
            case .connecting(nil), .live, .noClock, .silent, .hubLost, .ended, .noHub, .recorded: nil
            }
        guard let words, words != lastNoted else { return }
        lastNoted = words
        LogFile.note(words)
    }
}
