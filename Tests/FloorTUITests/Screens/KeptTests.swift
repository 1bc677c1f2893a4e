import Testing

@testable import FloorTUI

struct KeptTests {
    @Test("what was made of something is made again only when that is another")
    func once() {
        var kept = Kept<[Int], String>()
        var made = 0
        func value(_ source: [Int]) -> String {
            kept.value(of: source) {
                made += 1
                return "\(source)"
            }
        }
        #expect([value([1, 2]), value([1, 2]), value([3])] == ["[1, 2]", "[1, 2]", "[3]"] && made == 2)
        #expect(value([1, 2]) == "[1, 2]" && made == 3)
    }
}
