import Basis
import Records
import Testing

@testable import Hub

@Suite("Whether a hub may begin")
struct HubStartTests {
    private let now = Instant(milliseconds: 1_000_000)

    private func beat(_ hub: String, isOnline: Bool = true) -> Beat {
        Beat(hub: hub, isOnline: isOnline, now: now, epoch: 1, seq: 1, modelDigest: "", documents: [:])
    }

    @Test("it waits for the broker's word, and begins at once where there is no beat")
    func alone() {
        var start = HubStart(hub: "own")
        #expect(start.decision(at: now) == .wait(until: nil))
        start.heardAll()
        #expect(start.decision(at: now) == .begin)
    }

    @Test("its own old beat, or one that is offline, holds nothing up", arguments: [("own", true), ("other", false)])
    func harmless(hub: String, isOnline: Bool) {
        var start = HubStart(hub: "own")
        start.heard(beat(hub, isOnline: isOnline), isRetained: true, at: now)
        start.heardAll()
        #expect(start.decision(at: now) == .begin)
    }

    @Test("the kept beat of another hub makes it listen for five seconds, and silence lets it begin")
    func listens() {
        var start = HubStart(hub: "own")
        start.heard(beat("other"), isRetained: true, at: now)
        start.heardAll()
        #expect(start.decision(at: now) == .wait(until: now + .seconds(5)))
        #expect(start.decision(at: now + .seconds(5)) == .begin)
    }

    @Test("a live beat of another hub makes it refuse, and name it")
    func refuses() {
        var start = HubStart(hub: "own")
        start.heard(beat("other"), isRetained: true, at: now)
        start.heardAll()
        start.heard(beat("other"), isRetained: false, at: now + .seconds(1))
        #expect(start.decision(at: now + .seconds(1)) == .refuse("other"))
    }

    @Test("the good-bye of the other hub ends the wait")
    func goodbye() {
        var start = HubStart(hub: "own")
        start.heard(beat("other"), isRetained: true, at: now)
        start.heardAll()
        start.heard(beat("other", isOnline: false), isRetained: false, at: now + .seconds(1))
        #expect(start.decision(at: now + .seconds(1)) == .begin)
    }

    @Test("of two that began at the same moment, the one with the greater id goes")
    func yields() {
        #expect(HubStart(hub: "b").mustYield(to: beat("a"), isRetained: false))
        #expect(!HubStart(hub: "a").mustYield(to: beat("b"), isRetained: false))
        #expect(!HubStart(hub: "b").mustYield(to: beat("a", isOnline: false), isRetained: false))
    }
}
