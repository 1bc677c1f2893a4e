import Basis
import Records
import Widgets

/// The screens that lie over the Floor and a machine, and what they ask of the hub.
extension DashboardState {
    mutating func follow(_ outcome: PageOutcome, of key: Key, _ context: ScreenContext) -> [Effect] {
        switch outcome {
        case .ignored: tellUnused(key)
        case .changed: break
        case .say(let text): message = text
        case .open(let page): pages.append(page)
        case .machine(let id):
            guard picture.row(of: id) != nil else {
                message = "\(phrases[.unknownMachine]) \(id)"
                return []
            }
            floor.select(id, context)
            return open(id)
        }
        return []
    }

    /// The screen of that name in place of what lies over the Floor or the machine; of the machine that is looked at.
    mutating func show(_ name: ScreenName) -> [Effect] {
        show(name, machine.map { .machine($0.machine) })
    }

    /// - Parameter scope: nil: the plant, or its only line.
    mutating func show(_ name: ScreenName, _ scope: PlantScope?) -> [Effect] {
        if name == .outbox {
            // What was looked at lies below it.
            outboxScreen = OutboxScreen()
            return []
        }
        pages = []
        outboxScreen = nil
        if let page = name.page(scope ?? .whole(picture)) {
            pages = [page]
            return []
        }
        guard machine != nil else { return [] }
        machine = nil
        return [.watch(nil)]
    }

    /// Whether what is looked at has rows that a filter can hide.
    var canFilter: Bool {
        if outboxScreen != nil { return false }
        return pages.last.map { $0.filter != nil } ?? (machine == nil)
    }

    /// How many alarms came, over the list of them.
    mutating func showRates(_ scope: PlantScope?) {
        _ = show(.alarms, scope)
        guard let list = pages.last as? AlarmScreen else { return }
        pages.append(AlarmRatesScreen(scope: list.scope))
    }

    mutating func setFilter(_ text: String) {
        if let last = pages.indices.last {
            pages[last].filter = text
        } else {
            floor.filter = text
        }
    }

    /// Another hub speaks now: what was known is of no worth.
    mutating func forget() {
        picture.reset()
        board.reset()
    }

    // MARK: Questions

    /// What the screen that is looked at asks of the hub now.
    mutating func ask(now: Instant?, at moment: ContinuousClock.Instant) -> [Effect] {
        let effects = openWish(context(now))
        let questions = questions(now)
        return effects + board.plan(questions, seq: picture.seq, isCurrent: link == .live, at: moment).map { .ask($0) }
    }

    /// What the screen that is looked at wants to know of the past.
    func questions(_ now: Instant?) -> [Question] {
        let context = context(now)
        let seen = pages.last?.questions(context) ?? machine?.questions(context) ?? floor.questions(context)
        guard case .form(let dialog) = cover else { return seen }
        return seen + dialog.questions(context).filter { question in !seen.contains { $0.query == question.query } }
    }

    /// Takes the hub's answer in; returns what is to be asked next.
    ///
    /// - Parameter now: by the hub's clock.
    mutating func take(
        _ page: Page, rows: [Row], number: UInt64, at moment: ContinuousClock.Instant, now: Instant?
    ) -> [Effect] {
        board.take(page, rows: rows, number: number, at: moment, now: now).map { [.ask($0)] } ?? []
    }

    /// Answers all that the screen asks, one after the other, for a screen that is drawn once; also what it asks once it has
    /// an answer.
    ///
    /// - Parameters:
    ///   - size: of the screen that it is drawn on: a wide one shows, and asks, more.
    ///   - page: reads one page of an answer; what it throws ends it.
    mutating func answer(now: Instant?, on size: Size = Size(80, 24), _ page: (Query, _ cursor: Int) throws -> Page)
        rethrows
    {
        draw(in: Frame(size), now: now)
        let moment = ContinuousClock.now
        let tape = JSONTape()
        while true {
            var askings = board.plan(questions(now), seq: picture.seq, isCurrent: true, at: moment)
            if askings.isEmpty { return }
            while let asking = askings.popLast() {
                let page = try page(asking.query, asking.cursor)
                // One by one: the tape holds one row at a time.
                let rows = page.rows.compactMap { source in (try? tape.read(source)).map { Row($0) } }
                let next = board.take(page, rows: rows, number: asking.number, at: moment, now: now)
                if let next { askings.append(next) }
            }
        }
    }
}
