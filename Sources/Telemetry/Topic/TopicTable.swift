/// What was found out about each topic, so that a topic that comes again costs one look-up and no allocation.
///
/// Open addressing over FNV-1a of eight bytes at a time; the bytes decide, the hash only leads there. Bounded: at
/// `limit` topics it takes no more, and those beyond are matched anew each time.
struct TopicTable<Value> {
    /// Small, since one is looked at for each message.
    private struct Entry {
        var hash: UInt64
        /// Where its bytes stand in `bytes`.
        var start: UInt32
        var count: UInt32
        var value: Value
    }

    private var slots: [Int32]
    private var entries: [Entry] = []
    /// The bytes of all topics, one after the other.
    private var bytes: [UInt8] = []
    private let limit: Int
    /// Longer topics are nobody's, and would fill the memory.
    private static var longest: Int { 1024 }

    init(limit: Int = 200_000) {
        self.limit = limit
        slots = Array(repeating: -1, count: 1024)
    }

    var count: Int { entries.count }

    /// The value kept for `topic`; nil when it is not known.
    func value(for topic: RawSpan) -> Value? {
        let hash = Self.hash(topic)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if entries[index].hash == hash, isTopic(of: index, topic) { return entries[index].value }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Keeps `value` for `topic`, which must not be there yet, unless the table is full.
    mutating func insert(_ value: Value, for topic: RawSpan) {
        guard entries.count < limit, topic.byteCount <= Self.longest else { return }
        let hash = Self.hash(topic)
        entries.append(
            Entry(hash: hash, start: UInt32(bytes.count), count: UInt32(topic.byteCount), value: value))
        for offset in topic.byteOffsets { bytes.append(Self.byte(topic, offset)) }
        if entries.count * 2 > slots.count {
            slots = Array(repeating: -1, count: slots.count * 2)
            for index in entries.indices { place(Int32(index), hash: entries[index].hash) }
        } else {
            place(Int32(entries.count - 1), hash: hash)
        }
    }

    private mutating func place(_ index: Int32, hash: UInt64) {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = index
    }

    private func isTopic(of entry: Int, _ topic: RawSpan) -> Bool {
        let (start, count) = (Int(entries[entry].start), Int(entries[entry].count))
        guard count == topic.byteCount else { return false }
        let known = unsafe bytes.span.bytes
        guard count >= 8 else {
            return topic.byteOffsets.allSatisfy { Self.byte(known, start + $0) == Self.byte(topic, $0) }
        }
        var offset = 0
        while offset < count - 8 {
            guard Self.word(known, start + offset) == Self.word(topic, offset) else { return false }
            offset += 8
        }
        return Self.word(known, start + count - 8) == Self.word(topic, count - 8)
    }

    // Both are only asked for offsets that the loops have checked.
    private static func word(_ bytes: RawSpan, _ offset: Int) -> UInt64 {
        unsafe bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
    }

    private static func byte(_ bytes: RawSpan, _ offset: Int) -> UInt8 {
        unsafe bytes.unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    private static func hash(_ bytes: RawSpan) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func take(_ word: UInt64) {
            hash = (hash ^ word) &* 0x100_0000_01b3
            hash ^= hash >> 29
        }
        let count = bytes.byteCount
        guard count >= 8 else {
            for offset in 0..<count { take(UInt64(byte(bytes, offset))) }
            return hash ^ (hash >> 32)
        }
        var offset = 0
        while offset < count - 8 {
            take(word(bytes, offset))
            offset += 8
        }
        // The last eight, of which some may have been taken: quicker than one by one.
        take(word(bytes, count - 8))
        return hash ^ (hash >> 32)
    }
}
