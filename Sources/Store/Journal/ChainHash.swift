import Basis

/// The hash that chains the journal, so that anyone can check it with SQLite and SHA-256 alone.
///
/// The hash of an event is SHA-256 over these bytes, one after the other, whole numbers big-endian:
///
///     the hash of the event before   32 bytes; all zero for the first
///     seq                             8 bytes, signed
///     at                              8 bytes, signed: UTC milliseconds
///     length of kind                  4 bytes
///     kind                            its UTF-8 bytes
///     length of body                  8 bytes
///     body                            as stored
///
/// The lengths make it unambiguous where each part ends.
enum ChainHash {
    /// What stands for the hash before the first event.
    static let start = [UInt8](repeating: 0, count: Digest.length)

    static func next(
        after previous: [UInt8], seq: Int64, at: Int64, kind: String, body: some Collection<UInt8>
    ) throws(StoreError) -> [UInt8] {
        var bytes = previous
        bytes.reserveCapacity(64 + kind.utf8.count + body.count)
        append(seq, to: &bytes)
        append(at, to: &bytes)
        append(UInt32(kind.utf8.count), to: &bytes)
        bytes.append(contentsOf: kind.utf8)
        append(UInt64(body.count), to: &bytes)
        bytes.append(contentsOf: body)
        return try sha256(bytes)
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    private static func sha256(_ bytes: [UInt8]) throws(StoreError) -> [UInt8] {
        guard let digest = Digest.sha256(bytes) else { throw StoreError.noDigest }
        return digest
    }
}
