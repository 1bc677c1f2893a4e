import Basis
import Foundation
import Records
import Shopfloor
import Store
import Telemetry
import Testing
import Widgets

@testable import FloorTUI

/// What screens say while nothing is live.
struct LinkScreenTests {
    private static let now = TestPlant.now
    private static let gone = ConnectionTrouble(
        .unreachable("Connection refused"), broker: BrokerURL(host: "floor"), user: nil)

    private func empty(_ link: LinkState, _ language: Language, _ size: Size) -> [String] {
        var state = DashboardState(language: language)
        state.link = link
        let frame = Frame(size)
        state.draw(in: frame, now: nil)
        return frame.grid.lines
    }

    @Test("after loss of the link no age stands still: times are told as moments, and all as of one with its date")
    func moments() {
        let tag = MachineScreenTests.tag("oil", .number(41), at: Self.now - .seconds(7)) { $0.staleAfter = .seconds(5) }
        let driver = MachineScreenTests.driver(tags: [tag])
        #expect(driver.lines().contains { $0.contains("oil") && $0.contains("5 s ago") })
        driver.state.link = .lost(since: Self.now, Self.gone)
        for (language, known) in [(Language.en, "last known at"), (.zh, "最后所知")] {
            driver.state.phrases.language = language
            let lines = driver.lines()
            #expect(lines.contains { $0.contains("oil") && $0.contains("23:59:53") }, "\(lines)")
            #expect(!lines.contains { $0.contains(driver.state.phrases[.ago]) }, "\(lines)")
            #expect(lines.contains { $0.contains("23:55:00  \(known) 00:00:00") }, "\(lines)")
            #expect(lines[22].hasSuffix("\(known) 2026-01-01 00:00:00"), "\(lines[22])")
            #expect(driver.lines(Size(40, 20))[18].hasSuffix("01-01 00:00"))
        }
        driver.press(.escape)
        #expect(driver.lines().contains { $0.contains("最后所知 00:00:00:") })
    }

    @Test("alarms of an old answer look old on their list, as on Machine, and that the link is lost is read first")
    func oldAlarms() {
        for state in [AlarmState.unacknowledged, .acknowledged, .returned, .shelved] {
            let form = AlarmFormTests.list([AlarmFormTests.row("A1", "1", state)])
            for size in [Size(80, 24), Size(40, 20)] {
                form.driver.state.link = .live
                #expect(!form.driver.lines(size).contains { $0.contains("? A1") })
                form.driver.state.link = .hubLost(since: Self.now)
                let lines = form.driver.lines(size)
                #expect(lines.contains { $0.contains("? A1") }, "\(lines)")
                #expect(lines.contains { $0.hasPrefix(" link lost: as it was at 00:00:00  1 ") }, "\(lines)")
            }
        }
    }

    @Test("what waits is whole when nothing can be sent, before the date and who it is", arguments: Language.allCases)
    func queue(_ language: Language) {
        let driver = DashboardDriver()
        driver.state.phrases.language = language
        driver.state.link = .hubLost(since: Self.now)
        (driver.state.outbox.status, driver.state.outbox.isRead) = (.ready, true)
        func line() -> String { driver.lines()[22] }
        let phrases = driver.state.phrases
        driver.state.outbox.contents.counts = [.refused: 1, .queued: 1]
        let waits = language == .zh ? "被拒 1  待传 1 · 6" : "1 refused  1 waiting · 6"
        let (known, who): (String, String) = (phrases[.lastKnown], phrases[Phrase.unsigned])
        #expect(line().contains(waits) && line().contains(who), "\(line())")
        #expect(line().contains(known) && line().contains("01-01 00:00"), "\(line())")
        driver.state.outbox.contents.counts = [.conflict: 12, .refused: 1234, .queued: 1234]
        let most =
            language == .zh ? "冲突 12  被拒 1,234  待传 1,234 · 6" : "12 conflict  1,234 refused  1,234 waiting · 6"
        #expect(line().contains(most) && line().contains("01-01 00:00"), "\(line())")
    }

    @Test("a machine that works and warns says both where that is only last known", arguments: Language.allCases)
    func warns(_ language: Language) {
        let driver = DashboardDriver()
        var row = TestPlant.row("A1", Condition(.producing))
        (row.alarms, row.alarm) = (
            1, LineDocument.Notice(level: .warning, code: "7", text: LocalizedText("oil"), last: Self.now)
        )
        let head = DocumentHead(epoch: 1, number: 2, seq: 2, at: Self.now)
        driver.state.picture.apply(LineDocument(line: "A", rows: [row]), head)
        driver.state.phrases.language = language
        driver.state.link = .silent(since: Self.now)
        let words: String = driver.state.phrases[ReviewPhrase.runsWarns]
        for size in [Size(40, 20), Size(80, 24), Size(120, 40)] {
            let lines = driver.lines(size)
            #expect(lines.contains { $0.hasPrefix(" ? A1") && $0.contains(words) }, "\(lines)")
        }
    }

    @Test("a hub that ended, is lost or silent, is told with what to do", arguments: Language.allCases)
    func advice(_ language: Language) {
        for (link, step) in [
            (LinkState.ended(since: Self.now), "floortui hub"), (.silent(since: Self.now), "floortui doctor"),
            (.hubLost(since: Self.now), language == .zh ? "正在等待中枢恢复" : "it is waited for"),
        ] {
            let driver = DashboardDriver()
            driver.state.phrases.language = language
            driver.state.link = link
            for size in [Size(80, 24), Size(40, 20)] {
                #expect(driver.lines(size).prefix(4).joined().contains(step), "\(driver.lines(size))")
            }
        }
    }

    @Test("at a first start without a broker why is told once, and what else can be done", arguments: Language.allCases)
    func firstStart(_ language: Language) {
        let why = Self.gone.text[language]
        for size in [Size(80, 24), Size(40, 20)] {
            let lines = empty(.connecting(Self.gone), language, size)
            // Where a line ends, sentences are broken.
            let text = lines.joined().filter { $0 != " " }
            #expect(text.components(separatedBy: why.filter { $0 != " " }).count == 2, "\(lines)")
            for step in ["--brokermqtt://", "terminal.toml", "floortuidemo"] {
                #expect(text.contains(step), "\(step): \(lines)")
            }
        }
    }

    @Test("where no hub of the named site speaks, it is named with those that were heard, and how to choose")
    func otherSites() {
        var search = SiteSearch(wanted: "nope")
        #expect(empty(.noHub(search), .en, Size(80, 24))[0].contains("No hub of site nope on this broker"))
        for number in [7, 3, 1, 2, 4, 6, 5, 3] { search.hear("plant-\(number)") }
        let lines = empty(.noHub(search), .en, Size(80, 24))
        #expect(lines[0].contains("No hub of site nope"))
        let text = lines.prefix(4).joined(separator: " ")
        #expect(text.contains("plant-1, plant-2, plant-3, plant-4, plant-5 and 2 more") && text.contains("--site"))
        #expect(!text.contains("plant-6"))
        let chinese = empty(.noHub(search), .zh, Size(80, 24)).prefix(4).joined(separator: " ")
        #expect(chinese.contains("没有站点 nope 的中枢") && chinese.contains("plant-5 等 7 个"))
        #expect(empty(.noHub(SiteSearch()), .en, Size(80, 24))[0].contains("No hub on this broker"))
    }

    @Test("the last line of an empty Floor offers only what acts; Esc is offered while there is a filter to clear")
    func hints() {
        let none = empty(.connecting(nil), .en, Size(120, 40)).last ?? ""
        for key in ["Esc", "Tab", "s reason", "/ filter", "Enter"] { #expect(!none.contains(key), "\(none)") }
        let driver = DashboardDriver()
        let some = driver.lines(Size(120, 40)).last ?? ""
        for key in ["Tab", "s reason", "/ filter", "Enter"] { #expect(some.contains(key), "\(some)") }
        #expect(!some.contains("Esc"))
        driver.state.floor.filter = "A"
        #expect(driver.lines(Size(120, 40)).last?.contains("Esc show all") == true)
        // Of these nobody needs anyone: there is no pane to go to.
        driver.state.floor.filter = "A1"
        #expect(driver.lines(Size(120, 40)).last?.contains("Tab") == false)
    }

    @Test("the line of the link says that entries are unsigned, also at 40×20 when time runs fast and entries wait")
    func unsignedAlways() {
        let driver = DashboardDriver()
        driver.state.outbox.status = .ready
        for (speed, counts, words, clock) in [
            (60, [:], "● live ×60  all sent  unsigned", "00:00"),
            (60, [.queued: 1], "● live ×60  1 waiting  unsigned", "00:00"),
            (1, [.queued: 1], "● live  1 waiting  unsigned", "00:00:00"),
            (1, [.queued: 1, .conflict: 2], "● live  2 conflict  …  unsigned", "00:00"),
        ] as [(Double, [OutboxEntry.State: Int], String, String)] {
            driver.state.speed = speed
            driver.state.outbox.contents.counts = counts
            let line = driver.lines(Size(40, 20))[18]
            #expect(line.contains(words) && line.hasSuffix(" " + clock), "\(line)")
        }
    }

    @Test("the line of the link says that entries are unsigned")
    func unsigned() {
        let driver = DashboardDriver()
        driver.state.outbox.status = .ready
        #expect(driver.lines()[22].contains("all sent   unsigned"))
        driver.state.phrases.language = .zh
        #expect(driver.lines()[22].contains("全部已上传   未签名"))
        driver.state.outbox = OutboxPicture()
        #expect(!driver.lines()[22].contains("未签名"))
    }
}
