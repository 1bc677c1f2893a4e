import Basis
import Testing

@testable import FloorTUI

struct FloorRibbonTests {
    @Test("the hours above a ribbon stand at even distances, at every width", arguments: 8...120)
    func even(_ width: Int) throws {
        let zones = try ["UTC", "Asia/Kolkata", "America/New_York"].map { try #require(Zone(identifier: $0)) }
        for zone in zones {
            for minute in stride(from: Int64(0), to: 180, by: 7) {
                let now = TestPlant.now + .seconds(minute * 60)
                let title = try #require(FloorRibbon(width: width, now: now, zone: zone)).title
                let places = Array(title).enumerated().filter { $1 != " " }.map(\.offset)
                let starts = places.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
                let steps = Set(zip(starts.dropFirst(), starts).map { $0 - $1 })
                #expect(steps.count <= 1, "\(title)")
                #expect(title.count <= width)
            }
        }
    }

    @Test("it shows a shift at least, where a cell of an hour suffices, and no more than documents tell")
    func window() throws {
        for width in 8...300 {
            let window = try #require(FloorRibbon(width: width, now: TestPlant.now, zone: .utc)).window
            #expect(window.duration <= .seconds(12 * 3600) && window.duration >= .seconds(7 * 3600))
        }
    }
}
