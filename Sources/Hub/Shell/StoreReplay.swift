package import Basis
package import Store
package import Telemetry

/// Plays a recording into a store as fast as it goes; the clock is the messages' arrival.
package struct StoreReplay {
    private var core: HubCore
    private let store: any RecordStore
    /// How far the store knew before; nil for an empty one, or where that is not to matter.
    private let known: Instant?
    /// What the store had rejected before.
    private let rejectedBefore: Int64
    /// Messages between two commits: large enough that the disk does not set the pace.
    private static let batch = 20_000

    /// - Parameter isForced: play it though the store knows its times already, so that all of it counts once more.
    package init(
        model: PlantModel, store: any RecordStore, version: String, isForced: Bool = false
    ) throws(StoreError) {
        self.store = store
        known = isForced ? nil : try store.knownUntil()
        core = HubCore(model: model, stored: try store.load(), version: version, now: nil)
        rejectedBefore = core.rejected.values.reduce(0, +)
    }

    /// Messages so far that were not taken in: no source has their topic, or they cannot be read.
    package var rejected: Int64 { core.rejected.values.reduce(0, +) - rejectedBefore }

    /// Plays `reader` to its end.
    ///
    /// - Parameters:
    ///   - commit: how a batch is made durable; its errors end the replay.
    ///   - progress: called now and then with the messages so far and their time.
    /// - Returns: how many messages were played.
    /// - Throws: `ReplayRefusal`, before anything was stored, when the recording begins before the store's end: its messages
    ///   would be counted twice.
    package mutating func run(
        _ reader: RecordingReader, progress: (_ messages: Int, _ at: Instant) -> Void
    ) throws -> Int {
        var messages = 0
        do {
            while let message = try reader.next() {
                if messages == 0, let known, message.at < known {
                    throw ReplayRefusal(begins: message.at, known: known)
                }
                let (topic, payload) = (message.topic, message.payload)
                unsafe core.observe(
                    topic: topic.span.bytes, payload: payload.span.bytes, at: message.at, isRetained: message.isRetained
                )
                messages += 1
                if messages.isMultiple(of: Self.batch) {
                    try store.commit(core.takePending())
                    progress(messages, message.at)
                }
            }
        } catch let error as RecordingError {
            // What came before the bad line counts.
            try finish()
            throw error
        }
        try finish()
        return messages
    }

    private mutating func finish() throws(StoreError) {
        core.stop(at: core.clock)
        try store.commit(core.takePending())
    }
}

/// Why a recording is not played into a store.
package struct ReplayRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// When the recording's first message arrived.
    package var begins: Instant
    /// How far the store knows.
    package var known: Instant

    package var description: String {
        "the recording begins at \(ISO8601.format(begins)), and the store knows all until \(ISO8601.format(known)) already: "
            + "its messages would be counted twice. Play it into another store, or with --force"
    }
}
