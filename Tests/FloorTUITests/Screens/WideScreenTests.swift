import Basis
import Records
import Testing
import Widgets

@testable import FloorTUI

/// What there is room for on 180 columns and more.
@Suite(.serialized)
struct WideScreenTests {
    private let hall: DashboardState
    private let now: Instant

    init() throws { (hall, now) = try ReviewScreenTests.hall() }

    private func look(_ size: Size, machine: String?, _ language: Language) -> DashboardState {
        var state = hall
        state.phrases.language = language
        if let machine { _ = state.open(machine) }
        // What is asked for first decides what there is to ask about, such as a value's course.
        for _ in 0..<2 { state.answer(now: now, on: size) { ReviewRows.page($0, cursor: $1, now: now) } }
        return state
    }

    /// Without what the Floor asks at every size.
    private func kinds(_ state: DashboardState, _ now: Instant) -> Set<Query.What> {
        Set(state.questions(now).filter { $0.pace != .calm }.map(\.query.what))
    }

    @Test("beside the Floor stand the causes of the shift's stops, beside a machine its value's course and last cycles")
    func golden() throws {
        for (size, language) in [(Size(200, 60), Language.en), (Size(200, 60), .zh), (Size(300, 100), .en)] {
            let name = GoldenLook(width: size.width, height: size.height, language: language)
            for (screen, machine) in [("floor", nil), ("machine", "DC-03")] {
                var state = look(size, machine: machine, language)
                try GoldenFrame.expect(GoldenTests.text(&state, now, size), "wide-\(screen)-\(name.name)")
            }
        }
    }

    @Test("what stands beside a screen takes no keys, and is asked for only where it has room")
    func asked() {
        for (machine, extra) in [(nil, [Query.What.pareto]), ("DC-03", [.trend, .cycles])] {
            var wide = look(Size(200, 60), machine: machine, .en)
            #expect(kinds(wide, now).isSuperset(of: extra))
            let narrow = look(Size(179, 60), machine: machine, .en)
            #expect(kinds(narrow, now).isDisjoint(with: extra))
            // A screen that becomes narrow asks no more.
            _ = GoldenTests.text(&wide, now, Size(120, 40))
            #expect(kinds(wide, now).isDisjoint(with: extra))
        }
    }

    @Test("what stands beside the Floor is as wide as it needs where the machines leave room: no cause is cut")
    func beside() {
        let size = Size(220, 60)
        var state = look(size, machine: nil, .en)
        let text = GoldenTests.text(&state, now, size)
        for words in ["Hydraulic oil too hot: cell stopped", "Breakdown › Hydraulic, pneumatic"] {
            #expect(text.contains("│") && text.contains(words), "\(text)")
        }
        // Where they leave none, it is as narrow as ever.
        let lines = GoldenTests.text(&state, now, Size(180, 60)).split(separator: "\n")
        let places = lines.dropFirst(4).compactMap { line in Array(String(line)).firstIndex(of: "│") }
        #expect(places.contains { $0 >= 180 - 80 }, "\(places)")
    }

    @Test("the course is that of the selected value; of a text it is that of the first value that has one")
    func follows() {
        let size = Size(200, 60)
        var state = look(size, machine: "DC-03", .en)
        func tag(_ state: DashboardState) -> String? {
            state.questions(now).first { $0.query.what == .trend }?.query.tag
        }
        let first = tag(state)
        _ = state.handle(.down, now: now)
        _ = GoldenTests.text(&state, now, size)
        let second = tag(state)
        #expect(first != nil && second != nil && first != second)
        _ = state.handle(.end, now: now)
        _ = GoldenTests.text(&state, now, size)
        #expect(tag(state) == first)
    }

    @Test("before the hub has answered nothing stands there, and the lists have all of the width")
    func unanswered() {
        var state = hall
        _ = state.open("DC-03")
        let text = GoldenTests.text(&state, now, Size(200, 60))
        #expect(!text.contains("asking") && state.questions(now).contains { $0.query.what == .cycles })
    }
}
