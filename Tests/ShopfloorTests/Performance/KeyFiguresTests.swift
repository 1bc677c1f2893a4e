import Basis
import Shopfloor
import Testing

@Suite("Key figures of ISO 22400-2")
struct KeyFiguresTests {
    private static let minute: Int64 = 60_000

    /// Minutes by element, and the parts of one product.
    private func sums(
        apt: Int64 = 0, aust: Int64 = 0, adet: Int64 = 0, adot: Int64 = 0, unknown: Int64 = 0, calendar: Int64 = 0,
        quantity: QuantitySums? = QuantitySums()
    ) -> PerformanceSums {
        var sums = PerformanceSums(basis: .signals)
        sums.time[.production] = apt * Self.minute
        sums.time[.setUp] = aust * Self.minute
        sums.time[.delay] = adet * Self.minute
        sums.time[.down] = adot * Self.minute
        sums.time[.unknown] = unknown * Self.minute
        sums.calendar = calendar * Self.minute
        sums.quantity = quantity
        if quantity == nil { sums.unpricedProduction = sums.time[.production] }
        return sums
    }

    private func parts(_ produced: Double, pri: Double?, tries: Double = 0) -> QuantitySums {
        var quantity = QuantitySums()
        quantity.add(produced: produced, good: produced - tries, scrap: tries, idealSeconds: pri)
        return quantity
    }

    private func expect(_ value: Double?, _ expected: Double, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        #expect(abs(try #require(value) - expected) < 0.00005, sourceLocation: sourceLocation)
    }

    @Test("the vector of the field: PBT 450 min, 318 parts at 62 s, 12 scrap, 4 rework")
    func vector() throws {
        var quantity = parts(318, pri: 62)
        quantity.book(scrap: 12, rework: 4)
        let sums = sums(apt: 352, aust: 38, adet: 34, adot: 26, calendar: 1440, quantity: quantity)
        let figures = KeyFigures(sums)
        #expect(sums.time.plannedBusy == 450 * Self.minute && quantity.good == 302)
        try expect(figures.availability, 0.7822)
        try expect(figures.effectiveness, 0.9335)
        try expect(figures.quality, 0.9497)
        try expect(figures.oee, 0.6935)
        try expect(figures.oee, 302.0 * 62 / 60 / 450)
        try expect(figures.netEffectiveness, 0.7683)
        try expect(figures.setUpRatio, 0.0974)
        try expect(figures.technical, 0.9119)
        try expect(figures.utilisation, 0.8302)
        try expect(figures.allocation, 0.9422)
        try expect(figures.scrapRatio, 0.0377)
        try expect(figures.reworkRatio, 0.0126)
        try expect(figures.teep, 0.2167)
        // AOET is all of the PBT here, 7.5 h.
        try expect(figures.throughput, 318 / 7.5)
        try expect(figures.productionProcessRatio, 352.0 / 450)
        try expect(figures.firstPassYield, 302.0 / 318)
    }

    @Test("with several products OEE is still Σ PRI·GQ ÷ PBT, and the product of its three parts")
    func products() throws {
        var quantity = parts(100, pri: 30, tries: 10)
        quantity.add(produced: 50, good: 40, scrap: 10, idealSeconds: 90)
        let figures = KeyFigures(sums(apt: 120, adet: 60, quantity: quantity))
        try expect(figures.oee, (90 * 30 + 40 * 90) / (180.0 * 60))
        let (a, e, q) = (figures.availability ?? 0, figures.effectiveness ?? 0, figures.quality ?? 0)
        try expect(figures.oee, a * e * q)
        #expect(figures.isQualityWeighted && figures.quality != 130.0 / 150)
        #expect(!KeyFigures(sums(apt: 120, quantity: parts(100, pri: 30, tries: 10))).isQualityWeighted)
        var unpriced = parts(100, pri: 30, tries: 10)
        unpriced.add(produced: 50, good: 40, scrap: 10, idealSeconds: nil)
        #expect(!KeyFigures(sums(apt: 120, quantity: unpriced)).isQualityWeighted)
    }

    @Test("figures of many are sums over sums, never means of percentages")
    func sumsOverSums() throws {
        let busy = sums(apt: 400, adet: 0, quantity: parts(400, pri: 60))
        let idle = sums(apt: 10, adet: 90, quantity: parts(5, pri: 60))
        let both = KeyFigures(busy + idle)
        try expect(both.availability, 410.0 / 500)
        try expect(both.oee, 405.0 / 500)
    }

    @Test("what is not defined is nil, never 0 and never 100 %")
    func undefined() {
        let nothing = KeyFigures(sums())
        #expect(nothing.availability == nil && nothing.effectiveness == nil && nothing.quality == nil)
        #expect(nothing.oee == nil && nothing.coverage == nil && nothing.technical == nil && nothing.teep == nil)
        #expect(nothing.throughput == nil && nothing.productionProcessRatio == nil && nothing.firstPassYield == nil)
        #expect(nothing.correctiveMaintenance == nil)
        let standing = KeyFigures(sums(adet: 480))
        #expect(standing.throughput == 0 && standing.productionProcessRatio == 0 && standing.firstPassYield == nil)
        #expect(standing.availability == 0 && standing.effectiveness == nil && standing.quality == nil)
        #expect(standing.oee == 0)
        let uncounted = KeyFigures(sums(apt: 300, adet: 180, quantity: nil))
        #expect(uncounted.effectiveness == nil && uncounted.oee == nil && uncounted.availability == 0.625)
        #expect(uncounted.throughput == nil && uncounted.productionProcessRatio == 0.625)
        let uncountedStop = KeyFigures(sums(adet: 480, quantity: nil))
        #expect(uncountedStop.oee == nil && uncountedStop.availability == 0 && uncountedStop.teep == nil)
        let unpriced = KeyFigures(sums(apt: 300, quantity: parts(100, pri: nil, tries: 10)))
        #expect(unpriced.effectiveness == nil && unpriced.oee == nil && unpriced.quality == 0.9)
    }

    @Test("error 10: no data is neither idle nor counted as anything else, and the share of it is told")
    func noData() throws {
        let figures = KeyFigures(sums(apt: 240, unknown: 240, quantity: parts(240, pri: 60)))
        try expect(figures.coverage, 0.5)
        try expect(figures.availability, 0.5)
        let silent = KeyFigures(sums(unknown: 480))
        #expect(silent.coverage == 0 && silent.availability == nil && silent.oee == nil)
    }

    @Test("error 13: effectiveness is PRI·PQ ÷ APT at every rate, without steps", arguments: 1...120)
    func noSteps(percent: Int) throws {
        let produced = Double(percent) * 4.8
        try expect(KeyFigures(sums(apt: 480, quantity: parts(produced, pri: 60))).effectiveness, Double(percent) / 100)
    }

    @Test("error 20: an effectiveness above 100 % stays, is marked, and the speed loss is negative")
    func aboveOne() throws {
        let figures = KeyFigures(sums(apt: 100, quantity: parts(150, pri: 60)))
        try expect(figures.effectiveness, 1.5)
        #expect(figures.isIdealDoubtful && figures.speedLoss == -3000)
        let slow = KeyFigures(sums(apt: 100, quantity: parts(80, pri: 60)))
        #expect(!slow.isIdealDoubtful && slow.speedLoss == 1200)
    }

    @Test("whether the ideal cycle is right is asked only of more than the one cycle that each machine began before")
    func inQuestion() {
        func figures(_ seconds: Int64, made: Double) -> KeyFigures {
            var window = sums(apt: 0, quantity: parts(made, pri: 60))
            window.time[.production] = seconds * 1000
            window.begunBefore = 60
            return KeyFigures(window)
        }
        // Ten minutes of a shift, into which a cycle reaches that began 40 s before it.
        #expect(figures(650, made: 11).isIdealDoubtful && !figures(650, made: 11).isIdealInQuestion)
        #expect(!figures(600, made: 11).isIdealInQuestion)
        #expect(figures(590, made: 11).isIdealInQuestion)
        #expect(!figures(700, made: 11).isIdealDoubtful)
    }

    @Test("error 20: without a calendar PBT is not defined, nor what is divided by it; effectiveness and quality are")
    func noCalendar() throws {
        var sums = sums(apt: 100, adet: 20, calendar: 1440, quantity: parts(80, pri: 60))
        sums.isPlanned = false
        let figures = KeyFigures(sums)
        #expect(figures.availability == nil && figures.oee == nil && figures.teep == nil && figures.coverage == nil)
        try expect(figures.effectiveness, 0.8)
        #expect(figures.quality == 1)
        #expect(KeyFigures(sums + self.sums(apt: 100)).oee == nil)
    }

    @Test("error 21: MTBF is operating time by failures, MTTR repair time by failures: 36 h and 1.5 h, inherent 0.96")
    func reliability() throws {
        let hour: Int64 = 3_600_000
        let busy = 31 * hour + hour / 2 + 12 * hour + 44 * hour + hour / 4 + 20 * hour + hour / 4
        let figures = Reliability(operating: busy, repair: 4 * hour + hour / 2, up: 120 * hour, failures: 3)
        try expect(figures.meanTimeToFailure, 144_000)
        #expect(figures.meanTimeBetween == 36 * 3600 && figures.meanTimeToRepair == 1.5 * 3600)
        try expect(figures.inherentAvailability, 0.96)
        #expect(figures.isOfFew)
        #expect(!Reliability(operating: busy, repair: hour, up: nil, failures: 5).isOfFew)
        #expect(Reliability(operating: busy, repair: hour, up: nil, failures: 5).meanTimeToFailure == nil)
        let none = Reliability(operating: busy, repair: 0, up: busy, failures: 0)
        #expect(none.meanTimeBetween == nil && none.meanTimeToRepair == nil && !none.isOfFew)
        #expect(none.meanTimeToFailure == nil)
    }

    @Test("error 7: a stop costs what could have been made, a slow run what is short, and a good run nothing")
    func lostParts() {
        /// What a machine of one part a minute lost.
        func lost(_ delay: Int64, _ production: Int64, made: Double) -> (stopped: Double?, speed: Double?) {
            var sums = PerformanceSums()
            sums.time[.delay] = delay * Self.minute
            sums.time[.production] = production * Self.minute
            var quantity = QuantitySums()
            quantity.add(produced: made, good: made, scrap: 0, idealSeconds: 60)
            (sums.quantity, sums.ideal) = (quantity, IdealParts(sums.time, idealSeconds: 60))
            let figures = KeyFigures(sums)
            return (figures.lostWhileStopped, figures.lostToSpeed)
        }
        #expect(lost(10, 0, made: 0) == (10, 0))
        #expect(lost(0, 60, made: 45) == (0, 15))
        #expect(lost(0, 60, made: 60) == (0, 0))
        #expect(lost(5, 40, made: 30) == (5, 10))
    }

    @Test("parts lost of several machines are those of each, and of one of which they are not known nobody knows them")
    func lostPartsAdd() {
        var (slow, quick) = (PerformanceSums(), PerformanceSums())
        (slow.time[.delay], quick.time[.delay]) = (10 * Self.minute, 10 * Self.minute)
        (slow.ideal, quick.ideal) = (IdealParts(slow.time, idealSeconds: 60), IdealParts(quick.time, idealSeconds: 30))
        #expect(KeyFigures(slow + quick).lostWhileStopped == 30)
        #expect(KeyFigures(slow + quick + PerformanceSums()).lostWhileStopped == nil)
    }
}
