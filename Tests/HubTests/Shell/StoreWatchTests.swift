import Basis
import Records
import Store
import TestSupport
import Testing

@testable import Hub

@Suite("The watch over a store")
struct StoreWatchTests {
    @Test("who asks while it is being looked has an answer of after the question, not what was seen before it")
    func again() throws {
        let folder = try TemporaryFolder()
        let opening = try StoreOpening(folder: folder.file("store"), now: .now)
        let watch = StoreWatch(opening, anchors: nil) {}
        for _ in 0..<20 {
            watch.look(limit: nil)
            watch.look(limit: 1)
            #expect(eventually { watch.space?.limit == 1 && watch.space?.level == .full })
        }
    }
}
