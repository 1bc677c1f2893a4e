/// Where a broker listens: `mqtt://host:port`, the port 1883 when left out.
package struct BrokerURL: Hashable, Sendable, CustomStringConvertible {
    /// A name or an address; an IPv6 address without its brackets.
    package let host: String
    package let port: UInt16

    package init(host: String, port: UInt16 = 1883) {
        self.host = host
        self.port = port
    }

    /// Reads `mqtt://host`, `mqtt://host:port`, `mqtt://[address]:port`. Throws a sentence that says what is wrong with it.
    package init(_ text: String) throws(ConnectionError) {
        func wrong(_ why: String) -> ConnectionError {
            ConnectionError("“\(text)” is no broker address: \(why); write mqtt://host:port")
        }
        guard let scheme = text.firstRange(of: "://") else { throw wrong("it does not begin with mqtt://") }
        switch text[..<scheme.lowerBound].lowercased() {
        case "mqtt": break
        case "mqtts": throw wrong("encrypted connections (mqtts) are not supported yet")
        default: throw wrong("only mqtt:// is known")
        }
        var rest = text[scheme.upperBound...]
        if rest.hasSuffix("/") { rest.removeLast() }
        guard !rest.contains("@") else { throw wrong("user and password do not belong in the address") }
        guard !rest.contains("/"), !rest.contains("?"), !rest.contains("#") else { throw wrong("it has a path") }
        guard !rest.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7f }) else { throw wrong("it has a space in it") }
        let (host, portText) = try BrokerURL.split(rest, wrong)
        guard !host.isEmpty else { throw wrong("the host is missing") }
        self.host = String(host)
        guard let portText else {
            port = 1883
            return
        }
        guard let number = UInt16(portText), number > 0 else { throw wrong("the port is not a number from 1 to 65535") }
        port = number
    }

    private static func split(
        _ text: Substring, _ wrong: (String) -> ConnectionError
    ) throws(ConnectionError) -> (host: Substring, port: Substring?) {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { throw wrong("the bracket “[” is not closed") }
            let host = text[text.index(after: text.startIndex)..<end]
            let after = text[text.index(after: end)...]
            if after.isEmpty { return (host, nil) }
            guard after.hasPrefix(":") else { throw wrong("after “]” only a port can follow") }
            return (host, after.dropFirst())
        }
        guard let colon = text.firstIndex(of: ":") else { return (text, nil) }
        let port = text[text.index(after: colon)...]
        guard !port.contains(":") else { throw wrong("an IPv6 address stands in brackets") }
        return (text[..<colon], port)
    }

    package var description: String {
        host.contains(":") ? "mqtt://[\(host)]:\(port)" : "mqtt://\(host):\(port)"
    }
}
