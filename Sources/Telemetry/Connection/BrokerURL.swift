/// Where a broker listens: `mqtt://host:port`, or `mqtts://host:port` for an encrypted connection; the port is 1883 and
/// 8883 when left out.
package struct BrokerURL: Hashable, Sendable, CustomStringConvertible {
    /// The connection is encrypted, and the broker has to prove its name.
    package let isEncrypted: Bool
    /// A name or an address; an IPv6 address without its brackets.
    package let host: String
    package let port: UInt16

    /// - Parameter port: nil: 1883, or 8883 where it is encrypted.
    package init(host: String, port: UInt16? = nil, isEncrypted: Bool = false) {
        self.host = host
        self.port = port ?? BrokerURL.standardPort(isEncrypted)
        self.isEncrypted = isEncrypted
    }

    private static func standardPort(_ isEncrypted: Bool) -> UInt16 { isEncrypted ? 8883 : 1883 }

    /// Reads `mqtt://host`, `mqtt://host:port`, `mqtt://[address]:port`, and the same with `mqtts`. Throws a sentence that
    /// says what is wrong with it.
    package init(_ text: String) throws(ConnectionError) {
        func wrong(_ why: String) -> ConnectionError {
            ConnectionError("“\(text)” is no broker address: \(why); write mqtt://host:port or mqtts://host:port")
        }
        guard let scheme = text.firstRange(of: "://") else {
            throw wrong("it does not begin with mqtt:// or mqtts://")
        }
        switch text[..<scheme.lowerBound].lowercased() {
        case "mqtt": isEncrypted = false
        case "mqtts": isEncrypted = true
        default: throw wrong("only mqtt:// and mqtts:// are known")
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
            port = BrokerURL.standardPort(isEncrypted)
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
        "\(isEncrypted ? "mqtts" : "mqtt")://\(authority)"
    }

    /// The same with encryption: in place of the one standard port the other, any other port as it is.
    package var encrypted: BrokerURL {
        BrokerURL(host: host, port: port == BrokerURL.standardPort(false) ? nil : port, isEncrypted: true)
    }

    /// Host and port, as people write them.
    package var authority: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
