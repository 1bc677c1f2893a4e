import Basis
import DemoPlant
import Foundation
import Hub
import Records
import Store
import TestSupport

/// What a year of 100 machines costs: its size, and how long people wait for what they ask of it.
func yearRows(mayMake: Bool) -> [BenchmarkRow] {
    do {
        let year = try YearStore(mayMake: mayMake)
        let asked = YearQuestions(year)
        var rows = sizeRows(year)
        rows += asked.screens.map { askedRow("first page of \($0.name), \(year.days) days", $0.asked, atMost: 50) }
        rows += asked.screensThen.map {
            askedRow("\($0.name) as it stood long ago, \(year.days) days", $0.asked, atMost: 1000)
        }
        rows += reportRows(year, asked)
        rows.append(hubRow(year))
        return rows
    } catch {
        return [BenchmarkRow("a year of 100 machines", bar: "made in ≤ 30 min", notRunBecause: "\(error)")]
    }
}

private func row(_ name: String, bar: String, _ body: () throws -> BenchmarkRow) -> BenchmarkRow {
    do { return try body() } catch { return BenchmarkRow(name, bar: bar, notRunBecause: "\(error)") }
}

private func askedRow(_ name: String, _ asked: YearQuestions.Asked, atMost bar: Double) -> BenchmarkRow {
    row(name, bar: "≤ \(bar) ms") {
        BenchmarkRow(
            name, try YearQuestions.milliseconds(asked), "ms", atMost: bar,
            knownThing: "`show trimmed` of an empty store", figure: try YearQuestions.emptyMilliseconds())
    }
}

private func sizeRows(_ year: YearStore) -> [BenchmarkRow] {
    let minutes = year.madeIn / 60
    var rows = [
        BenchmarkRow(
            "\(year.days) days of 100 machines, made", minutes, "min",
            bar: "≤ 30 min a year", isPassed: minutes <= 30 * Double(year.days) / 365,
            knownThing: "of a whole year at that pace", figure: minutes * 365 / Double(year.days))
    ]
    rows.append(
        row("a machine-day in the journal", bar: "≤ 60 KB") {
            let size = try year.size(of: "journal.sqlite")
            return BenchmarkRow(
                "a machine-day in the journal, \(year.days) days", size / year.machineDays / 1000, "KB", atMost: 60,
                knownThing: "all of it", figure: size / 1000)
        })
    rows.append(
        row("a machine-day in history", bar: "≤ 150 KB") {
            let (size, slots) = (try year.size(of: "history.sqlite"), try year.slotBytes())
            return BenchmarkRow(
                "a machine-day in history, \(year.days) days, without the slots of the last 8",
                (size - slots) / year.machineDays / 1000, "KB", atMost: 150, knownThing: "those slots alone",
                figure: slots / Double(min(8, year.days) * YearPlant.machineCount) / 1000)
        })
    return rows
}

private func reportRows(_ year: YearStore, _ asked: YearQuestions) -> [BenchmarkRow] {
    let name = "shift report of a line"
    do {
        let whole = try asked.report(year.path, YearStore.shift(endingDay: year.days))
        let early = try asked.report(year.twelfth, YearStore.shift(endingDay: year.twelfthDays))
        let back = try asked.report(year.path, YearStore.shift(endingDay: year.twelfthDays))
        return [
            BenchmarkRow(
                "\(name), \(year.days) days behind it", whole / 1000, "s", atMost: 1,
                knownThing: "the same of a shift long ago", figure: back / 1000),
            BenchmarkRow(
                "\(name), \(year.days) days behind it against \(year.twelfthDays)", whole / early, "×",
                bar: "≤ 1.2 ×", isPassed: whole <= 1.2 * early, knownThing: "of a shift long ago in \(year.days) days",
                figure: back / early),
        ]
    } catch {
        return [BenchmarkRow(name, bar: "≤ 1 s", notRunBecause: "\(error)")]
    }
}

/// From starting the shipped hub to the document of its last line, on a copy: a hub writes.
private func hubRow(_ year: YearStore) -> BenchmarkRow {
    let name = "hub start to the last line's document, \(year.days) days"
    return row(name, bar: "≤ 2 s") {
        let folder = try TemporaryFolder()
        let plant = folder.file("plant.toml")
        try YearPlant.model().text.write(toFile: plant, atomically: true, encoding: .utf8)
        func seconds(store: String) throws -> Double {
            let broker = try TestBroker()
            let begin = ContinuousClock.now
            let hub = try ChildProcess(
                Product.path, ["hub", "--broker", broker.address, "--plant", plant, "--store", store],
                errors: .file(folder.file("hub.log")))
            defer { hub.terminate(grace: .seconds(20)) }
            try LiveHub.waitUntilPublished("floor/v1/year/line/\(YearPlant.lastLine)", by: broker)
            return begin.duration(to: .now).seconds
        }
        let empty = try seconds(store: folder.file("empty"))
        let copy = year.path + "-copy"
        try? FileManager.default.removeItem(atPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        try FileManager.default.copyItem(atPath: year.path, toPath: copy)
        return BenchmarkRow(
            name, try seconds(store: copy), "s", atMost: 2, knownThing: "on an empty store", figure: empty)
    }
}
