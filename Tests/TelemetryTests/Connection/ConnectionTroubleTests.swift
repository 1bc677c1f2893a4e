import Basis
import Glibc
import Telemetry
import Testing

struct ConnectionTroubleTests {
    @Test("why a broker cannot be reached is told in Chinese, too", arguments: [ECONNREFUSED, ETIMEDOUT, EHOSTUNREACH])
    func languages(_ code: CInt) throws {
        let words = String(cError: code)
        let broker = try BrokerURL("mqtt://broker.example")
        let trouble = ConnectionTrouble(.unreachable(words), broker: broker, user: nil)
        #expect(trouble.text[.en].hasSuffix(words))
        #expect(!trouble.text[.zh].contains { $0.isASCII && $0.isLetter }, "\(trouble.text[.zh])")
    }
}
