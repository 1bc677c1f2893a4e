import Basis
import Records
import Store

extension HubService {
    /// What a beat says of the store; another word is told at once.
    struct StoreWords: Hashable {
        var isRecording = true
        var problem: String?
        var space = SpaceLevel.ok
    }

    /// Hands all that was counted to the writer before its time: an answer is true at the time that it names, also where
    /// that is of a clock that is followed and stands still.
    func submitCounted(until wall: Instant) {
        guard hasBegun else { return }
        if settings.clock == .wall { core.advance(to: wall) }
        core.handOver(at: core.clock)
        writer.submit(core.takePending())
    }

    /// Hands what was decided to the writer.
    func submitPending() {
        let pending = core.takePending()
        if pending.isEmpty { return }
        writer.submit(pending)
        if FailPoint.isPlanned, pending.hasCommand { FailPoint.reach(.batchSubmitted) }
    }

    /// Only when the beat wakes the hub anyway: a hub at rest stays at rest.
    func lookAtStore(at wall: Instant) {
        // A disk that refuses may just have become full.
        let isNews = writer.status != .recording && beatSaid.isRecording
        guard wall >= nextLook || isNews else { return }
        nextLook = wall + StoreWatch.interval
        storeWatch.look(limit: core.model.history.limit)
        guard wall >= nextAnchor else { return }
        nextAnchor = wall + StoreWatch.anchorInterval
        storeWatch.anchor(at: wall)
    }
}
