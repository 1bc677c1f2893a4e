import Basis
import Records
import Testing
import Widgets

@testable import FloorTUI

@Suite("What a hub says is not as it should be")
struct HubTroubleTests {
    private func screen(_ language: Language, _ change: (inout HubTrouble) -> Void) -> String {
        var state = TestPlant.state()
        state.phrases.language = language
        change(&state.hubTrouble)
        let frame = Frame(Size(80, 24))
        state.draw(in: frame, now: TestPlant.now)
        return frame.grid.lines.joined(separator: "\n")
    }

    @Test("F12: a clock that the hub does not believe is told with how far it jumped, in both languages")
    func clock() {
        #expect(
            screen(.en) { $0.clockJump = .seconds(-3600) }
                .contains("The clock of the hub's machine is wrong: set it there (−3600.00 s)"))
        #expect(screen(.zh) { $0.clockJump = .seconds(86_400) }.contains("时钟有误,请在该机器上校正 (+86400.00 s)"))
        // One that shows a time that cannot be is off by nobody knows what.
        #expect(!screen(.en) { $0.clockJump = .zero }.contains("(+"))
    }

    @Test(
        "F17: what the broker dropped, and what is missing in sequence, is told; what the hub itself dropped before both"
    )
    func counts() {
        #expect(
            screen(.en) { $0.brokerDropped = 1234 }.contains("The broker drops messages, since the hub began: 1,234"))
        #expect(screen(.zh) { $0.missed = 7 }.contains("设备消息有缺失,中枢启动以来共: 7"))
        let both = screen(.en) {
            $0.brokerDropped = 5
            $0.dropped = 6
        }
        #expect(both.contains("Too many messages") && !both.contains("The broker drops"))
    }

    private func beat(epoch: Int64, brokerDropped: Int64, offset: Int64? = nil) -> Beat {
        var beat = Beat(
            hub: "h", isOnline: true, now: TestPlant.now, epoch: epoch, seq: 1, modelDigest: "", documents: [:])
        beat.brokerDropped = brokerDropped
        beat.clockOffset = offset
        return beat
    }

    @Test("F17: a count is told for a minute after it rose, and each start of a hub counts anew")
    func rising() {
        var watch = HubWatch()
        let start = ContinuousClock.now
        _ = watch.heard(beat(epoch: 1, brokerDropped: 9), isRetained: false, at: start)
        // Of what was before this dashboard looked nobody knows when it was.
        #expect(watch.trouble(at: start).brokerDropped == nil)
        _ = watch.heard(beat(epoch: 1, brokerDropped: 12, offset: -5000), isRetained: false, at: start + .seconds(2))
        #expect(watch.trouble(at: start + .seconds(3)).brokerDropped == 12)
        #expect(watch.trouble(at: start + .seconds(3)).clockJump == .seconds(-5))
        #expect(watch.trouble(at: start + .seconds(63)).brokerDropped == nil)
        _ = watch.heard(beat(epoch: 2, brokerDropped: 1), isRetained: false, at: start + .seconds(70))
        #expect(watch.trouble(at: start + .seconds(71)).brokerDropped == 1)
        #expect(watch.trouble(at: start + .seconds(71)).clockJump == nil)
    }

    @Test("doctor tells of messages that were rejected, and where to look why")
    func rejected() {
        var facts = HubFacts()
        (facts.site, facts.isAlive, facts.sites) = ("s", true, ["s": true])
        #expect(!HubRules.findings(facts).contains { $0.name == "rejected" })
        facts.rejected = 104
        let finding = HubRules.findings(facts).first { $0.name == "rejected" }
        #expect(finding?.level == .warning && finding?.text.en.contains("104 messages") == true)
        #expect(finding?.text[.zh].contains("拒收 104 条") == true)
        #expect(finding?.advice?.en.contains("floortui show quarantine") == true)
    }

    @Test("F12, F17: doctor tells both, and what to do")
    func doctor() {
        var facts = HubFacts()
        (facts.site, facts.isAlive, facts.sites) = ("s", true, ["s": true])
        #expect(!HubRules.findings(facts).contains { $0.name == "clock jump" || $0.name == "messages" })
        facts.clockJump = .seconds(86_400)
        facts.lost = (dropped: 1, brokerDropped: 2, missed: 3)
        let findings = HubRules.findings(facts)
        let jump = findings.first { $0.name == "clock jump" }
        #expect(jump?.level == .fault && jump?.text.en.contains("+86400.00 s") == true)
        #expect(jump?.advice?.en.contains("timedatectl") == true && jump?.text[.zh].contains("跳变") == true)
        let lost = findings.first { $0.name == "messages" }
        #expect(
            lost?.level == .warning && lost?.text.en.contains("2 were dropped by the broker, 3 are missing") == true)
    }
}
