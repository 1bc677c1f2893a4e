import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

@Suite("Questions and bookings of shifts over an edit of the plant file")
struct EditedShiftTests {
    private static let plant = PressDay.plant + PressDay.calendar
    private static let early = "to = \"14:00\"\n[[shift]]\nid = \"late\"\nfrom = \"14:00\""
    private static let clipped = early.replacing("14:00", with: "12:00")
    private static let holiday = "\n[[holiday]]\ndate = \"2026-11-23\"\nname = \"F\"\n"

    /// A press that ran from six, with one stop of an hour before noon; the file is edited at eight.
    private static func day(_ next: String) throws -> PressDay {
        var day = try PressDay()
        try day.send("mode", #""run""#, "06:00")
        try day.send("n", "0", "06:00")
        try day.send("n", "100", "07:00")
        try day.send("n", "120", "07:59")
        day.core.replace(model: try HubRig.model(next), at: try PressDay.at("08:00"))
        try day.send("mode", #""halt""#, "10:40")
        try day.send("mode", #""run""#, "11:40")
        try day.send("n", "300", "13:00")
        try day.send("n", "500", "15:00")
        return day
    }

    static let edits = [
        plant.replacing("62s", with: "31s"), plant.replacing(early, with: clipped), plant + holiday,
        plant.replacing("id = \"early\"", with: "id = \"dawn\"").replacing("\"early\"]", with: "\"dawn\"]"),
    ]

    @Test("parts of a shift that goes on by the older file add up to it, wherever the question cuts", arguments: edits)
    func cuts(next: String) throws {
        var day = try Self.day(next)
        try day.commit(until: "16:00")
        let whole = try #require(try day.rows().first)
        #expect(whole["shift"] == .text("early") && whole.number("pq") == 300 && whole.number("pbt_s") == 28_800)
        for clock in ["07:30", "08:00", "09:00", "11:00", "12:00", "13:59"] {
            let cut = try PressDay.at(clock)
            let rows = try day.rows { $0.to = cut } + day.rows { $0.from = cut }
            let parts = rows.filter { $0["shift"] == .text("early") }
            for name in ["pbt_s", "apt_s", "adet_s", "pq", "unexplained_s"] {
                #expect(parts.compactMap { $0.number(name) }.reduce(0, +) == whole.number(name), "\(clock) \(name)")
            }
            let late = rows.filter { $0["shift"] == .text("late") }
            #expect(
                late.map { $0.number("pq") } == (next.contains(Self.holiday) ? [] : [200]),
                "\(clock): what lies behind the end of the old")
        }
        var query = Query(.pareto)
        query.from = try PressDay.at("09:00")
        let bars = try QueryAnswer(store: day.store).rows(query)
        #expect(bars.first { $0.text("cause") == "unexplained" }?.number("seconds") == 3600)
    }

    @Test("what is booked of a shift counts in the shift as it ran, in figures and on the Floor", arguments: edits)
    func booked(next: String) throws {
        var day = try Self.day(next)
        let runs = next.contains(Self.holiday) ? ["2026-11-23/early"] : ["2026-11-23/early", "2026-11-23/late"]
        for (number, shift) in runs.enumerated() {
            let set = #"{"shift":"\#(shift)","scrap":5}"#
            #expect(try day.say(number + 1, "quantity.book", "A", set, "15:30")?.outcome == .saved, "\(shift)")
        }
        day.core.advance(to: try PressDay.at("15:30"))
        day.core.refreshFigures(of: "L")
        let document = day.core.lineDocument("L")
        try day.commit(until: "15:30")
        let rows = try day.rows()
        #expect(rows.map { $0.number("sq") } == runs.map { _ in 5 })
        #expect(document.shift?.id == (runs.count == 1 ? nil : "late"))
        if runs.count > 1 { #expect(document.oee == rows[1].number("oee")) }
    }

    @Test("a shift that did not run cannot be booked of: it would count in no figure")
    func notRun() throws {
        var day = try Self.day(Self.edits[3])
        for (number, shift) in ["2026-11-23/dawn", "2026-11-24/late", "night"].enumerated() {
            let reply = try day.say(number + 1, "quantity.book", "A", #"{"shift":"\#(shift)","scrap":1}"#, "15:30")
            #expect(reply?.refusal?.code.rawValue == "unknown-shift", "\(shift)")
        }
        let weekend = try HubRig.model(Self.plant.replacing("id = \"early\"", with: "id = \"early\"\ndays = [\"tue\"]"))
        var free = try PressDay()
        free.core.replace(model: weekend, at: try PressDay.at("00:00"))
        try free.send("n", "0", "06:00")
        try free.send("n", "9", "07:00")
        let reply = try free.say(1, "quantity.book", "A", #"{"shift":"2026-11-23/early","scrap":1}"#, "15:30")
        #expect(reply?.refusal?.code.rawValue == "unknown-shift", "on Mondays there is none")
    }

    @Test("the shift that a person means by its id is the newest that ran")
    func newest() throws {
        let models = try [Self.plant, Self.plant + Self.holiday].map { try HubRig.model($0) }
        let versions = [ModelVersion]([
            (from: .distantPast, model: models[0]), (from: try PressDay.at("15:00"), model: models[1]),
        ])
        let evening = try PressDay.at("23:00")
        let late = try #require(versions.newestShift("late", line: "L", at: evening))
        #expect(late.shift.date.description == "2026-11-23")
        #expect(versions.lastEnded(line: "L", at: evening)?.shift == late.shift)
        let ran = versions.shifts(line: "L", on: late.shift.date).map(\.shift.id)
        #expect(ran == ["early", "late"], "they had begun when it became a holiday")
        let earlier = [ModelVersion]([
            (from: .distantPast, model: models[0]), (from: try PressDay.at("05:00"), model: models[1]),
        ])
        #expect(earlier.shifts(line: "L", on: late.shift.date).isEmpty)
        #expect(earlier.newestShift("late", line: "L", at: evening)?.shift.date.description == "2026-11-22")
    }

    @Test(
        "of one name that two files had on one date the shift that is meant is the newest, before and after a restart")
    func twice() throws {
        let next = Self.plant.replacing("from = \"06:00\"", with: "from = \"11:00\"")
            .replacing(Self.early, with: Self.early.replacing("14:00", with: "19:00"))
            .replacing("10:00", with: "12:00").replacing("10:30", with: "12:30")
        var day = try Self.day(next)
        let answer = try day.say(1, "quantity.book", "A", #"{"shift":"early","scrap":5}"#, "15:30")
        #expect(answer?.outcome == .saved)
        let now = try PressDay.at("15:30")
        var again = HubCore(model: try HubRig.model(next), stored: try day.store.load(), version: "1", now: now)
        try again.putBack(from: day.store, alive: now, until: now)
        day.core = again
        #expect(try day.say(2, "quantity.book", "A", #"{"shift":"early","scrap":3}"#, "15:31")?.outcome == .saved)
        try day.commit(until: "16:00")
        #expect(try day.rows().map { $0.number("pq") } == [300, 200])
        #expect(try day.rows().map { $0.number("sq") } == [0, 8])
    }

    @Test("a shift record is of the shift as it was when it ran, whatever its times are since")
    func records() throws {
        var rig = try RecordRig()
        try rig.send(
            #"{"m":"M1","date":"2026-11-23","shift":1,"order":"1","die":"D","shots":9,"good":70}"#,
            at: "2026-11-23T13:30:00Z")
        let next = RecordRig.plant.replacing("from = \"06:00\"", with: "from = \"05:30\"")
        let edit = try #require(ISO8601.parse("2026-11-24T07:00:00Z"))
        rig.core.replace(model: try HubRig.model(next), at: edit)
        try rig.send(
            #"{"m":"M1","date":"2026-11-23","shift":2,"order":"1","die":"D","shots":9,"good":60}"#,
            at: "2026-11-24T08:00:00Z")
        try rig.send(
            #"{"m":"M1","date":"2026-11-24","shift":1,"order":"1","die":"D","shots":9,"good":50}"#,
            at: "2026-11-24T13:30:00Z")
        try rig.send(
            #"{"m":"M1","date":"2026-11-25","shift":1,"order":"1","die":"D","shots":9,"good":40}"#,
            at: "2026-11-25T13:30:00Z")
        let rows = try rig.rows(.machineShift) { $0.machine = "M1" }.filter { $0.number("gq") != nil }
        #expect(rows.map { $0.number("gq") } == [70, 60, 50, 40])
        #expect(rows.map { $0.number("pbt_s") } == [28_800, 28_800, 28_800, 30_600])
        #expect(rows.allSatisfy { $0.number("unknown_s") == 0 })
    }

    @Test("where the hub's clock was set back between two edits each shift is there once, by the newer file")
    func clockSetBack() throws {
        let model = try HubRig.model(Self.plant)
        let times = try ["09:00", "20:00", "13:00"].map { (from: try PressDay.at($0), model: model) }
        var put = [ModelVersion](model)
        for (from, model) in times { put.put(model, from: from) }
        for versions in [[ModelVersion](times), put] {
            let day = Interval(from: try PressDay.at("00:00"), to: try PressDay.at("23:59"))
            #expect(versions.shifts(line: "L", overlapping: day).map(\.shift.id) == ["early", "late"])
            #expect(versions.allSatisfy { $0.from < $0.to })
        }
    }
}
