import Basis
import Testing

@testable import Hub

@Suite("When a plant file is read anew")
struct PlantFileSignsTests {
    private func sign(_ size: Int64, _ seconds: Int = 1) -> FileSign {
        FileSign(number: 1, size: size, seconds: seconds)
    }

    @Test("a file that is still being written is left alone until two looks find the same")
    func settles() {
        var signs = PlantFileSigns()
        signs.reading([sign(10)])
        let looks = [sign(10), sign(3, 2), sign(12, 3), sign(12, 3)].map { signs.look([$0]) }
        #expect(looks == [false, false, false, true])
        signs.reading([sign(12, 3)])
        let again = signs.look([sign(12, 3)])
        #expect(!again)
    }

    @Test("an included file counts like the main one, and so does one that goes or comes")
    func included() {
        var signs = PlantFileSigns()
        signs.reading([sign(10), nil])
        let looks = (0..<2).map { _ in signs.look([sign(10), sign(4)]) }
        #expect(looks == [false, true])
    }
}
