import Testing

@testable import Hub

@Suite("What a broker says of messages that it dropped")
struct BrokerDropsTests {
    private func heard(_ words: [String]) -> (more: [Int64], count: Int64) {
        var drops = BrokerDrops()
        let more = words.map { drops.heard(Array($0.utf8)) }
        return (more, drops.count)
    }

    @Test("F17: what it dropped before we listened is not counted, what it dropped since is")
    func rises() {
        #expect(heard(["7", "7", "12"]) == (more: [0, 0, 5], count: 5))
    }

    @Test("F17: a lower number is that of a broker that began anew")
    func restarted() {
        #expect(heard(["100", "103", "2"]) == (more: [0, 3, 2], count: 5))
    }

    @Test("F17: what is no number says nothing")
    func nonsense() {
        #expect(heard(["5", "many", "", "-3", "9"]) == (more: [0, 0, 0, 0, 4], count: 4))
    }
}
