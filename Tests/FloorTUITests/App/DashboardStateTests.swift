import Basis
import Records
import Shopfloor
import Store
import Telemetry
import Testing
import Widgets

@testable import FloorTUI

struct DashboardStateTests {
    @Test("Enter opens the selected machine and asks to watch it; Esc goes back and watches none")
    func openAndBack() {
        let driver = DashboardDriver()
        #expect(driver.press(.down, .enter) == [.watch("A2")])
        #expect(driver.state.machine?.machine == "A2")
        #expect(driver.press(.right) == [.watch("A3")])
        #expect(driver.press(.left, .left) == [.watch("A2"), .watch("A1")])
        #expect(driver.press(.left).isEmpty)
        #expect(driver.press(.escape) == [.watch(nil)])
    }

    @Test("Tab goes to what needs someone: worst first, then longest")
    func needs() {
        let driver = DashboardDriver()
        #expect(
            driver.state.picture.attention(first: 9).map { driver.state.picture.rows[$0.row].machine } == [
                "B1", "A2", "B2", "A3",
            ])
        _ = driver.lines()
        #expect(driver.press(.tab, .down, .enter) == [.watch("A2")])
    }

    @Test("Tab after : goes through all that fits what was typed, commands and what follows them, and back")
    func completion() {
        let driver = DashboardDriver()
        func text() -> String { String(driver.lines()[23].dropFirst()).trimmingBlanks }
        driver.type(":t")
        for command in [":trend", ":theme", ":trend"] {
            driver.press(.tab)
            #expect(text() == command)
            #expect(driver.lines().contains { $0.contains("▸ " + command.dropFirst()) })
        }
        driver.press(.tab)
        driver.type(" ")
        let themes = driver.state.themes.entries.map(\.name)
        for theme in themes + themes.prefix(1) {
            driver.press(.tab)
            #expect(text() == ":theme \(theme)")
        }
        driver.press(.backTab)
        #expect(themes.count > 1 && text() == ":theme \(themes[themes.count - 1])")
    }

    @Test("s where there is no machine says so, about none")
    func nothingToExplain() {
        var state = DashboardState(language: .en)
        state.outbox.status = .ready
        _ = state.handle(.character("s"), now: TestPlant.now)
        #expect(state.message == state.phrases[.whichMachine])
    }

    @Test("a command that needs a machine, or a language, says what it needs")
    func lacking() {
        var state = DashboardState(language: .en)
        let context = state.context(TestPlant.now)
        _ = state.run("machine", context)
        #expect(state.message == state.phrases[.whichMachine])
        _ = state.run("lang de", context)
        #expect(state.message == "Languages: lang en, lang zh")
    }

    @Test("all commands are offered after :, on the usual screen and on the smallest")
    func allCommands() {
        for size in [Size(80, 24), Size(40, 20)] {
            let driver = DashboardDriver()
            driver.type(":")
            let words = driver.lines(size).flatMap { $0.split(separator: " ").map(String.init) }
            for command in DashboardState.Command.allCases { #expect(words.contains(command.rawValue)) }
        }
    }

    @Test("what is typed after / filters as it is typed; Esc shows all again")
    func filter() {
        let driver = DashboardDriver()
        _ = driver.press(.character("/"))
        driver.type("wait")
        let lines = driver.lines().prefix(12)
        #expect(lines.contains { $0.contains("B2") } && !lines.contains { $0.contains("A1") })
        _ = driver.press(.enter)
        #expect(driver.state.cover == nil && driver.state.floor.filter == "wait")
        _ = driver.press(.escape)
        #expect(driver.lines().contains { $0.contains("A1") })
    }

    @Test("the filter holds for the summary and for what needs someone, too")
    func filterHoldsForAll() {
        let driver = DashboardDriver()
        _ = driver.press(.character("/"))
        driver.type("line a")
        _ = driver.press(.enter)
        // A line's name is none of its machines'.
        #expect(driver.lines().contains { $0.contains(Phrase.noMatch.texts.en) })
        driver.state.floor.filter = "press a"
        var lines = driver.lines()
        #expect(lines[1].contains("3 machines  1 producing  1 stopped  1 no data"))
        #expect(lines.contains { $0.contains("2 · Tab") } && !lines.contains { $0.contains("B1") })
        #expect(driver.press(.tab, .enter) == [.watch("A2")])
        _ = driver.press(.escape)
        driver.state.floor.filter = "A1"
        lines = driver.lines()
        #expect(lines.contains { $0.contains(Phrase.noMatchNeedsSomeone.texts.en) })
    }

    @Test("a filter that matches nothing says so and how to get out of it")
    func emptyFilter() {
        let driver = DashboardDriver()
        _ = driver.press(.character("/"))
        driver.type("zzz")
        #expect(driver.lines().contains { $0.contains(Phrase.noMatch.texts.en) })
    }

    @Test("where the locale has no Chinese characters the language stays, and says why")
    func noChinese() {
        var state = DashboardState(language: .en)
        state.hasChinese = false
        _ = state.handle(.character("L"), now: nil)
        #expect(state.phrases.language == .en && state.message?.contains("LC_ALL=C.UTF-8") == true)
        state.hasChinese = true
        _ = state.handle(.character("L"), now: nil)
        #expect(state.phrases.language == .zh)
    }

    @Test("commands are completed with Tab, done with Enter; an unknown one names those that there are")
    func commands() {
        let driver = DashboardDriver()
        _ = driver.press(.character(":"))
        driver.type("mac")
        _ = driver.press(.tab)
        driver.type(" b2")
        #expect(driver.press(.enter) == [.watch("B2")])
        _ = driver.press(.character(":"))
        driver.type("lang zh")
        _ = driver.press(.enter)
        #expect(driver.state.phrases.language == .zh)
        _ = driver.press(.character(":"))
        driver.type("dance")
        _ = driver.press(.enter)
        #expect(driver.state.message?.contains("machine") == true)
    }

    @Test(
        "a command about a place or a value that there is not names those that there are", arguments: Language.allCases)
    func unknownNames(_ language: Language) {
        let driver = DashboardDriver()
        driver.state.phrases.language = language
        func said(_ command: String) -> String {
            _ = driver.press(.character(":"))
            driver.type(command)
            _ = driver.press(.enter)
            return driver.state.message ?? ""
        }
        let phrases = driver.state.phrases
        #expect(said("pareto nope") == "\(phrases[.unknownPlace]) nope. \(phrases[.known]) A, B, A1, A2, A3, B1, B2")
        #expect(said("audit nope") == "\(phrases[.unknownMachine]) nope. \(phrases[.known]) A1, A2, A3, B1, B2")
        #expect(said("machine nope").hasSuffix("A1, A2, A3, B1, B2"))
    }

    @Test("q asks; a held Enter or q alone does not leave, y does; Ctrl-C asks as well")
    func quit() {
        let driver = DashboardDriver()
        #expect(driver.press(.character("q"), .enter).isEmpty && driver.state.cover == nil)
        #expect(!driver.press(.character("q"), .enter, .enter, .enter).contains(.quit))
        _ = driver.press(.escape)
        #expect(driver.press(.control("c"), .escape).isEmpty)
        #expect(driver.press(.character("q"), .character("y")) == [.quit])
    }

    @Test("help lists exactly the keys that act where it was opened")
    func help() {
        let driver = DashboardDriver()
        _ = driver.press(.character("?"))
        guard case .help(let floor) = driver.state.cover else {
            Issue.record("no help")
            return
        }
        let keys = floor.lines.filter { $0.key != nil }
        #expect(keys.count == driver.state.keys.active(in: [.floor, .everywhere]).count)
        #expect(driver.state.keys.conflicts.isEmpty)
        let text = driver.lines(Size(80, 30)).joined()
        for binding in driver.state.keys.active(in: [.floor, .everywhere]) {
            #expect(text.contains(driver.state.phrases(binding.help)), "\(binding.help)")
        }
        // Also those that no hint has room for.
        #expect(text.contains("↑ ↓ PgUp PgDn Home End"))
    }

    @Test("after loss of the link nothing looks live: a banner, a question mark before each machine, no live word")
    func lost() {
        let driver = DashboardDriver()
        driver.state.link = .lost(
            since: TestPlant.now,
            ConnectionTrouble(.unreachable("connection refused"), broker: BrokerURL(host: "floor"), user: nil))
        let frame = driver.frame(Size(80, 24))
        let lines = frame.grid.lines
        #expect(lines[0].contains(LinkPhrase.lost.texts.en))
        #expect(lines.filter { $0.hasPrefix(" ? ") }.count >= 5)
        #expect(!lines.contains { $0.contains("● live") })
        for y in 4..<20 {
            for x in 0..<80 where [.critical, .attention].contains(frame.grid[x, y].style.role) {
                Issue.record("a live colour at \(x), \(y)")
            }
        }
    }

    @Test("every size from 1×1 to 130×50 is drawn; too small says what it needs")
    func sizes() {
        for width in stride(from: 1, through: 130, by: 3) {
            for height in stride(from: 1, through: 50, by: 2) {
                let driver = DashboardDriver()
                let lines = driver.lines(Size(width, height))
                #expect(lines.count == height && lines.allSatisfy { $0.columns <= width })
                _ = driver.state.open("A2")
                _ = driver.lines(Size(width, height))
            }
        }
        let driver = DashboardDriver()
        #expect(driver.lines(Size(20, 5)).contains { $0.contains("40×10") })
    }

    @Test("who needs someone for an alarm has its state's age, and when the alarm came; the longest alarm is first")
    func alarmAge() {
        let driver = DashboardDriver()
        func row(_ id: String, minutes: Int64, came: Int64) -> LineDocument.Row {
            var row = TestPlant.row(id, Condition(.idle), minutes: minutes)
            row.alarms = 1
            // Told again a moment ago, as controllers do.
            row.alarm = LineDocument.Notice(
                level: .fault, code: "c1", text: LocalizedText("text \(id)"), last: TestPlant.now,
                since: TestPlant.now - .seconds(came * 60))
            return row
        }
        let rows = [row("A1", minutes: 90, came: 10), row("A2", minutes: 6, came: 68)]
        driver.state.picture.apply(
            LineDocument(line: "A", rows: rows), DocumentHead(epoch: 1, number: 2, seq: 2, at: TestPlant.now))
        let lines = driver.lines()
        let (first, second) = (lines.lastIndex { $0.contains("text A2") }, lines.lastIndex { $0.contains("text A1") })
        #expect(first.map { lines[$0].contains(" 0:06 text A2 · came 12-31 22:52") } == true, "\(lines)")
        #expect(second.map { lines[$0].contains(" 1:30 text A1 · came 12-31 23:50") } == true)
        #expect((first ?? 99) < (second ?? 0))
    }

    @Test("hostile names and texts stay inert on the screen")
    func hostile() {
        let driver = DashboardDriver()
        var row = TestPlant.row("A1", Condition(.stopped, native: "\u{1B}[2J\u{202E}evil"))
        row.alarms = 1
        row.alarm = LineDocument.Notice(
            level: .fault, code: "\u{9B}1m",
            text: LocalizedText("a" + String(repeating: "\u{301}", count: 40) + "\r\n"),
            last: TestPlant.now)
        driver.state.picture.apply(
            LineDocument(line: "A", rows: [row]), DocumentHead(epoch: 1, number: 2, seq: 2, at: TestPlant.now))
        let text = driver.lines(Size(130, 40)).joined(separator: "|")
        #expect(
            !text.unicodeScalars.contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0.value == 0x202E })
    }
}
