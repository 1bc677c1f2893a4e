/// What a broker says of messages that it dropped, since it began and to whomever they went: mosquitto publishes the number
/// where a client may read it, others publish none.
struct BrokerDrops {
    /// Mosquitto's topic (mosquitto(8), “Broker status”).
    static let topic = "$SYS/broker/publish/messages/dropped"

    /// Dropped since this hub listens.
    private(set) var count: Int64 = 0
    /// The broker's newest word; nil before its first.
    private var total: Int64?

    /// Takes the broker's word: a number as text. Returns how many more were dropped than at its word before.
    mutating func heard(_ payload: [UInt8]) -> Int64 {
        guard let now = Int64(String(decoding: payload, as: UTF8.self)), now >= 0 else { return 0 }
        defer { total = now }
        // Of what it dropped before we listened nobody here missed anything.
        guard let total else { return 0 }
        // A lower number is that of a broker that began anew.
        let more = now >= total ? now - total : now
        count += more
        return more
    }
}
