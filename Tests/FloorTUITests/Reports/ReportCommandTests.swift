import ArgumentParser
import Basis
import Foundation
import Hub
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import FloorTUI

struct ReportCommandTests {
    private func everything(_ report: ShiftReport) -> [[UInt8]] {
        Report.Format.allCases.flatMap { format in
            Language.allCases.map { Report.bytes(report, format, $0) }
        }
    }

    @Test("the same recording gives the same bytes, in every form and both languages")
    func deterministic() throws {
        #expect(try everything(ReportRig().report()) == everything(ReportRig().report()))
    }

    @Test("at a moment it says what the hub knew then, whatever was learned since; as of now it includes that")
    func knowledge() throws {
        let rig = try ReportRig()
        let then = ReportRig.minute(496)
        let before = try everything(rig.report(at: then))
        try rig.say("DC-01", from: 420, to: 441, "material", .waiting, nil, at: 600)
        #expect(try everything(rig.report(at: then)) == before)
        let now = try rig.report(at: then, includesLater: true)
        #expect(now.unexplainedStops.count == (try rig.report(at: then).unexplainedStops.count) - 1)
        #expect(
            try #require(now.standing?.number("seq")) > (try #require(rig.report(at: then).standing?.number("seq"))))
    }

    @Test("what people noted of alarms stands in each form, with who, when and what, also what was replaced since")
    func alarmNotes() throws {
        let report = try ReportRig().report()
        #expect(report.alarmNotes.map { $0.text("deed") } == ["acknowledge", "note"])
        for format in Report.Format.allCases {
            for language in Language.allCases {
                let text = String(decoding: Report.bytes(report, format, language), as: UTF8.self)
                let plain = text.replacing("\n", with: " ")
                for words in ["seal of the accumulator?", "accumulator filled up", "terminal-3", "shot pressure low"] {
                    #expect(plain.contains(words), "\(words) \(format) \(language)")
                }
                let clock = format == .json ? "06:00:00.000Z" : "07:00:00"
                #expect(plain.contains(clock), "\(format) \(language)")
            }
        }
        let other = try ReportRig().report(machine: "DC-01")
        #expect(other.alarmNotes.isEmpty)
    }

    @Test("a shift that runs is reported as far as is known, and says so")
    func running() throws {
        let report = try ReportRig().report(date: nil, shift: nil, at: ReportRig.minute(90))
        #expect(report.scope.shift == "early" && report.isRunning)
        #expect(report.rows(.hours).count == 2)
        #expect(ReportText(report, .en).text.contains(ReportPhrase.running.texts.en))
    }

    @Test("in the table of a shift that runs no figure is of a time that has not passed, whatever it is of")
    func runningTable() throws {
        let report = try ReportRig().report(date: nil, shift: nil, at: ReportRig.minute(90))
        let end = report.scope.zone.time(at: ReportRig.minute(90)).dateAndClock
        let rows = CSVReading.rows(ReportCSV(report, .en).bytes).dropFirst()
        #expect(rows.contains { $0[0] == "alarms" && $0[6] == end })
        for row in rows where !row[6].isEmpty { #expect(row[6] <= end, "\(row)") }
    }

    @Test(
        "without a date it is the shift that runs, or the newest that has ended",
        arguments: [
            (-1, "night", "2026-11-26"), (1, "early", "2026-11-27"), (479, "early", "2026-11-27"),
            (480, "early", "2026-11-27"), (961, "night", "2026-11-27"),
        ])
    func newest(_ minute: Int64, _ shift: String, _ date: String) throws {
        let scope = try place(known: ReportRig.minute(minute)).scope(versions())
        #expect(scope.shift == shift && scope.date.description == date)
    }

    @Test("error 5 of others: at 03:00 the day is that of the night that runs")
    func night() throws {
        var place = place(known: ReportRig.minute(-180))
        place.kind = .day
        #expect(try place.scope(versions()).date.description == "2026-11-26")
    }

    @Test("at the first instant of a shift the one that has just ended is reported, a moment later the new one")
    func firstInstant() throws {
        // The early shift ends at 14:00 of Friday; the night of Friday begins at 22:00, and ends at 06:00 of Saturday.
        for (minute, shift) in [(Int64(0), "night"), (480, "early"), (960, "early"), (1440, "night")] {
            let scope = try place(known: ReportRig.minute(minute)).scope(versions())
            #expect(scope.shift == shift, "\(minute)")
            #expect(scope.window.map { $0.to <= ReportRig.minute(minute) } == true)
        }
        let begun = try place(known: ReportRig.minute(960) + .milliseconds(1)).scope(versions())
        #expect(begun.shift == "night" && begun.window?.from == ReportRig.minute(960))
    }

    @Test(
        "error 6 of others: a day without shift is an answer, and a holiday says its name",
        arguments: [
            ("2026-11-28", "early", ""), ("2026-11-30", "early", "Works holiday"),
            ("2026-11-30", "night", "Works holiday"),
        ])
    func noShift(_ date: String, _ shift: String, _ holiday: String) throws {
        let text = ReportText(try ReportRig().report(date: date, shift: shift), .en).text
        #expect(text.contains(date) && text.contains("No such shift") && (holiday.isEmpty || text.contains(holiday)))
    }

    @Test("a report names the shifts of its date, as they ran, whatever the plant file calls them since")
    func olderNames() throws {
        let renamed = ReportRig.plant.replacing("id = \"early\"", with: "id = \"dawn\"")
            .replacing("shifts = [\"early\"]", with: "shifts = [\"dawn\"]")
        let models = try [ReportRig.plant, renamed].map { try PlantFile.read(text: Array($0.utf8), file: "plant.toml") }
        let versions = [ModelVersion]([(.distantPast, models[0]), (ReportRig.minute(600), models[1])])
        var place = place(known: ReportRig.minute(700))
        let running = try place.scope(versions)
        #expect(running.shift == "early" && running.window != nil)
        place.shift = "early"
        #expect(try place.scope(versions).window == running.window)
        place.date = try place.scope(versions).date
        #expect(try place.scope(versions).shifts.map(\.id) == ["early"])
        place.shift = "dawn"
        #expect(try place.scope(versions).shifts.isEmpty, "it did not run that day")
    }

    @Test("what the plant does not have is refused with what it has, exit code 2")
    func unknown() throws {
        func refusal(_ change: (inout ReportPlace) -> Void) throws -> CommandFailure? {
            var place = place(known: ReportRig.minute(0))
            change(&place)
            return #expect(throws: CommandFailure.self) { try place.scope(versions()) }
        }
        let cases: [((inout ReportPlace) -> Void, [String])] = [
            ({ $0.line = "moulding" }, ["moulding", "casting, finishing"]), ({ $0.line = nil }, ["casting, finishing"]),
            ({ $0.shift = "late" }, ["late", "early, night"]), ({ $0.machine = "F-1" }, ["DC-01, DC-02, DC-03"]),
            ({ $0.date = CivilDate(daysSinceEpoch: 0) }, ["--shift", "early, night"]),
        ]
        for (change, words) in cases {
            let failure = try #require(try refusal(change))
            #expect(failure.code == .usage)
            for word in words { #expect(failure.description.contains(word), "\(failure.description)") }
        }
    }

    private func place(known: Instant) -> ReportPlace {
        ReportPlace(kind: .shift, line: "casting", machine: nil, date: nil, shift: nil, known: known)
    }

    private func versions() throws -> [ModelVersion] {
        let model = try PlantFile.read(text: Array(ReportRig.plant.utf8), file: "plant.toml")
        return [ModelVersion]([(from: .distantPast, model: model)])
    }

    @Test("error 20 of others: of a line without shifts a day has its times, and no figure of planned time")
    func noCalendar() throws {
        let rig = try ReportRig()
        let words = ["report", "day", "--line", "finishing", "--date", "2026-11-27", "--store", rig.folder.path]
        let report = try #require(try FloorTUI.parseAsRoot(words) as? Report).report()
        #expect(report.total?.number("oee") == nil && report.total?.number("pbt_s") == nil)
        let text = ReportText(report, .en).text
        #expect(text.contains("OEE —") && text.contains("[[shift]]"))
        #expect(!text.contains("no figure is made"), "figures of time and parts stand above")
    }

    @Test("ribbon, stops, Pareto and figures of one report agree to the millisecond")
    func agreement() throws {
        let report = try ReportRig().report()
        func sum(_ rows: [ReportRow], _ member: String) -> Int64 {
            rows.reduce(0) { $0 + Int64((($1.number(member) ?? 0) * 1000).rounded()) }
        }
        let standing = report.rows(.slices).filter { $0.text("stop") != nil }
        #expect(sum(standing, "seconds") > 0)
        #expect(sum(standing, "seconds") == sum(report.rows(.pareto), "seconds"))
        #expect(sum(standing, "seconds") == sum(report.rows(.stops), "within_s"))
        let total = try #require(report.total)
        for element in PlannedElement.allCases {
            #expect(sum(report.machines, element.member) == sum([total], element.member), "\(element)")
            #expect(sum(report.hours, element.member) == sum([total], element.member), "\(element) by hour")
        }
        #expect(sum(report.hours, "pq") == sum([total], "pq"))
        #expect(PlannedElement.allCases.reduce(0) { $0 + sum([total], $1.member) } == sum([total], "pbt_s"))
    }

    // MARK: S24

    private func run(_ words: [String], _ rig: ReportRig) throws {
        let all = ["report", "shift", "--line", "casting", "--date", "2026-11-27", "--shift", "early", "--store"]
        var command = try FloorTUI.parseAsRoot(all + [rig.folder.path] + words)
        try command.run()
    }

    @Test("S24: what is there is never written over unasked, and a link is never followed")
    func output() throws {
        let (rig, folder) = (try ReportRig(), try TemporaryFolder())
        let (secret, link) = (folder.file("secret"), folder.file("report.html"))
        try "secret".write(toFile: secret, atomically: true, encoding: .utf8)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: secret)
        let failure = #expect(throws: CommandFailure.self) { try run(["--output", link], rig) }
        #expect(failure?.description.contains("--force") == true)
        // Asked to, it takes the place of the link, not of what the link leads to.
        try run(["--output", link, "--force", "--format", "html", "--lang", "zh"], rig)
        #expect(try String(contentsOfFile: secret, encoding: .utf8) == "secret")
        #expect(try String(contentsOfFile: link, encoding: .utf8).contains("压铸线"))
        // It has what people wrote.
        let mode = try FileManager.default.attributesOfItem(atPath: link)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test(
        "S24: a name that is too long, and a folder that is not there, are told in a sentence",
        arguments: [
            String(repeating: "x", count: 256), "nowhere/report.txt",
        ])
    func wrongPath(_ name: String) throws {
        let (rig, folder) = (try ReportRig(), try TemporaryFolder())
        let failure = #expect(throws: CommandFailure.self) { try run(["--output", folder.file(name)], rig) }
        #expect(failure?.code == .failed && failure?.description.contains("cannot be written") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    // MARK: As files

    @Test("golden reports of a small plant and of one that was never heard", arguments: [false, true])
    func golden(_ isEmpty: Bool) throws {
        let report = try ReportRig(isEmpty: isEmpty).report()
        let name = isEmpty ? "report-empty" : "report-shift"
        for language in Language.allCases {
            try GoldenFrame.expect(ReportText(report, language).text, "\(name)-\(language.rawValue)")
        }
        let page = GoldenFrame.folder.appendingPathComponent("\(name)-en.html")
        #expect(try GoldenFile.difference(ReportHTML(report, .en).text, page) == nil)
    }
}
