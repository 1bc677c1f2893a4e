/// A text and the values in it, in memory that is used again. Whoever makes it calls `deallocate()`.
@safe struct JSONText {
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity = 1024
    private(set) var bytes: ByteReader
    var tokens = JSONTokenBuffer(capacity: 64)

    init() {
        unsafe storage = .allocate(capacity: capacity)
        unsafe bytes = ByteReader(base: storage, count: 0)
    }

    /// Copies a text, of which no values are known yet, and makes room for them: there are no more than bytes.
    mutating func set(_ text: RawSpan) {
        let count = text.byteCount
        tokens.reset(capacity: count + 1)
        if count + ByteReader.padding > capacity {
            unsafe storage.deallocate()
            capacity = max(capacity * 2, count + ByteReader.padding)
            unsafe storage = .allocate(capacity: capacity)
        }
        unsafe text.withUnsafeBytes { source in
            if let base = source.baseAddress {
                unsafe UnsafeMutableRawPointer(storage).copyMemory(from: base, byteCount: count)
            }
        }
        unsafe (storage + count).initialize(repeating: 0, count: ByteReader.padding)
        unsafe bytes = ByteReader(base: storage, count: count)
    }

    func deallocate() {
        unsafe storage.deallocate()
        tokens.deallocate()
    }
}
