import Basis
import Records
import Telemetry
import Widgets

/// What every screen has: a banner when something is wrong, and the last two lines.
struct Chrome {
    /// Below this nothing useful fits.
    static let smallest = Size(40, 10)

    let context: ScreenContext
    var outbox = OutboxPicture()
    var hubTrouble = HubTrouble()
    /// How far this machine's clock is off.
    var clockOffset: Duration?
    /// How fast the hub's clock runs.
    var speed = 1.0
    /// What else is not as it should be, below the banner about the link.
    var notices: [Banner] = []

    /// Draws banner and status, and leaves the last line to the keys; returns what is left for the screen.
    func draw(in canvas: Canvas) -> Canvas {
        let bottom = canvas.height - 2
        drawStatus(in: canvas.row(bottom))
        var top = 0
        for banner in banners + notices {
            // Never more than a quarter of the screen.
            let height = min(banner.height(canvas.width), canvas.height / 4 - top)
            guard height > 0 else { break }
            banner.draw(in: canvas.part(Rect(0, top, canvas.width, height)))
            top += height
        }
        return canvas.part(Rect(0, top, canvas.width, bottom - top))
    }

    /// The window is too small: says so, how large it is and how large it should be, in whatever fits.
    static func drawTooSmall(in canvas: Canvas, _ phrases: Phrases) {
        let size = "\(canvas.width)×\(canvas.height)"
        let wanted = "\(smallest.width)×\(smallest.height)"
        let (now, needs) = ("\(size) \(phrases[.tooSmall])", "\(phrases[.needs]) \(wanted)")
        let texts = [["\(now): \(needs)"], [now, needs], [size, needs], [size, "→ \(wanted)"], [needs], [wanted]]
        let lines =
            texts.first { $0.count <= canvas.height && $0.allSatisfy { $0.columns <= canvas.width } } ?? []
        for (y, line) in lines.enumerated() {
            canvas.put(line, y: (canvas.height - lines.count) / 2 + y, width: canvas.width, align: .centre)
        }
    }

    /// One line, and where a person has to do something another that says what.
    private var banners: [Banner] {
        let phrases = context.phrases
        switch context.link {
        case .lost(let since, let trouble):
            return banners(text(.lost, since), trouble.text, trouble.advice, .critical)
        case .silent(let since):
            return [Banner(text(.silent, since), .critical), Banner(phrases[LinkPhrase.silentAdvice], .notice)]
        case .hubLost(let since):
            return [Banner(text(.hubLost, since), .critical), Banner(phrases[LinkPhrase.hubLostAdvice], .notice)]
        case .ended(let since):
            let text = "\(phrases[LinkPhrase.ended]) \(context.clock(since))"
            return [Banner(text, .warning), Banner(phrases[LinkPhrase.endedAdvice], .notice)]
        case .connecting(let trouble?):
            return banners(phrases[.connecting], trouble.text, trouble.advice, .warning)
        case .denied(let filter): return banners(nil, filter.text, filter.advice, .critical)
        case .noHub(let search): return banners(nil, search.text, search.advice, .critical)
        case .connecting(nil), .live, .noClock, .recorded:
            return troubles
        }
    }

    /// `Broker lost since 14:03:05`; without the time where it is not known.
    private func text(_ phrase: LinkPhrase, _ since: Instant?) -> String {
        let words = context.phrases[phrase]
        guard let since else { return words }
        let comma = context.phrases.language == .zh ? "," : " "
        return "\(words)\(comma)\(context.phrases[.sinceMoment]) \(context.clock(since))"
    }

    /// The worst that the hub says of itself: one banner, so that the machines stay in sight.
    private var troubles: [Banner] {
        let phrases = context.phrases
        if !hubTrouble.isRecording {
            return [Banner(phrases[hubTrouble.space == .full ? .notRecordingFull : .notRecording], .critical)]
        }
        if hubTrouble.space == .full { return [Banner(phrases[.storeFull], .critical)] }
        if let problem = hubTrouble.storeProblem {
            return [Banner("\(phrases[.storeProblem]): \(problem)", .critical)]
        }
        if hubTrouble.space == .warn { return [Banner(phrases[.storeNearlyFull], .warning)] }
        if let jump = hubTrouble.clockJump {
            let by = jump == .zero ? "" : " (\(Numbers.signedSeconds(jump)) s)"
            return [Banner(phrases[.clockSuspect] + by, .warning)]
        }
        if let problem = hubTrouble.plantProblem {
            return [Banner("\(phrases[.plantRefused]): \(problem)", .warning)]
        }
        let counts = [
            (Phrase.dropped, hubTrouble.dropped, Banner.Level.critical),
            (.brokerDropped, hubTrouble.brokerDropped, .warning), (.missed, hubTrouble.missed, .warning),
        ]
        for case (let phrase, let count?, let level) in counts {
            return [Banner("\(phrases[phrase]): \(Numbers.grouped(count))", level)]
        }
        return []
    }

    private func banners(
        _ title: String?, _ text: LocalizedText, _ advice: LocalizedText?, _ level: Banner.Level
    ) -> [Banner] {
        let language = context.phrases.language
        let words = [title, text[language]].compactMap { $0 }.joined(separator: language == .zh ? ":" : ": ")
        return [Banner(words, level)] + (advice.map { [Banner($0[language], .notice)] } ?? [])
    }

    private func drawStatus(in canvas: Canvas) {
        let phrases = context.phrases
        let (glyph, word, role): (Glyph, String, Role) =
            switch context.link {
            case .live: (.dot, phrases[.live], .muted)
            case .recorded: (.hollowDot, recordedText, .muted)
            case .connecting: (.hollowDot, phrases[.connecting], .warning)
            case .noClock: (.hollowDot, phrases[LinkPhrase.noClock], .warning)
            case .lost, .denied, .silent, .hubLost, .ended, .noHub: (.question, phrases[.noData], .critical)
            }
        canvas.put(glyph, x: 1, Style(role))
        var x = canvas.put(word, x: 3, Style(role))
        if speed != 1, context.link == .live {
            x = canvas.put(
                "\(canvas.width >= 60 ? "  " : " ")×\(Numbers.value(speed, decimals: nil))", x: x, Style(.muted))
        }
        if let clockOffset {
            let text = "  \(phrases[.clockOff]) \(Numbers.seconds(clockOffset)) s"
            x = canvas.put(text, x: x, Style(.warning))
        }
        let isWide = canvas.width >= 60
        let gap = isWide ? 3 : 2
        x += gap
        let queue = outbox.status == nil ? [] : queue(isWide: isWide)
        // Who it is would stand here; nobody signs in yet, which is said.
        let who = queue.isEmpty ? "" : phrases[Phrase.unsigned]
        // What waits is whole before the time has all of its words, and before who it is.
        let free = canvas.width - x - Self.width(queue) - 3
        let clocks = clockTexts(isWide: isWide)
        let signed = clocks.first { $0.columns <= free - gap - who.columns }
        // On the narrowest screens one kind of what waits says enough.
        let unsigned = isWide && signed == nil ? clocks.first { $0.columns <= free } : nil
        let clock = signed ?? unsigned ?? clocks.last ?? ""
        let end = canvas.width - clock.columns - 1
        if !queue.isEmpty {
            let room = max(0, end - 2 - x)
            let most = unsigned == nil ? room - gap - who.columns : room
            let used = draw(queue, in: canvas.part(Rect(x, 0, max(0, most), 1)))
            if used + gap + who.columns <= room { canvas.put(who, x: x + used + gap, Style(.muted)) }
        }
        canvas.put(clock, x: end, Style(.muted))
    }

    /// The hub's clock, also without seconds; where it stands, of which moment all is that is shown, with its date: it may be
    /// long ago. The longest first.
    private func clockTexts(isWide: Bool) -> [String] {
        guard context.link != .recorded, let now = context.now else { return [] }
        let time = context.picture.zone.time(at: now)
        guard !context.link.isCurrent else { return [time.clock, time.hourMinute] }
        let short = "\("\(time.date)".suffix(5)) \(time.hourMinute)"
        let word: String = context.phrases[.lastKnown]
        return isWide ? ["\(word) \(time.dateAndClock)", "\(word) \(short)", short] : [short]
    }

    /// The worst first.
    private func queue(isWide: Bool) -> [(text: String, role: Role)] {
        let queue = QueueWords(outbox, context.phrases, isWide: isWide)
        var parts = queue.parts
        // The digit by which it is looked at.
        if isWide, queue.hasMore, let last = parts.last {
            parts[parts.count - 1].text = last.text + " · \(ScreenName.outbox.digit)"
        }
        return parts
    }

    private static func width(_ queue: [(text: String, role: Role)]) -> Int {
        queue.reduce(-2) { $0 + $1.text.columns + 2 }
    }

    /// As much of it as there is room for; that there is more is said. Returns the columns that it took.
    private func draw(_ queue: [(text: String, role: Role)], in canvas: Canvas) -> Int {
        let isWhole = Self.width(queue) <= canvas.width
        var x = 0
        for part in queue {
            guard isWhole || x + part.text.columns + 3 <= canvas.width else {
                x = canvas.put("…", x: x, Style(part.role)) + 2
                break
            }
            x = canvas.put(part.text, x: x, Style(part.role)) + 2
        }
        canvas.part(Rect(0, 0, x - 2, 1)).target(Self.outboxKeys)
        return x - 2
    }

    /// What a click on the queue is as good as.
    private static let outboxKeys = ":outbox".map(Key.character) + [.enter]

    private var recordedText: String {
        guard let now = context.now else { return context.phrases[.recorded] }
        return "\(context.phrases[.recorded]) \(context.picture.zone.time(at: now).dateAndClock)"
    }
}
