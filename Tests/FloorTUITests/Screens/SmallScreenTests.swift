import Basis
import Records
import Testing
import Widgets

@testable import FloorTUI

/// What 40 columns still tell.
struct SmallScreenTests {
    private static let size = Size(40, 20)

    /// - Parameter hall: is made once for all: it takes seconds.
    private static func lines(
        _ keys: [Key], machine: String?, _ language: Language, _ hall: (state: DashboardState, now: Instant)
    ) -> [String] {
        var (state, now) = hall
        state.phrases.language = language
        state.take(SampleOutbox.picture(now: now))
        state = ReviewScreenTests.reach(keys, machine: machine, state, now) {
            ReviewRows.page($0, cursor: $1, now: now)
        }
        return GoldenTests.text(&state, now, size).split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0) }
    }

    @Test("what was typed here leaves the clock alone, and what is left out leaves one sign, in both languages")
    func cut() throws {
        let hall = try ReviewScreenTests.hall()
        for language in Language.allCases {
            let status = Self.lines([.character("2")], machine: nil, language, hall)[18]
            #expect(status.hasSuffix(" 16:00") && status.contains("… "), "\(status)")
            #expect(status.contains(language == .en ? "1 conflict" : "冲突 1"))
            // Counts of alarms have short words, and none is lost.
            let counts = Self.lines([.character("4")], machine: nil, language, hall)[1]
            #expect(!counts.contains("…") && counts.hasSuffix(language == .en ? "1 shelved" : "1 搁置"), "\(counts)")
            for keys in [[Key.character("2")], [.character("4"), .character("r")]] {
                let line = Self.lines(keys, machine: nil, language, hall)[1]
                #expect(line.filter { $0 == "…" }.count == 1 && line.hasSuffix("…"), "\(line)")
            }
        }
    }

    @Test("cycles show a value, parts their numbers, slices why, OEE whole names")
    func columns() throws {
        let hall = try ReviewScreenTests.hall()
        let cycles = Self.lines([.character("y")], machine: "DC-03", .en, hall)
        #expect(cycles[3].contains("intensific") && cycles[4].contains("74"), "\(cycles)")
        let parts = Self.lines(
            [.character("o")] + Array(repeating: .down, count: 10) + [.enter], machine: "DC-03", .en, hall)
        #expect(parts[4].contains("201     196"), "\(parts)")
        let slices = Self.lines([.character("o"), .enter], machine: "DC-03", .en, hall)
        #expect(slices.contains { $0.contains("15:40") && $0.contains("no reas") }, "\(slices)")
        #expect(slices.contains { $0.contains("APT") && $0.contains("produc") }, "\(slices)")
        let figures = Self.lines([.character("o")], machine: "DC-03", .en, hall)
        #expect(figures.contains { $0.contains("UNKNOWN  no data") }, "\(figures)")
    }
}
