package import Basis
package import Widgets

extension DashboardState {
    /// Draws the whole screen; the terminal sends only what changed.
    package mutating func draw(in frame: Frame, now: Instant?) {
        let canvas = frame.canvas
        guard canvas.width >= Chrome.smallest.width, canvas.height >= Chrome.smallest.height else {
            return Chrome.drawTooSmall(in: canvas, phrases)
        }
        let context = context(now)
        let chrome = Chrome(
            context: context, outbox: outbox, hubTrouble: hubTrouble, clockOffset: clockOffset, speed: speed,
            notices: lookNotices + outboxNotices)
        let body = chrome.draw(in: canvas)
        if outboxScreen != nil {
            outboxScreen?.draw(in: body, outbox, context)
        } else if let last = pages.indices.last {
            pages[last].draw(in: body, context)
        } else if machine != nil {
            machine?.draw(in: body, context)
        } else {
            floor.draw(in: body, context)
        }
        if cover != nil { frame.removeTargets() }
        // What Enter opens shows when the lists are drawn.
        (coverHints ?? hints(context)).draw(in: canvas.row(canvas.height - 1))
        drawCover(in: canvas, context)
    }

    /// Whether Enter has something to open, as was last drawn.
    private var canOpen: Bool {
        outboxScreen?.canOpen ?? pages.last?.canOpen ?? machine?.canOpen ?? floor.canOpen
    }

    /// Whether there is something for an action to act on, as was last drawn.
    private func acts(_ action: Action, _ context: ScreenContext) -> Bool {
        guard outboxScreen == nil else { return true }
        if let page = pages.last {
            return page.canOpen || ![.acknowledge, .shelve, .explain, .split].contains(action)
        }
        if let machine { return machine.acts(action, context) }
        return switch action {
        case .back: !floor.filter.isEmpty
        case .pane: floor.hasPanes
        case .explain, .filter, .tiles: !picture.rows.isEmpty
        default: true
        }
    }

    /// The keys that act there, and what the signs beside figures and in ribbons mean, where there are any.
    func help(in contexts: [KeyContext]) -> HelpOverlay {
        let hasRibbon = contexts.contains { [.floor, .machine].contains($0) }
        let hasFigures = contexts.contains { [.floor, .machine, .oee, .pareto, .stopList].contains($0) }
        let figures = hasFigures ? SignLegend.lines(phrases.language) : []
        let legend = figures + (hasRibbon ? StateLook.legend(phrases) : [])
        return HelpOverlay(phrases[.keys], keys, in: contexts, legend: legend) { phrases($0) }
    }

    /// Made from the live key map, as help is; without what there is nothing for.
    private func hints(_ context: ScreenContext) -> KeyHints {
        let canOpen = canOpen
        // Out of a shift that is over it is the way back.
        let isPast = outboxScreen == nil && pages.isEmpty && machine?.times.isPast == true
        return KeyHints(
            keys.active(in: contexts)
                .filter { !$0.action.isUnhinted && ($0.action == .open ? canOpen : acts($0.action, context)) }
                .map { binding in
                    let isWayBack = isPast && binding.action == .later
                    return KeyHints.Hint(
                        binding.keys[0].description, phrases(binding.label), press: binding.keys[0],
                        priority: isWayBack ? 1 : binding.action.hintPriority(in: binding.context))
                })
    }

    private mutating func drawCover(in canvas: Canvas, _ context: ScreenContext) {
        let last = canvas.row(canvas.height - 1)
        // Link, queue and the keys that act now stay in sight.
        let aboveFoot = canvas.part(Rect(0, 0, canvas.width, canvas.height - 2))
        switch cover {
        case .help(var help):
            canvas.target([.escape])
            help.draw(in: aboveFoot)
            cover = .help(help)
        case .filter(let line):
            draw(line, after: "/", in: last)
            drawMessage(above: canvas)
        case .command(let line):
            draw(line, after: ":", in: last)
            let count = min(line.candidates.count, canvas.height / 2)
            if count > 0, line.candidates != [line.text] {
                // Above the last two lines: link and time stay in sight. As wide as the screen: no half words beside it.
                let list = canvas.part(Rect(0, canvas.height - 2 - count, canvas.width, count)).on(.overlay)
                list.fill()
                line.drawCandidates(in: list)
            }
            drawMessage(above: canvas)
        case .leave(_, let answers):
            let width = max(phrases[.askLeave].columns, answers.width) + 4
            let box = Overlay(phrases[.askLeave], size: Size(width, 3)).draw(in: canvas)
            answers.draw(in: box.part(Rect((box.width - answers.width) / 2, 0, answers.width, 1)), isFocused: true)
        case .themes(let themes): draw(themes, in: canvas)
        case .form(var dialog):
            dialog.draw(in: canvas, context)
            cover = .form(dialog)
            if let message { draw(message, in: canvas) }
        case .entry(var detail):
            detail.draw(in: aboveFoot, context)
            cover = .entry(detail)
            if let message { draw(message, in: canvas) }
        case nil: if let message { draw(message, in: canvas) }
        }
    }

    /// Over the line that is typed.
    private func drawMessage(above canvas: Canvas) {
        if let message { draw(message, in: canvas.part(Rect(0, 0, canvas.width, canvas.height - 1))) }
    }

    private func draw(_ line: InputLine, after sign: String, in canvas: Canvas) {
        canvas.fill()
        canvas.put(sign, x: 1, Style(.keyName))
        line.draw(in: canvas.part(Rect(2, 0, canvas.width - 3, 1)))
    }
}
