import Basis
import Records
import Testing

@testable import FloorTUI

@Suite("Questions about a moment")
struct QueryMomentTests {
    private let moment = Instant(milliseconds: 1_795_540_295_000)

    @Test("what is kept by moment is asked as it was known then")
    func kept() {
        let query = Query(.stops).known(at: moment, includesLater: true)
        #expect(query.at == moment && query.includesLater && query.to == nil && query.fault == nil)
    }

    @Test("of what is not, nothing after the moment is asked, and what ends before it stays as it is")
    func cycles() {
        var query = Query(.cycles)
        query.machine = "DC-01"
        let all = query.known(at: moment, includesLater: false)
        #expect(all.at == nil && all.to == moment + .milliseconds(1) && all.fault == nil)
        query.to = moment - .seconds(60)
        #expect(query.known(at: moment, includesLater: false).to == moment - .seconds(60))
        #expect(query.known(at: nil, includesLater: false) == query)
    }
}
