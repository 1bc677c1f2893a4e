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

    @Test(
        "in a cell a group is cut before what stands in it, down to a few letters, and then leaves; what fits stays whole"
    )
    func cell() {
        #expect(PathTitle.cell("Breakdown › Die", 20) == "Breakdown › Die")
        #expect(PathTitle.cell("Breakdown › Hydraulic, pneumatic", 28) == "Brea… › Hydraulic, pneumatic")
        #expect(PathTitle.cell("Breakdown › Hydraulic, pneumatic", 12) == "Hydraulic, pneumatic")
        #expect(PathTitle.cell("Breakdown › Die · a long note", 18) == "Breakdown › Die · a long note")
        #expect(PathTitle.cell("故障停机 › 模具故障", 15) == "故… › 模具故障")
        #expect(PathTitle.cell("no reason given", 8) == "no reason given")
    }
}
