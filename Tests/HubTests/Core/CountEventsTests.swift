import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

struct CountEventsTests {
    @Test("counts go to the journal at each quarter-hour and change of state, and only where something was counted")
    func quarter() throws {
        var rig = try HubRig()
        rig.value("B/die", "\"d1\"", at: 0)
        for n in 0...80 { rig.value("B/n", "\(n)", at: Int64(n * 10)) }
        let counted = rig.take().compactMap { if case .counted(let counted) = $0 { counted } else { nil } }
        let quarter = (HubRig.second(0).milliseconds / 900_000 + 1) * 900_000
        let before = (quarter - 1 - HubRig.second(0).milliseconds) / 10_000
        #expect(counted.map(\.count.shots).contains(before))
        rig.core.advance(to: HubRig.second(810))
        #expect(rig.take().isEmpty)
    }

    @Test("a change of the die ends what was counted for the one before; resets and roll-overs are per die")
    func owners() throws {
        var rig = try HubRig()
        rig.value("B/die", "\"d1\"", at: 0)
        for (index, n) in [990, 995, 3].enumerated() { rig.value("B/n", "\(n)", at: Int64(index + 1)) }
        rig.value("B/die", "\"d2\"", at: 5)
        for (index, n) in [500, 501, 2].enumerated() { rig.value("B/n", "\(n)", at: Int64(index + 6)) }
        rig.core.stop(at: HubRig.second(10))
        let last = Dictionary(rig.counted().map { ($0.owner, $0.count) }) { $1 }
        #expect(last["d1"]?.shots == 13 && last["d1"]?.rollovers == 1 && last["d1"]?.resets == 0)
        #expect(last["d2"]?.shots == 3 && last["d2"]?.resets == 1 && last["d2"]?.rollovers == 0)
    }

    @Test("numbers that no counter shows neither count nor stop the hub")
    func hostile() throws {
        var rig = try HubRig()
        for (index, n) in ["1", "9e18", "1", "9e18", "-5", "1e300", "2"].enumerated() {
            rig.value("B/n", n, at: Int64(index))
        }
        rig.core.stop(at: HubRig.second(10))
        #expect(rig.counted().last.map { (0...10).contains($0.count.shots) } == true)
    }

    @Test("a die whose name its source does not know is ?, and no die of that word")
    func unknownOwner() throws {
        var rig = try HubRig()
        rig.value("B/die", "\"OFF\"", at: 0)
        rig.value("B/n", "1", at: 1)
        rig.value("B/n", "2", at: 2)
        rig.core.stop(at: HubRig.second(3))
        #expect(Set(rig.counted().map(\.owner)) == ["?"])
    }
}
