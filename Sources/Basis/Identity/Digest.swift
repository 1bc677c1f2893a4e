import CCrypto

/// SHA-256, by which texts are told apart and the journal is chained.
package enum Digest {
    package static let length = 32

    /// The 32 bytes of SHA-256; nil when libcrypto refuses, because OpenSSL is set up without it.
    package static func sha256(_ bytes: [UInt8]) -> [UInt8]? {
        var digest = [UInt8](repeating: 0, count: length)
        let done = unsafe ccrypto_sha256(bytes, bytes.count, &digest)
        return done == 1 ? digest : nil
    }

    /// Two lower-case hex digits a byte.
    package static func hex(_ digest: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".unicodeScalars)
        var text = ""
        for byte in digest {
            text.unicodeScalars.append(digits[Int(byte >> 4)])
            text.unicodeScalars.append(digits[Int(byte & 15)])
        }
        return text
    }
}
