import Synchronization

/// One MQTT 5 connection that keeps itself up: it connects, subscribes anew at each connect, notices a dead link, and
/// tries again with growing, random waits until it is stopped.
///
/// It has one thread of its own, the only one that calls libmosquitto; everything here only leaves a note for that
/// thread and may be called from any thread. What arrives, and what happens to the link, is in the inbox in order.
package final class Connection: Sendable {
    private let state: ConnectionState

    /// - Parameters:
    ///   - subscriptions: made anew at each connect, in this order.
    ///   - inbox: where messages and link events go; of this connection alone.
    package init(
        _ settings: ConnectionSettings, subscriptions: [Subscription], inbox: Inbox
    ) throws(ConnectionError) {
        let seconds = settings.keepAlive.components.seconds
        guard (5...65_535).contains(seconds) else { throw ConnectionError("keepalive must be 5 to 65535 seconds") }
        for subscription in subscriptions { try Connection.check(filter: subscription.filter) }
        let random = String(UInt64.random(in: .min ... .max), radix: 36)
        state = try ConnectionState(
            settings: settings, subscriptions: subscriptions, inbox: inbox,
            clientID: settings.clientPrefix + "-" + random)
    }

    deinit { requestStop(by: .now) }

    /// Starts the thread; the first attempt begins at once. A connection starts once: a second call does nothing.
    package func start() throws(ConnectionError) {
        let isFirst = state.update { shared in
            defer { shared.hasStarted = true }
            return !shared.hasStarted
        }
        guard isFirst else { return }
        let state = state
        do {
            try NamedThread.start("mqtt") { ConnectionThread.run(state) }
        } catch {
            state.finished.signal()
            throw error
        }
    }

    /// Sends what waits, waits for acknowledgements, says good-bye (the will is not sent) and ends the thread.
    ///
    /// Returns when done, at the latest after `limit`, without a link after `threadEnd`. False when that passed first:
    /// what waited is lost, and where the system's name look-up or connect hangs the thread is left behind. It holds no
    /// lock, tells nobody anything, and ends by itself when the system gives up (about two minutes); the process can
    /// exit meanwhile.
    @discardableResult
    package func stop(within limit: Duration = .seconds(2)) -> Bool {
        let now = ContinuousClock.now
        let threadEnd = min(limit / 4, Self.threadEnd)
        let (wasStarted, isUp) = requestStop(by: now + limit - threadEnd)
        // Without a link nothing can be sent, and the thread has nothing else to wait for.
        return !wasStarted || state.finished.wait(within: now + (isUp ? limit : threadEnd) - .now)
    }

    /// The thread looks so often whether it is to end that this is plenty.
    private static let threadEnd = Duration.milliseconds(300)

    @discardableResult
    private func requestStop(by deadline: ContinuousClock.Instant) -> (wasStarted: Bool, isUp: Bool) {
        let before = state.update { shared in
            if shared.stopBy == nil { shared.stopBy = deadline }
            defer { shared.hasStarted = true }
            return (shared.hasStarted, shared.status.isConnected)
        }
        state.wake.signal()
        return before
    }

    /// As it is now.
    package var status: ConnectionStatus {
        state.update { shared in
            var status = shared.status
            status.queued = shared.queue.count
            status.unacknowledged = shared.unacknowledged
            return status
        }
    }

    /// QoS 1 messages published and not yet acknowledged. The inbox's reader is woken when this falls to half of
    /// `sendMaximum`, and when it falls to 0.
    package var unacknowledged: Int { state.update { $0.unacknowledged } }

    /// Waits until every QoS 1 message is acknowledged. False when `timeout` passed first.
    package func waitUntilAcknowledged(within timeout: Duration) -> Bool { state.allAcknowledged.wait(within: timeout) }

    // MARK: Sending

    /// Leaves a message to be sent at once, in the order of the calls.
    ///
    /// While the link is down QoS 0 is dropped and counted; QoS 1 waits, within the limits of the settings.
    package func publish(_ message: OutgoingMessage) -> PublishOutcome { enqueue(message) { $0.append(message) } }

    /// Publishes the newest version of a document, retained: a version that still waits gives its place to the newer
    /// one. Waits while the link is down at either QoS. An empty payload clears the document.
    package func publishRetained(_ message: OutgoingMessage) -> PublishOutcome {
        var message = message
        message.retain = true
        let document = message
        return enqueue(document, waitsForLink: true) { $0.replace(document) }
    }

    private func enqueue(
        _ message: OutgoingMessage, waitsForLink: Bool = false, _ insert: (inout SendQueue) -> Bool
    ) -> PublishOutcome {
        if let fault = message.fault { return .invalid(fault) }
        let (outcome, mustWake) = state.update { shared -> (PublishOutcome, Bool) in
            if shared.stopBy != nil { return (.stopped, false) }
            if let limit = shared.status.maximumPacketSize, message.size > limit {
                shared.status.rejected += 1
                return (.tooLarge(limit: limit), false)
            }
            if message.qos == .atMostOnce && !waitsForLink && !shared.status.isConnected {
                shared.status.droppedOffline += 1
                return (.notConnected, false)
            }
            let wasEmpty = shared.queue.isEmpty
            guard insert(&shared.queue) else {
                shared.status.droppedFull += 1
                return (.full, false)
            }
            return (.accepted, wasEmpty)
        }
        if mustWake { state.wake.signal() }
        return outcome
    }

    // MARK: Subscribing

    /// Adds a subscription, or changes the one of the same filter; it is kept for later connects.
    package func subscribe(_ subscription: Subscription) throws(ConnectionError) {
        try Connection.check(filter: subscription.filter)
        state.update { shared in
            shared.subscriptions.removeAll { $0.filter == subscription.filter }
            shared.subscriptions.append(subscription)
            if shared.status.isConnected { shared.queue.append(control: .subscribe(subscription)) }
        }
        state.wake.signal()
    }

    package func unsubscribe(_ filter: String) {
        state.update { shared in
            shared.subscriptions.removeAll { $0.filter == filter }
            shared.status.refusedFilters[filter] = nil
            if shared.status.isConnected { shared.queue.append(control: .unsubscribe(filter)) }
        }
        state.wake.signal()
    }

    private static func check(filter: String) throws(ConnectionError) {
        guard MosquittoClient.isValid(filter: filter) else {
            throw ConnectionError("“\(filter)” is no topic filter: + and # must stand alone between slashes, # last")
        }
    }
}
