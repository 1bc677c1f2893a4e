extension RawSpan {
    /// The bytes, on their own.
    package var copied: [UInt8] { copied(first: byteCount) }

    /// The first `count` bytes, or all where there are fewer, on their own.
    package func copied(first count: Int) -> [UInt8] {
        unsafe withUnsafeBytes { bytes in unsafe Array(bytes.prefix(count)) }
    }
}
