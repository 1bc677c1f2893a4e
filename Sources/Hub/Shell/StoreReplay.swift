package import Basis
package import Store
package import Telemetry

/// Plays a recording into a store as fast as it goes; the clock is the messages' arrival.
package struct StoreReplay {
    private var core: HubCore
    private let store: any RecordStore
    /// Messages between two commits: large enough that the disk does not set the pace.
    private static let batch = 20_000

    package init(model: PlantModel, store: any RecordStore, version: String) throws(StoreError) {
        self.store = store
        core = HubCore(model: model, stored: try store.load(), version: version, now: nil)
    }

    /// Plays `reader` to its end.
    ///
    /// - Parameters:
    ///   - commit: how a batch is made durable; its errors end the replay.
    ///   - progress: called now and then with the messages so far and their time.
    /// - Returns: how many messages were played.
    package mutating func run(
        _ reader: RecordingReader, progress: (_ messages: Int, _ at: Instant) -> Void
    ) throws -> Int {
        var messages = 0
        do {
            while let message = try reader.next() {
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
