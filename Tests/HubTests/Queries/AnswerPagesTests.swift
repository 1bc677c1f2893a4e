import Basis
import Records
import Shopfloor
import Store
import TestSupport
import Testing

@testable import Hub

struct AnswerPagesTests {
    @Test("pages that are handed out one after the other are those that are worked out each by itself")
    func same() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(writing: folder.path)
        var rig = try HubRig()
        rig.value("A/mode", #""run""#, at: 0)
        for number in 0..<900 { rig.alarm("x\(number)", "F", "7", at: Int64(number)) }
        rig.core.stop(at: HubRig.second(1000))
        try store.commit(rig.core.takePending())
        var pages = AnswerPages(store: store)
        for query in [Query(.alarms), Query(.audit), Query(.intervals)] {
            var next: Int? = 0
            var count = 0
            while let cursor = next {
                let page = try pages.page(query, cursor: cursor, seq: 7)
                let alone = try QueryAnswer(store: store).page(query, cursor: cursor, seq: 7)
                #expect(page.rows == alone.rows && page.next == alone.next && page.seq == alone.seq)
                next = page.next
                count += 1
            }
            #expect(count > 1 || query.what == .intervals)
        }
    }
}
