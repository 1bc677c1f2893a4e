import Basis
import Records

/// What a dashboard that was just opened learns from a hub, until its screen can be drawn. Pure but for the wall's clock.
struct HubReading {
    private(set) var state: DashboardState
    private let topics: TopicGrammar
    private let machine: String?
    private let tape = JSONTape()
    private var watch = HubWatch()
    private var beat: Beat?
    private var hasMachine: Bool

    /// - Parameters:
    ///   - state: what is to be filled.
    ///   - machine: the one that is looked at; nil: the Floor is.
    init(_ state: DashboardState, topics: TopicGrammar, machine: String?, at moment: ContinuousClock.Instant) {
        self.state = state
        self.topics = topics
        self.machine = machine
        hasMachine = machine == nil
        watch.connected(at: moment)
        if let machine { _ = self.state.open(machine) }
    }

    mutating func take(_ topic: String, _ payload: [UInt8], isRetained: Bool, at moment: ContinuousClock.Instant) {
        guard let kind = topics.kind(of: topic), let node = try? tape.read(payload) else { return }
        if kind == .hub {
            guard let beat = Beat(node) else { return }
            if watch.heard(beat, isRetained: isRetained, at: moment) { state.forget() }
            // A retained one may be of a hub that is long gone.
            if !isRetained { self.beat = beat }
        } else if state.apply(node, kind) {
            if let head = DocumentHead(node) { watch.sawDocument(at: head.at) }
            // A retained one may be ten seconds old; one that was asked for is not.
            if case .machine = kind, !isRetained { hasMachine = true }
        }
    }

    /// Whether a living hub was heard.
    var isLive: Bool { beat?.isOnline == true }

    /// Whether the hub holds documents that are not here; false before it was heard.
    var isMissing: Bool {
        guard let beat else { return false }
        return state.picture.lineCount < beat.documents["line"] ?? 0
            || state.picture.modelCount < beat.documents["model"] ?? 0
    }

    /// The machine that is looked at is none of the plant's.
    var isUnknownMachine: Bool {
        guard let machine, state.picture.plant != nil else { return false }
        return state.picture.row(of: machine) == nil
    }

    /// Those that the plant has.
    var machines: [String] { state.picture.rows.map(\.machine) }

    var isComplete: Bool { isLive && !isMissing && (hasMachine || isUnknownMachine) }

    /// As it is drawn at `moment`, with the hub's clock.
    func drawn(at moment: ContinuousClock.Instant) -> (state: DashboardState, now: Instant?) {
        var drawn = state
        drawn.link = watch.link(at: moment, trouble: nil)
        drawn.hubTrouble = watch.trouble(at: moment)
        drawn.clockOffset = watch.clockOffset
        drawn.speed = watch.speed
        return (drawn, watch.now(moment))
    }
}
