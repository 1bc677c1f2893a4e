import Basis
import Shopfloor
import Testing

@Suite("Time model")
struct TimeModelTests {
    private static func slice(
        _ from: Int64, _ to: Int64, _ condition: Condition, kind: StopReason.Kind? = nil,
        order: RunningOrder = .unknown
    ) -> TimeSlice {
        let interval = Interval(from: Instant(milliseconds: from), to: Instant(milliseconds: to))
        let stop = condition.state.isStop ? StopID(machine: "A", from: interval.from) : nil
        return TimeSlice(interval: interval, condition: condition, stop: stop, kind: kind, order: order)
    }

    private static func element(
        _ state: MachineState, _ kind: StopReason.Kind? = nil, _ order: RunningOrder = .unknown
    ) -> TimeElement {
        TimeElement.of(slice(0, 1, state == .noData ? .noData(.silent) : Condition(state), kind: kind, order: order))
    }

    @Test("states that speak for themselves")
    func states() {
        #expect(Self.element(.producing) == .production)
        #expect(Self.element(.setUp) == .setUp)
        #expect(Self.element(.maintenance) == .plannedDown)
        #expect(Self.element(.noData) == .unknown)
        #expect(Self.element(.idle) == .down)
    }

    @Test("a stop without a reason is delay, and down only where it is known that no order was there")
    func unexplained() {
        for state in [MachineState.stopped, .waiting] {
            #expect(Self.element(state) == .delay)
            #expect(Self.element(state, nil, .known("1")) == .delay)
            #expect(Self.element(state, nil, .none) == .down)
        }
        #expect(Self.element(.idle, nil, .known("1")) == .delay)
    }

    @Test(
        "a reason decides by its kind",
        arguments: [
            (StopReason.Kind.planned, TimeElement.plannedDown), (.setUp, .setUp), (.noOrder, .down),
            (.breakdown, .delay), (.waiting, .delay), (.quality, .delay), (.speed, .delay),
        ])
    func reasons(kind: StopReason.Kind, element: TimeElement) {
        for state in MachineState.allCases where state.isStop { #expect(Self.element(state, kind) == element) }
    }

    @Test("a break is planned down but where it is worked: what is made in it has its time in the sums")
    func planned() {
        let slices = [
            Self.slice(-500, 300, Condition(.producing)), Self.slice(300, 700, Condition(.stopped)),
            Self.slice(700, 1500, .noData(.silent)),
        ]
        let window = Interval(from: Instant(milliseconds: 0), to: Instant(milliseconds: 1000))
        let planned = [(0, 200), (400, 900)].map {
            Interval(from: Instant(milliseconds: $0.0), to: Instant(milliseconds: $0.1))
        }
        let sums = MachineWindow(slices: slices, window: window, planned: planned).sums
        #expect(sums.time[.production] == 300 && sums.time[.delay] == 300 && sums.time[.unknown] == 200)
        #expect(sums.time[.plannedDown] == 200 && sums.time.plannedBusy == 800)
    }

    @Test("error 15: time that is told twice counts once")
    func overlapping() {
        let slices = [
            Self.slice(0, 600, Condition(.producing)), Self.slice(200, 800, Condition(.stopped)),
            Self.slice(100, 300, Condition(.stopped)),
        ]
        let window = Interval(from: Instant(milliseconds: 0), to: Instant(milliseconds: 1000))
        let sums = MachineWindow(slices: slices, window: window, planned: [window]).sums
        #expect(sums.time[.production] == 600 && sums.time[.delay] == 200 && sums.time.plannedBusy == 800)
    }

    @Test("PBT = APT + AUST + ADET + ADOT + UNKNOWN for every window of a random day, and windows add up to it")
    func identity() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<100 {
            var slices: [TimeSlice] = []
            var at: Int64 = 0
            while at < 86_400_000 {
                let next = at + Int64.random(in: 1...7_200_000, using: &random)
                let state = MachineState.allCases.randomElement(using: &random) ?? .idle
                let kind = state.isStop ? StopReason.Kind.allCases.randomElement(using: &random) : nil
                slices.append(
                    Self.slice(at, next, state == .noData ? .noData(.silent) : Condition(state), kind: kind))
                at = next
            }
            func sums(_ from: Int64, _ to: Int64) -> PerformanceSums {
                let window = Interval(from: Instant(milliseconds: from), to: Instant(milliseconds: to))
                return MachineWindow(slices: slices, window: window, planned: [window]).sums
            }
            let cut = Int64.random(in: 1...86_399_999, using: &random)
            let whole = sums(0, 86_400_000)
            #expect(whole.time.plannedBusy + whole.time[.plannedDown] == 86_400_000)
            #expect((sums(0, cut) + sums(cut, 86_400_000)).time == whole.time)
        }
    }

    @Test("a breakdown is one failure however it is cut, in the window in which it began; short stops are micro-stops")
    func stops() {
        func stretch(_ from: Int64, _ to: Int64?, _ state: MachineState) -> ConditionStretch {
            ConditionStretch(
                from: Instant(milliseconds: from), to: to.map { Instant(milliseconds: $0) }, condition: Condition(state)
            )
        }
        let stretches = [
            stretch(0, 1000, .producing), stretch(1000, 1100, .stopped), stretch(1100, 2000, .producing),
            stretch(2000, 4000, .stopped), stretch(4000, nil, .producing),
        ]
        var edit = StopEdit(
            machine: "A", from: Instant(milliseconds: 2000), to: Instant(milliseconds: 4000), by: "t", command: 1)
        edit.reason = StopEdit.Given(id: "mechanical", kind: .breakdown)
        var split = StopEdit(
            machine: "A", from: Instant(milliseconds: 2000), to: Instant(milliseconds: 4000), by: "t", command: 2)
        split.cut = .split(at: Instant(milliseconds: 2500))
        let entries = [(5, edit), (6, split)].map {
            StopEntry(seq: $0.0, at: Instant(milliseconds: 5000), edit: $0.1)
        }
        let book = StopBook(machine: "A", stretches: stretches, entries: entries)
        func sums(_ from: Int64, _ to: Int64) -> PerformanceSums {
            let window = Interval(from: Instant(milliseconds: from), to: Instant(milliseconds: to))
            return MachineWindow(
                slices: book.slices(in: window), window: window, planned: [window], stops: book.stops,
                microStop: MicroStopLimits(.milliseconds(500)), now: Instant(milliseconds: 5000)
            ).sums
        }
        let (first, second) = (sums(0, 3000), sums(3000, 5000))
        #expect(first.failures == 1 && first.repair == 2000 && first.microStops == 1 && first.microStopTime == 100)
        #expect(second.failures == 0 && second.repair == 0)
        #expect(first.breakdown == 1000 && second.breakdown == 1000)
        // Also where a window begins just where it was cut.
        #expect(sums(2500, 5000).failures == 0 && sums(0, 2500).repair == 2000)
        #expect(sums(0, 5000).failures == 1 && sums(0, 5000).repair == 2000)
        #expect(first.unexplained == 0 && first.unexplainedTime == 0)
    }
}
