import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("Questions about what there is not")
struct UnknownQuestionTests {
    private let fixture: QueryAnswerTests.Fixture

    init() throws { fixture = try QueryAnswerTests.Fixture() }

    private func fault(_ what: Query.What, _ change: (inout Query) -> Void) throws -> String? {
        var query = Query(what)
        change(&query)
        do throws(StoreError) { _ = try QueryAnswer(store: fixture.store).page(query, cursor: 0, seq: 1) } catch {
            return error.description
        }
        return nil
    }

    private static let ofMachines: [Query.What] = Query.What.allCases.filter {
        $0.filters.contains(.machine) && $0 != .trend
    }
    private static let ofLines: [Query.What] = Query.What.allCases.filter { $0.filters.contains(.line) }

    @Test("a machine that the plant never had is told, with those that there are", arguments: ofMachines)
    func machine(_ what: Query.What) throws {
        #expect(try fault(what) { $0.machine = "nope" } == "the plant has no machine \"nope\"; known: A, B")
        for machine in ["A", "B"] { #expect(try fault(what) { $0.machine = machine } == nil) }
    }

    @Test("so is a line", arguments: ofLines)
    func line(_ what: Query.What) throws {
        #expect(try fault(what) { $0.line = "M" }?.hasPrefix("the plant has no line \"M\"") == true)
        #expect(try fault(what) { $0.line = "L" } == nil)
    }

    @Test("so is a tag of which nothing is known, and an order that no machine ran")
    func tagAndOrder() throws {
        func trend(_ tag: String) throws -> String? {
            try fault(.trend) {
                ($0.machine, $0.tag, $0.from, $0.to) = ("A", tag, HubRig.second(0), HubRig.second(300))
            }
        }
        let told = try trend("tmep")
        #expect(told == "A has no tag \"tmep\"; is \"temp\" meant?; known: door, mode, temp")
        for tag in ["temp", "door"] { #expect(try trend(tag) == nil) }
        #expect(try fault(.kpi) { $0.order = "4711" } == "no machine ran the order \"4711\"; it has none")
    }

    @Test("a time that ends before it begins is no question", arguments: [Query.What.kpi, .time, .audit, .cycles])
    func times(_ what: Query.What) throws {
        let backwards = try fault(what) { ($0.from, $0.to) = (HubRig.second(2), HubRig.second(1)) }
        #expect(backwards == "from is later than to: ask the other way round")
        #expect(try fault(what) { ($0.from, $0.to) = (HubRig.second(2), HubRig.second(2)) } == nil)
    }

    @Test("a machine that an older plant file had can be asked for")
    func older() throws {
        let next = PressDay.plant.replacing("id = \"A\"\nline = \"L\"", with: "id = \"Z\"\nline = \"M\"")
            .replacing("[[line]]\nid = \"L\"", with: "[[line]]\nid = \"M\"")
        var day = try PressDay()
        try day.send("mode", #""run""#, "06:00")
        day.core.replace(model: try HubRig.model(next + PressDay.calendar), at: try PressDay.at("08:00"))
        try day.commit(until: "09:00")
        func fault(_ machine: String?, _ line: String?) -> String? {
            var query = Query(.pareto)
            (query.machine, query.line) = (machine, line)
            do throws(StoreError) { _ = try QueryAnswer(store: day.store).rows(query) } catch {
                return error.description
            }
            return nil
        }
        #expect(fault("A", nil) == nil && fault("Z", nil) == nil && fault(nil, "L") == nil && fault(nil, "M") == nil)
        #expect(fault("B", nil)?.hasSuffix("known: Z") == true && fault(nil, "N")?.hasSuffix("known: M") == true)
    }
}
