import Testing

@testable import FloorTUI

struct PathTitleTests {
    @Test(
        "of a title that is too wide the outer levels leave first, then the outer name is cut; the machine stays longest"
    )
    func fit() {
        let title = "Line 1, gearbox housings › DC-03 › OEE"
        #expect(PathTitle.fit(title, 40) == title)
        #expect(PathTitle.fit(title, 18) == "… DC-03 › OEE")
        #expect(PathTitle.fit(title + " › slices of time", 25) == "… DC-03 › slices of time")
        #expect(PathTitle.fit("Line 1, gearbox housings › OEE", 18) == "Line 1, gea… › OEE")
        #expect(PathTitle.fit("Works › Die-casting hall 1", 18) == "Works › Die-casting hall 1")
        #expect(PathTitle.fit("压铸一车间压铸一车间 › 停机", 14) == "压铸一… › 停机")
    }
}
