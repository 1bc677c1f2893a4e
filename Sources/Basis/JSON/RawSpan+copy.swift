extension RawSpan {
    /// The bytes, on their own.
    package var copied: [UInt8] { copied(first: byteCount) }

    /// The first `count` bytes, or all where there are fewer, on their own.
    package func copied(first count: Int) -> [UInt8] {
        unsafe withUnsafeBytes { bytes in unsafe Array(bytes.prefix(count)) }
    }
}

extension RawSpan {
    /// Whether the bytes begin with those of `prefix`. Allocates nothing.
    package func hasPrefix(_ prefix: StaticString) -> Bool {
        let count = prefix.utf8CodeUnitCount
        guard byteCount >= count else { return false }
        return prefix.withUTF8Buffer { wanted in
            unsafe withUnsafeBytes { bytes in unsafe bytes.prefix(count).elementsEqual(wanted) }
        }
    }
}
