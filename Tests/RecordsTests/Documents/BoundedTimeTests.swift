import Basis
import Testing

@testable import Records

@Suite("What a document may say of time")
struct BoundedTimeTests {
    private func node(_ text: String) throws -> JSONNode { try JSONTape().read(text) }

    @Test("a time beyond the years 1 to 9999 is none", arguments: [Int64.max, Int64.min, 253_402_300_800_000])
    func times(_ at: Int64) throws {
        #expect(DocumentHead(try node(#"{"v":1,"epoch":1,"n":1,"seq":1,"at":\#(at)}"#)) == nil)
        #expect(ClockMessage(try node(#"{"now":\#(at),"speed":1}"#)) == nil)
        #expect(Beat(try node(#"{"v":1,"hub":"h","online":true,"epoch":1,"now":\#(at)}"#))?.now == nil)
        #expect(ClockMessage.arrival("\(at)") == nil)
    }

    @Test("a speed that no clock runs at is none", arguments: ["1e300", "-1", "1000001"])
    func speeds(_ speed: String) throws {
        #expect(ClockMessage(try node(#"{"now":0,"speed":\#(speed)}"#)) == nil)
        #expect(Beat(try node(#"{"v":1,"hub":"h","online":true,"epoch":1,"speed":\#(speed)}"#))?.speed == 1)
    }
}
