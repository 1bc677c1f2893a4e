import Basis
import Records
import Shopfloor
import Telemetry
import Testing

@testable import FloorTUI

struct PlantPictureTests {
    private func head(_ epoch: Int64, _ number: Int64) -> DocumentHead {
        DocumentHead(epoch: epoch, number: number, seq: 1, at: TestPlant.now)
    }

    @Test("the newer of two documents counts, whichever comes last")
    func newer() {
        var picture = PlantPicture()
        picture.apply(ModelDocument(plant: TestPlant.plant), head(1, 1))
        picture.apply(LineDocument(line: "A", rows: [TestPlant.row("A1", Condition(.stopped))]), head(2, 5))
        picture.apply(LineDocument(line: "A", rows: [TestPlant.row("A1", Condition(.producing))]), head(1, 99))
        #expect(picture.rows[0].condition.state == .stopped)
        picture.apply(LineDocument(line: "A", rows: [TestPlant.row("A1", Condition(.idle))]), head(3, 1))
        #expect(picture.rows[0].condition.state == .idle)
    }

    @Test("rows that come before the plant's names are kept for it")
    func early() {
        var picture = PlantPicture()
        picture.apply(LineDocument(line: "B", rows: [TestPlant.row("B2", Condition(.waiting))]), head(1, 1))
        #expect(picture.rows.isEmpty)
        picture.apply(ModelDocument(plant: TestPlant.plant), head(1, 2))
        #expect(picture.rows.map(\.machine) == ["A1", "A2", "A3", "B1", "B2"])
        #expect(picture.rows[4].condition.state == .waiting && picture.rows[0].condition == .noData(.never))
        #expect(picture.line(of: 4) == 1 && picture.line(of: 2) == 0)
    }

    @Test("a machine keeps its row")
    func stableRows() {
        var state = TestPlant.state()
        let before = state.picture.rows.map(\.machine)
        state.picture.apply(LineDocument(line: "A", rows: [TestPlant.row("A3", Condition(.producing))]), head(1, 2))
        #expect(state.picture.rows.map(\.machine) == before)
    }
}

struct HubWatchTests {
    private let start = ContinuousClock.now
    private let refused = ConnectionTrouble(.unreachable("refused"), broker: BrokerURL(host: "floor"), user: nil)
    private let closed = ConnectionTrouble(.lost("closed"), broker: BrokerURL(host: "floor"), user: nil)

    private func beat(_ hub: String = "h", online: Bool = true, now: Int64? = 1_000_000) -> Beat {
        Beat(
            hub: hub, isOnline: online, now: now.map { Instant(milliseconds: $0) }, epoch: 1, seq: 1, modelDigest: "",
            documents: [:])
    }

    @Test("a retained beat proves nothing; a live one does, for six seconds")
    func beats() {
        var watch = HubWatch()
        #expect(watch.link(at: start, trouble: refused) == .connecting(refused))
        watch.connected(at: start)
        _ = watch.heard(beat(), isRetained: true, at: start)
        #expect(watch.link(at: start, trouble: nil) == .connecting(nil))
        _ = watch.heard(beat(), isRetained: false, at: start)
        #expect(watch.link(at: start + .seconds(6), trouble: nil) == .live)
        #expect(
            watch.link(at: start + .milliseconds(6001), trouble: nil)
                == .silent(since: Instant(milliseconds: 1_000_000)))
    }

    @Test("a hub that follows a clock of which no word has come is not live, and no time is known")
    func noClock() {
        var watch = HubWatch()
        watch.connected(at: start)
        watch.sawDocument(at: DocumentHead.noTime)
        var silentClock = beat(now: nil)
        silentClock.speed = 0
        _ = watch.heard(silentClock, isRetained: false, at: start)
        #expect(watch.link(at: start, trouble: nil) == .noClock && watch.now(start) == nil)
        _ = watch.heard(beat(), isRetained: false, at: start + .seconds(1))
        #expect(watch.link(at: start + .seconds(1), trouble: nil) == .live)
        #expect(watch.now(start + .seconds(1)) == Instant(milliseconds: 1_000_000))
    }

    @Test("a lost link stays lost until the broker is back, and then a beat is needed")
    func lost() {
        var watch = HubWatch()
        watch.connected(at: start)
        _ = watch.heard(beat(), isRetained: false, at: start)
        watch.lost(closed, at: start + .seconds(1))
        #expect(
            watch.link(at: start + .seconds(1), trouble: nil)
                == .lost(since: Instant(milliseconds: 1_001_000), closed))
        watch.connected(at: start + .seconds(2))
        #expect(watch.link(at: start + .seconds(2), trouble: nil) != .live)
    }

    @Test(
        "while the link is back and no beat has come, the clock stands where the link was lost, and so does what is told"
    )
    func standsUntilBeat() {
        var watch = HubWatch()
        watch.connected(at: start)
        _ = watch.heard(beat(), isRetained: false, at: start)
        watch.lost(closed, at: start + .seconds(1))
        let lost = Instant(milliseconds: 1_001_000)
        watch.connected(at: start + .seconds(60))
        for seconds in [61, 70, 600] {
            let moment = start + .seconds(seconds)
            #expect(watch.now(moment) == lost)
            #expect(watch.link(at: moment, trouble: nil) == (seconds == 61 ? .connecting(nil) : .silent(since: lost)))
        }
    }

    @Test("without any beat of the site that is looked for, the others that are heard are told")
    func otherSites() {
        var watch = HubWatch(site: "nope")
        watch.connected(at: start)
        watch.heardOther("hall")
        var search = SiteSearch(wanted: "nope")
        search.hear("hall")
        #expect(watch.link(at: start + .seconds(7), trouble: nil) == .noHub(search))
    }

    @Test(
        "F1: a retained beat from after the link was lost shows that the hub is back; an older one, or another's, does not"
    )
    func backBeforeUs() {
        var watch = HubWatch()
        watch.connected(at: start)
        _ = watch.heard(beat(), isRetained: false, at: start)
        watch.lost(closed, at: start + .seconds(1))
        watch.connected(at: start + .seconds(5))
        let back = start + .seconds(5)
        _ = watch.heard(beat(now: 1_000_900), isRetained: true, at: back)
        #expect(watch.link(at: back, trouble: nil) == .connecting(nil))
        var other = watch
        _ = other.heard(beat("other", now: 1_003_000), isRetained: true, at: back)
        #expect(other.link(at: back, trouble: nil) != .live)
        // It said so two seconds ago: four more are left to it.
        _ = watch.heard(beat(now: 1_003_000), isRetained: true, at: back)
        #expect(watch.link(at: back + .seconds(4), trouble: nil) == .live)
        #expect(watch.link(at: back + .milliseconds(4001), trouble: nil) != .live)
        #expect(watch.now(back) == Instant(milliseconds: 1_005_000))
    }

    @Test("a good-bye is told; another hub makes all that was known worthless")
    func ends() {
        var watch = HubWatch()
        watch.connected(at: start)
        let isOther = watch.heard(beat(), isRetained: false, at: start)
        #expect(!isOther)
        _ = watch.heard(beat(online: false, now: 1_000_900), isRetained: false, at: start + .seconds(1))
        #expect(watch.link(at: start + .seconds(1), trouble: nil) == .ended(since: Instant(milliseconds: 1_001_000)))
        let isAnother = watch.heard(beat("other"), isRetained: false, at: start + .seconds(2))
        #expect(isAnother)
    }

    @Test("a hub that the broker has lost has not ended: it is waited for, as of when it or the broker was lost")
    func lostHub() {
        let will = beat(online: false, now: nil)
        var watch = HubWatch()
        watch.connected(at: start)
        _ = watch.heard(will, isRetained: true, at: start)
        #expect(watch.link(at: start, trouble: nil) == .hubLost(since: nil))
        _ = watch.heard(beat(), isRetained: false, at: start)
        #expect(watch.link(at: start, trouble: nil) == .live)
        // A broker that comes back has the hub's will, and the dashboard may be there before the hub.
        watch.lost(closed, at: start + .seconds(1))
        watch.connected(at: start + .seconds(24))
        _ = watch.heard(will, isRetained: true, at: start + .seconds(24))
        let lost = Instant(milliseconds: 1_001_000)
        #expect(watch.link(at: start + .seconds(24), trouble: nil) == .hubLost(since: lost))
        _ = watch.heard(beat(now: 1_025_000), isRetained: false, at: start + .seconds(25))
        #expect(watch.link(at: start + .seconds(25), trouble: nil) == .live)
        // A link that breaks after the good-bye changes nothing.
        _ = watch.heard(beat(online: false), isRetained: false, at: start + .seconds(26))
        _ = watch.heard(will, isRetained: false, at: start + .seconds(26))
        #expect(watch.link(at: start + .seconds(26), trouble: nil) == .ended(since: Instant(milliseconds: 1_026_000)))
    }
}
