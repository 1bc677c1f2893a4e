import CTerminal
import Glibc

extension CursesTerminal {
    package func nextEvents(deadline: ContinuousClock.Instant?) -> [Event] {
        if !held.isEmpty {
            defer { held = [] }
            return held
        }
        while true {
            let events = wait(
                until: [deadline, decoder.deadline, resizing?.settles, readyBy, measuredBy].compactMap { $0 }.min())
            if !events.isEmpty { return events }
            if let deadline, deadline <= .now { return [] }
        }
    }

    package func stop() {
        takeAnswers()
        // It comes in cterm_wait alone; here nothing else is waited for, and nothing was asked since.
        kill(getpid(), SIGTSTP)
        if cterm_wait(nil, 0, 0) < 0 { held += continued() }
    }

    /// Waits a little for answers that are for us, not for the shell; what is typed meanwhile is kept. A frame that waits
    /// for one of them is dropped: it would ask again, and whoever goes on draws all anew.
    func takeAnswers() {
        postponed = nil
        let latest = ContinuousClock.now + Self.answerDelay
        while isAnswerDue, !isGone, .now < latest {
            var input = [cterm_wait_entry(fd: STDIN_FILENO, events: 1)]
            if unsafe cterm_wait(&input, 1, Self.milliseconds(latest)) < 0 { held += continued() }
            held += takeInput(input[0])
        }
    }

    private func wait(until: ContinuousClock.Instant?) -> [Event] {
        // Descriptors below zero are passed over.
        var entries = [
            cterm_wait_entry(fd: isGone ? -1 : STDIN_FILENO, events: 1), cterm_wait_entry(fd: signals, events: 1),
            cterm_wait_entry(fd: isFull ? cterm_output_descriptor() : -1, events: 2),
        ]
        entries += wakeDescriptors.map { cterm_wait_entry(fd: $0, events: 1) }
        if unsafe cterm_wait(&entries, Int32(entries.count), Self.milliseconds(until)) < 0 {
            return continued()
        }
        var events = takeSignals(entries[1]) + settledSize()
        events += takeInput(entries[0])
        if entries[2].events != 0 || [readyBy, measuredBy].contains(where: { $0.map { $0 <= .now } == true }) {
            goOn()
        }
        if entries.dropFirst(3).contains(where: { $0.events != 0 }) { events.append(.woken) }
        return events
    }

    /// Stopped and continued: others have used the terminal, and perhaps changed its size.
    private func continued() -> [Event] {
        forgetQuestion()
        return takeOver()
    }

    /// Draws all anew in the size that holds now. Also when it is the old one: what was cut off meanwhile is gone.
    private func takeOver() -> [Event] {
        followSize()
        repaint()
        return [.resize(size)]
    }

    /// Rounded up, so that the deadline has passed when the wait is over.
    private static func milliseconds(_ until: ContinuousClock.Instant?) -> Int32 {
        guard let until else { return -1 }
        let (seconds, attoseconds) = (until - .now).components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return Int32(min(seconds, 86_400) * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }

    private func takeSignals(_ entry: cterm_wait_entry) -> [Event] {
        guard entry.events != 0 else { return [] }
        var events: [Event] = []
        while case let signal = cterm_next_signal(signals), signal != 0 {
            if signal == SIGWINCH { noteResize() } else { events.append(.terminate(signal: signal)) }
        }
        return events
    }

    /// A window that is dragged changes its size a hundred times a second; drawing each of them helps nobody.
    private func noteResize() {
        let now = ContinuousClock.now
        let latest = resizing?.latest ?? now + .milliseconds(200)
        resizing = (min(now + .milliseconds(25), latest), latest)
    }

    private func settledSize() -> [Event] {
        guard let settles = resizing?.settles, settles <= .now else { return [] }
        resizing = nil
        return takeOver()
    }

    private func takeInput(_ entry: cterm_wait_entry) -> [Event] {
        let now = ContinuousClock.now
        guard entry.events != 0 else { return events(decoder.expire(at: now)) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe read(STDIN_FILENO, &bytes, bytes.count)
        if count > 0 { return events(decoder.feed(bytes.prefix(count), at: now)) }
        if count < 0, errno == EINTR || errno == EAGAIN { return [] }
        // End of file or an error: the terminal is gone. It is told once, and never waited for again.
        isGone = true
        return [.terminate(signal: SIGHUP)]
    }

    private func events(_ inputs: [Input]) -> [Event] {
        inputs.compactMap { input in
            switch input {
            case .key(let key): .key(key)
            case .mouse(let mouse): takesMouse ? .mouse(mouse) : nil
            case .paste(let text): .paste(text)
            case .answer(let answer): take(answer) ? .changed : nil
            }
        }
    }
}
