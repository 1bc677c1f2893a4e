import Basis
import Telemetry
import Testing

struct BrokerURLTests {
    @Test(
        "a broker's address is read with or without port",
        arguments: [
            ("mqtt://plant", "plant", 1883), ("mqtt://10.0.0.7:1884/", "10.0.0.7", 1884),
            ("MQTT://broker.example:8883", "broker.example", 8883), ("mqtt://[fe80::1]:99", "fe80::1", 99),
            ("mqtt://[::1]", "::1", 1883), ("mqtts://plant", "plant", 8883), ("mqtts://plant:8884", "plant", 8884),
        ])
    func valid(text: String, host: String, port: Int) throws {
        let url = try BrokerURL(text)
        #expect(url.host == host)
        #expect(Int(url.port) == port)
        #expect(try BrokerURL(url.description) == url)
    }

    @Test(
        "a wrong address is refused with its reason",
        arguments: [
            ("plant:1883", "does not begin"), ("http://plant", "only mqtt"),
            ("mqtt://", "host is missing"), ("mqtt://plant:0", "1 to 65535"), ("mqtt://plant:70000", "1 to 65535"),
            ("mqtt://plant:x", "1 to 65535"), ("mqtt://a:b@plant", "user and password"), ("mqtt://::1", "brackets"),
            ("mqtt://[::1", "not closed"), ("mqtt://plant/x", "path"), ("mqtt://a b", "space"),
        ])
    func invalid(text: String, reason: String) {
        let error = #expect(throws: ConnectionError.self) { _ = try BrokerURL(text) }
        #expect(error?.description.contains(reason) == true)
    }

    @Test("with encryption it has the standard port for that, or the port that it had")
    func encrypted() throws {
        let urls = [
            "mqtt://b": "mqtts://b:8883", "mqtt://b:1884": "mqtts://b:1884", "mqtt://[::1]:99": "mqtts://[::1]:99",
            "mqtts://b:1883": "mqtts://b:8883",
        ]
        for (plain, encrypted) in urls { #expect(try BrokerURL(plain).encrypted.description == encrypted) }
        let fault = AccessFault.notEncrypted(try BrokerURL("mqtt://b:1884"))
        #expect(Language.allCases.allSatisfy { fault.advice[$0].contains("mqtts://b:1884") })
    }
}
