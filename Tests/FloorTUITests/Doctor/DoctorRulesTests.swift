import Basis
import Foundation
import Store
import Telemetry
import Testing
import Widgets

@testable import FloorTUI

/// The rules by which `doctor` judges, at their limits.
struct DoctorRulesTests {
    private func level(_ findings: [Finding], _ name: String) -> Finding.Level? {
        findings.first { $0.name == name }?.level
    }

    // MARK: Terminal

    private func terminal(_ change: (inout TerminalFacts) -> Void = { _ in }) -> TerminalFacts {
        var facts = TerminalFacts()
        facts.isTerminal = true
        facts.term = "xterm-256color"
        facts.entry = Self.entry("xterm-256color")
        facts.size = Size(80, 24)
        facts.isUTF8 = true
        facts.synchronized = .supported
        facts.signs = .narrow
        change(&facts)
        return facts
    }

    private static func entry(_ term: String) -> TerminfoEntry? {
        TerminfoEntry.paths(term) { _ in nil }.lazy.compactMap { FileManager.default.contents(atPath: $0) }.first
            .flatMap { TerminfoEntry(Array($0)) }
    }

    @Test("a terminal as it should be has no fault and no note")
    func good() {
        let findings = TerminalRules.findings(terminal(), language: .en)
        #expect(findings.map(\.level) == Array(repeating: .good, count: 6))
    }

    @Test("on the Linux console English is shown, and doctor says where Chinese can be")
    func console() {
        let chinese = ["LANG": "zh_CN.UTF-8", "TERM": "linux"]
        #expect(Language.of { chinese[$0] } == .en)
        #expect(Language.of { ["LANG": "zh_CN.UTF-8", "TERM": "xterm"][$0] } == .zh)
        var facts = terminal { ($0.term, $0.localeName) = ("linux", "zh_CN.UTF-8") }
        #expect(level(TerminalRules.findings(facts, language: .en), "console") == .warning)
        facts.localeName = "C.UTF-8"
        #expect(level(TerminalRules.findings(facts, language: .en), "console") == nil)
        #expect(level(TerminalRules.findings(facts, language: .zh), "console") == .warning)
    }

    @Test("entries of terminfo are read as curses reads them")
    func terminfo() {
        #expect(Self.entry("xterm-256color") == TerminfoEntry(colors: 256, canMoveCursor: true, isOfXtermKind: true))
        #expect(Self.entry("linux") == TerminfoEntry(colors: 8, canMoveCursor: true, isOfXtermKind: true))
        #expect(Self.entry("vt100") == TerminfoEntry(colors: 0, canMoveCursor: true, isOfXtermKind: false))
        #expect(Self.entry("dumb") == TerminfoEntry(colors: 0, canMoveCursor: false, isOfXtermKind: false))
        #expect(Self.entry("nonsense") == nil)
        #expect(TerminfoEntry.paths("../../etc/passwd") { _ in nil }.isEmpty)
    }

    @Test("cut-off and foreign files are no entries", arguments: [0, 1, 11, 12, 40])
    func damaged(length: Int) {
        let bytes = [UInt8](repeating: 0x1A, count: length)
        #expect(TerminfoEntry(bytes) == nil)
    }

    @Test("below 40 × 10 nothing is shown, below 80 × 24 it is tight")
    func sizes() {
        for (size, expected) in [
            (Size(39, 24), Finding.Level.fault), (Size(80, 9), .fault), (Size(79, 24), .warning),
            (Size(80, 24), .good), (Size(300, 100), .good),
        ] {
            let findings = TerminalRules.findings(terminal { $0.size = size }, language: .en)
            #expect(level(findings, "size") == expected, "\(size)")
        }
        #expect(level(TerminalRules.findings(terminal { $0.size = nil }, language: .en), "size") == .fault)
    }

    @Test("without UTF-8 English is drawn in ASCII, and Chinese cannot be")
    func locales() {
        let latin = terminal { $0.isUTF8 = false }
        #expect(level(TerminalRules.findings(latin, language: .en), "locale") == .warning)
        #expect(level(TerminalRules.findings(latin, language: .zh), "locale") == .fault)
    }

    @Test(
        "a locale that is not made on this system is a note where its name says UTF-8: the screens work",
        arguments: Language.allCases)
    func absentLocale(_ language: Language) throws {
        func finding(_ name: String, isUTF8: Bool) throws -> Finding {
            let facts = terminal { ($0.localeName, $0.isLocaleThere, $0.isUTF8) = (name, false, isUTF8) }
            return try #require(TerminalRules.findings(facts, language: language).first { $0.name == "locale" })
        }
        let absent = try finding("zh_CN.UTF-8", isUTF8: true)
        #expect(absent.level == .warning && absent.text[language].contains("zh_CN.UTF-8"))
        #expect(absent.advice?[language].contains("dpkg-reconfigure locales") == true)
        let latin = try finding("de_DE", isUTF8: false)
        #expect(latin.level == (language == .zh ? .fault : .warning) && latin.text[language].contains("de_DE"))
    }

    @Test(
        "what terminals answer about mode 2026",
        arguments: [
            ("\u{1B}[?2026;2$y\u{1B}[?62;4c", TerminalFacts.Synchronized.supported), ("\u{1B}[?2026;1$y", .supported),
            ("\u{1B}[?2026;0$y", .unsupported), ("\u{1B}[?2026;4$y", .unsupported), ("\u{1B}[?1;2c", .unsupported),
            ("\u{1B}[?2026;2", .silent), ("\u{1B}[?6", .silent), ("", .silent), ("garbage", .silent),
        ])
    func modes(text: String, expected: TerminalFacts.Synchronized) {
        #expect(TerminalAnswers(Array(text.utf8)).synchronized == expected)
    }

    @Test(
        "what terminals answer about the width of signs",
        arguments: [
            ("\u{1B}[?2026;2$y\u{1B}[7;6R\u{1B}[?62c", TerminalFacts.Signs.narrow), ("\u{1B}[7;11R", .wide),
            ("\u{1B}[?2026;2$y\u{1B}[?62c", .silent), ("\u{1B}[7;6", .silent),
        ])
    func signs(text: String, expected: TerminalFacts.Signs) {
        #expect(TerminalAnswers(Array(text.utf8)).signs == expected)
    }

    @Test("what is drawn for signs is said, and how to set it where nobody knows their width")
    func drawnSigns() {
        func finding(_ signs: TerminalFacts.Signs, _ glyphs: Glyphs.Choice) -> Finding? {
            let facts = terminal { ($0.signs, $0.glyphs) = (signs, glyphs) }
            return TerminalRules.findings(facts, language: .en).first { $0.name == "signs" }
        }
        for signs in [TerminalFacts.Signs.silent, .notAsked] {
            #expect(finding(signs, .auto)?.text.en.contains("drawn in ASCII") == true)
            #expect(finding(signs, .auto)?.advice?.en.contains("glyphs = \"unicode\"") == true)
            #expect(finding(signs, .unicode)?.level == .good)
        }
        #expect(finding(.wide, .auto)?.text.en.contains("drawn in ASCII") == true)
        #expect(finding(.wide, .unicode)?.level == .warning && finding(.wide, .ascii)?.level == .good)
    }

    // MARK: Certificates

    private let now = Instant(milliseconds: 1_800_000_000_000)

    private func broker(endsAfter days: Double) throws -> [Finding] {
        var facts = BrokerFacts(broker: try BrokerURL("mqtts://floor"), now: now)
        facts.addresses = (["10.0.0.1"], .milliseconds(1))
        facts.connected = .milliseconds(12)
        let end = Instant(milliseconds: now.milliseconds + Int64(days * 86_400_000))
        facts.certificate = CertificateDates(begin: Instant(milliseconds: 0), end: end, authorityEnd: nil)
        return BrokerRules.findings(facts)
    }

    @Test("the last thirty days of a certificate are said, and its end is a fault")
    func expiry() throws {
        #expect(level(try broker(endsAfter: 30), "certificate") == .good)
        #expect(level(try broker(endsAfter: 29.9), "certificate") == .warning)
        #expect(level(try broker(endsAfter: -0.1), "certificate") == .fault)
    }

    @Test("a plain connection beyond this machine is said, and a password over it more so")
    func plain() throws {
        for (url, expected) in [("mqtt://10.0.0.1", true), ("mqtt://127.0.0.1", false), ("mqtts://10.0.0.1", false)] {
            let facts = BrokerFacts(broker: try BrokerURL(url), now: now)
            #expect((level(BrokerRules.findings(facts), "encryption") != nil) == expected)
        }
    }

    // MARK: Clock, store, kernel

    @Test("only an offset that is beyond two seconds for certain is a fault")
    func clock() {
        for (range, expected) in [
            (Duration.milliseconds(1900)...Duration.milliseconds(2100), Finding.Level.good),
            (.milliseconds(2001)...(.milliseconds(2100)), .fault), (.seconds(-3)...(.milliseconds(-2001)), .fault),
            (.seconds(-3)...(.seconds(-1)), .good),
        ] {
            var facts = HubFacts(sites: ["a": true], site: "a", isAlive: true)
            facts.answered = .milliseconds(3)
            facts.offset = range
            #expect(level(HubRules.findings(facts), "clock") == expected, "\(range)")
        }
    }

    @Test("a hub that the broker lost is told from one that said good-bye, and from one that is silent")
    func absentHub() {
        func text(_ facts: HubFacts) -> String? { HubRules.findings(facts).first { $0.name == "beat" }?.text.en }
        var facts = HubFacts(sites: ["a": false], site: "a")
        #expect(text(facts) == "the hub of a has ended")
        facts.sitesOfLost = ["a"]
        #expect(text(facts) == "the broker has lost the hub of a")
        facts = HubFacts(sites: ["a": true], site: "a")
        #expect(text(facts) == "the hub of a was there, and is silent now")
    }

    @Test("a plant file that the hub refuses is told with its place")
    func plantFile() {
        var facts = HubFacts(sites: ["a": true], site: "a", isAlive: true)
        #expect(level(HubRules.findings(facts), "plant") == nil)
        facts.plantProblem = "plant.toml:1:1: unknown key"
        let finding = HubRules.findings(facts).first { $0.name == "plant" }
        #expect(finding?.level == .fault && finding?.text.en.contains("plant.toml:1:1") == true)
    }

    @Test("a full disk, a slow one and one that cannot be written")
    func disk() {
        func findings(_ free: Int64, _ durable: Result<Duration, StoreFacts.WriteFault>) -> [Finding] {
            StoreRules.findings(StoreFacts(folder: "/s", free: free, durable: durable))
        }
        #expect(level(findings(1 << 40, .success(.milliseconds(5))), "space") == .good)
        #expect(level(findings(1 << 29, .success(.milliseconds(5))), "space") == .warning)
        #expect(level(findings(1 << 20, .success(.milliseconds(5))), "space") == .fault)
        #expect(level(findings(1 << 40, .success(.seconds(1))), "durable") == .warning)
        #expect(level(findings(1 << 40, .failure(.init(words: "Read-only file system"))), "durable") == .fault)
    }

    @Test("few open files, few watches, few tasks")
    func kernel() {
        func findings(_ files: Int?, _ watches: Int?, _ tasks: Int?) -> [Finding] {
            SystemRules.findings(SystemFacts(openFiles: files, watches: watches, tasksLeft: tasks))
        }
        #expect(findings(1024, 8192, 1000).allSatisfy { $0.level == .good })
        #expect(findings(nil, nil, nil).map(\.level) == [.good])
        #expect(level(findings(100, 1, 1), "files") == .warning)
        #expect(level(findings(63, 1, 1), "files") == .fault)
        #expect(level(findings(100, 1, 1), "watches") == .warning)
        #expect(level(findings(100, 1, 1), "tasks") == .fault)
    }

    // MARK: The report

    @Test("the report fits its width in both languages, and says how many of which level")
    func report() {
        let long = LocalizedText(String(repeating: "word ", count: 40), zh: String(repeating: "消息服务器", count: 30))
        let report = DoctorReport(findings: [
            .good(.terminal, "a", "fine", zh: "好"), .warning(.broker, "b", long, long), .fault(.store, "c", long, nil),
        ])
        for (language, width) in [(Language.en, 80), (.zh, 80), (.en, 40), (.zh, 40)] {
            let lines = report.text(language, width: width).split(separator: "\n")
            #expect(lines.allSatisfy { String($0).columns <= width }, "\(language) \(width)")
        }
        #expect(report.hasFaults)
        #expect(report.text(.en, width: 80).hasSuffix("1 of 3 do not work, 1 could be better."))
        #expect(report.text(.zh, width: 80).hasSuffix("共 3 项:1 项故障,1 项需注意。"))
    }
}
