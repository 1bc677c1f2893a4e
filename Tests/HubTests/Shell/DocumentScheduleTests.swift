import Basis
import Testing

@testable import Hub

@Suite("When documents go out")
struct DocumentScheduleTests {
    private let start = Instant(milliseconds: 1_000_000)

    @Test("a line's rows go out at once, and then five times a second at most")
    func line() {
        var schedule = DocumentSchedule()
        schedule.changed(.line("a"), at: start)
        #expect(schedule.takeDue(at: start, limit: 10) == [.line("a")])
        schedule.changed(.line("a"), at: start + .milliseconds(50))
        #expect(schedule.deadline == start + .milliseconds(200))
        #expect(schedule.takeDue(at: start + .milliseconds(199), limit: 10).isEmpty)
        #expect(schedule.takeDue(at: start + .milliseconds(200), limit: 10) == [.line("a")])
        #expect(schedule.deadline == nil)
    }

    @Test("values of a machine that nobody watches go out every ten seconds, a change of its state at once")
    func unwatched() {
        var schedule = DocumentSchedule()
        schedule.changed(.machine(3), at: start)
        _ = schedule.takeDue(at: start, limit: 10)
        schedule.changedValues(of: 3, at: start + .seconds(1))
        #expect(schedule.deadline == start + .seconds(10))
        schedule.changed(.machine(3), at: start + .seconds(2))
        #expect(schedule.deadline == start + .seconds(2))
    }

    @Test("values of a watched machine go out five times a second, until 30 s after the last word of the watcher")
    func watched() {
        var schedule = DocumentSchedule()
        schedule.watch(3, at: start)
        #expect(schedule.takeDue(at: start, limit: 10) == [.machine(3)])
        schedule.changedValues(of: 3, at: start + .milliseconds(10))
        #expect(schedule.deadline == start + .milliseconds(200))
        _ = schedule.takeDue(at: start + .seconds(30), limit: 10)
        schedule.changedValues(of: 3, at: start + .seconds(30))
        #expect(schedule.deadline == start + .seconds(40))
    }

    @Test("no more go out than there is room for, those that waited longest first")
    func limit() {
        var schedule = DocumentSchedule()
        for machine in 0..<5 { schedule.changed(.machine(machine), at: start + .milliseconds(Int64(machine))) }
        #expect(schedule.takeDue(at: start + .seconds(1), limit: 2) == [.machine(0), .machine(1)])
        #expect(schedule.takeDue(at: start + .seconds(1), limit: 0).isEmpty)
        #expect(schedule.takeDue(at: start + .seconds(1), limit: 10).count == 3)
    }

    @Test("where machines have other numbers, their documents and leases move with them, and those of gone ones go")
    func renumbered() {
        var schedule = DocumentSchedule()
        for machine in 0...2 { schedule.changed(.machine(machine), at: start) }
        schedule.watch(2, at: start)
        schedule.renumber { document in
            guard case .machine(let number) = document else { return document }
            return number == 1 ? nil : .machine(number + 10)
        }
        #expect(Set(schedule.takeDue(at: start, limit: 10)) == [.machine(10), .machine(12)])
        #expect(schedule.isWatched(12, at: start) && !schedule.isWatched(2, at: start))
    }
}
