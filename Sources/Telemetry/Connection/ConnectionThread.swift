import Basis
import Glibc

/// The connection's thread: the only place that drives libmosquitto.
///
/// The library's own loop ends for good on refusals and on the broker's DISCONNECT (issues 2369, 2242), and its waits
/// cannot be interrupted; so this waits itself, on the socket and on a wake event at once.
struct ConnectionThread: ~Copyable {
    private let state: ConnectionState
    private let link: Link
    private let client: MosquittoClient
    private var policy: ConnectionPolicy
    private let lookup = NameLookup()
    /// The address of the newest link; nil before the first.
    private var lastAddress: String?

    static func run(_ state: ConnectionState) {
        let link = Link(state)
        // The closure keeps `link` alive until the client, which calls it back, is destroyed.
        withExtendedLifetime(link) {
            if var thread = ConnectionThread(state, link) { thread.keepUp() }
        }
        state.update { $0.status.phase = .stopped }
        state.finished.signal()
    }

    private init?(_ state: ConnectionState, _ link: Link) {
        let settings = state.settings
        let id = state.update { $0.status.clientID }
        guard
            let client = unsafe MosquittoClient(
                id: id, settings: settings, callbacks: mosquittoCallbacks,
                context: Unmanaged.passUnretained(link).toOpaque())
        else {
            state.update { $0.status.lastError = "libmosquitto made no client for the id “\(id)”" }
            return nil
        }
        if let will = settings.will {
            let code = client.set(will)
            guard code.isSuccess else {
                state.update { $0.status.lastError = "the will cannot be set: \(code.words)" }
                return nil
            }
        }
        self.state = state
        self.link = link
        self.client = client
        policy = ConnectionPolicy(pace: settings.pace)
    }

    private mutating func keepUp() {
        while state.stopBy == nil {
            guard let failure = attempt() else { return }
            let wasConnected = noteEnd(failure)
            let delay = policy.failed(failure, at: .now, random: .random(in: 0..<1))
            let until = Instant.now + delay
            let trouble = ConnectionTrouble(
                failure, broker: state.settings.broker, user: state.settings.access.user)
            state.update { shared in
                shared.status.phase = .waiting(until: until)
                shared.status.trouble = trouble
                shared.status.lastError = trouble.description
                if failure.isTakeover { shared.status.takeovers += 1 }
            }
            if wasConnected { state.inbox.append(.lost(trouble)) }
            pause(for: delay)
        }
    }

    /// True when the link had been up.
    private func noteEnd(_ failure: ConnectionPolicy.Failure) -> Bool {
        let now = Instant.now
        return state.update { shared in
            guard shared.status.isConnected else { return false }
            shared.status.lastUp = now
            shared.status.droppedOffline += shared.queue.dropTransient()
            return true
        }
    }

    private func pause(for delay: Duration) {
        let end = ContinuousClock.now + delay
        while state.stopBy == nil, ContinuousClock.now < end {
            if state.wake.wait(within: end - .now) { state.wake.clear() }
        }
    }

    // MARK: One link

    /// Connects and serves the link until it ends. Nil when we ended it ourselves.
    private mutating func attempt() -> ConnectionPolicy.Failure? {
        link.reset()
        state.update { shared in
            shared.status.phase = .connecting
            shared.status.attempts += 1
        }
        do throws(AccessFault) { try client.prepare(state.settings) } catch { return .access(error) }
        let settings = state.settings
        let (code, words) = client.connect(to: host(), port: settings.broker.port, keepAlive: settings.keepAlive)
        guard code.isSuccess else {
            if let fault = encryptionFault { return .encryption(fault) }
            return code.isUnknownName ? .unknownName : .unreachable(words)
        }
        defer { client.abort() }
        return serve()
    }

    /// Where to connect to: the broker's name, and where that is not known just now, the address that it had last.
    private func host() -> String {
        let name = state.settings.broker.host
        guard let lastAddress, lastAddress != name else { return name }
        lookup.begin(name) { [state] in state.wake.signal() }
        let end = ContinuousClock.now + NameLookup.patience
        while lookup.hasAddress == nil, state.stopBy == nil, ContinuousClock.now < end {
            if state.wake.wait(within: end - .now) { state.wake.clear() }
        }
        return lookup.hasAddress == true ? name : lastAddress
    }

    /// Where more than these wait for an acknowledgement, one side may wait for the other: brokers send, and take, as few
    /// as twenty ahead.
    private static let fewAhead = 5

    private mutating func serve() -> ConnectionPolicy.Failure? {
        let started = ContinuousClock.now
        var heard = started
        var pace = ReadPace()
        var arrived = Link.Arrivals()
        var isUp = false
        while true {
            guard let socket = client.socket else { return failureAfterClose() }
            if let reason = link.connack, !isUp {
                guard reason == 0 else { return failureAfterClose() }
                isUp = true
                comeUp()
            }
            if let stopBy = state.stopBy, !isUp || mayLeave(by: stopBy) {
                leave()
                return nil
            }
            if isUp { sendQueued() }
            let (canRead, canWrite, isBroken) = wait(on: socket, heard: heard)
            var code = MosquittoClient.Code(value: 0)
            if canRead {
                let isWindowed = arrived.acknowledged > Self.fewAhead || state.update { $0.inFlight } > Self.fewAhead
                let delay = isWindowed ? .zero : pace.delay(at: ContinuousClock.now - started)
                if delay > .zero { usleep(UInt32(delay / .microseconds(1))) }
                heard = .now
                code = client.read()
                arrived = link.takeArrivals()
                pace.read(at: heard - started, isAnswered: arrived.hasCommand)
            }
            if code.isSuccess && canWrite { code = client.write() }
            if code.isSuccess { code = client.tick() }
            // In a handshake the library takes a reset for "try again", and would do so for ever.
            if isBroken, link.connack == nil { return failureAfterClose(code) }
            guard code.isSuccess else { return failureAfterClose(code) }
            let now = ContinuousClock.now
            if !isUp && link.connack == nil && now - started > state.settings.pace.answer {
                return .unreachable("the broker accepted the connection but does not answer")
            }
            // The library waits for twice the keepalive; half of it is enough for an answer to its ping.
            if now - heard > keepAlive * 3 / 2 { return .lost("the broker went silent") }
        }
    }

    private var keepAlive: Duration { link.keepAlive ?? state.settings.keepAlive }

    private mutating func comeUp() {
        policy.connected(at: .now)
        lastAddress = client.peer ?? lastAddress
        if state.settings.broker.isEncrypted {
            let certificate = CertificateDates(client.encryption.report)
            state.update { $0.status.certificate = certificate }
        }
        let subscriptions = state.update { $0.subscriptions }
        link.use(subscriptions)
        for subscription in subscriptions { subscribe(subscription) }
    }

    private func subscribe(_ subscription: Subscription) {
        let (code, id) = client.subscribe(subscription)
        if code.isSuccess { link.sentSubscribe(subscription.filter, id: id) }
    }

    /// Waits for the socket, a note from another thread, or the library's keepalive: a quarter of it leaves time for the
    /// answer to a ping.
    private func wait(on socket: CInt, heard: ContinuousClock.Instant) -> (
        canRead: Bool, canWrite: Bool, isBroken: Bool
    ) {
        // Reading on would only fill memory. TCP then holds the broker back; nobody announces room again.
        let isHeldBack = state.inbox.isOverfull
        let interest = (isHeldBack ? 0 : POLLIN) | (client.wantsWrite ? POLLOUT : 0)
        var waits = InlineArray<2, pollfd>(repeating: pollfd())
        waits[0] = pollfd(fd: socket, events: Int16(interest), revents: 0)
        waits[1] = pollfd(fd: state.wake.descriptor, events: Int16(POLLIN), revents: 0)
        let silent = max(.milliseconds(20), heard + keepAlive * 3 / 2 - .now)
        var timeout = CInt((min(silent, keepAlive / 4) / .milliseconds(1)).rounded(.up))
        if state.stopBy != nil || link.connack == nil { timeout = 20 }
        if isHeldBack { timeout = 20 }
        let hasUnread = client.hasUnread
        if hasUnread, !isHeldBack { timeout = 0 }
        var span = waits.mutableSpan
        _ = unsafe span.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, 2, timeout) }
        if waits[1].revents != 0 { state.wake.clear() }
        let ready = CInt(waits[0].revents)
        let isBroken = ready & (POLLHUP | POLLERR) != 0
        let canRead = ready & POLLIN != 0 || isBroken || hasUnread
        return (canRead && !isHeldBack, ready & POLLOUT != 0, isBroken)
    }

    private func failureAfterClose(_ code: MosquittoClient.Code? = nil) -> ConnectionPolicy.Failure {
        if let reason = link.connack, reason != 0 { return .refused(reason, MosquittoClient.words(forReason: reason)) }
        if let reason = link.endReason, reason >= 128 {
            return .dismissed(reason, MosquittoClient.words(forReason: reason))
        }
        let end = link.endReason.map(MosquittoClient.Code.init) ?? code
        if link.connack == nil {
            if let fault = encryptionFault { return .encryption(fault) }
            // Only our own keepalive and the like end it otherwise.
            if end?.isHangUp ?? true { return .hungUp }
        }
        let words = end.flatMap { $0.isSuccess || $0.isLost ? nil : $0.words } ?? "the broker closed it"
        return link.connack == nil ? .unreachable(words) : .lost(words)
    }

    /// Nil when encryption is not what failed.
    private var encryptionFault: EncryptionFault? {
        let settings = state.settings
        guard settings.broker.isEncrypted else { return nil }
        let result = client.encryption
        return EncryptionFault(
            result.report, names: result.names, hasCertificate: settings.access.certificateFile != nil)
    }

    // MARK: Sending

    private func sendQueued() {
        let window = Int(state.settings.sendMaximum)
        var count = 0
        // Bounded, so that reading and keepalive get their turn.
        while count < 512 {
            let next = state.update { shared in
                let hasRoom = shared.inFlight < window
                let next = shared.queue.next { hasRoom || !$0.isAcknowledged }
                if next?.isAcknowledged == true { shared.inFlight += 1 }
                return next
            }
            guard let next else { break }
            send(next)
            count += 1
        }
        if count > 0 && client.wantsWrite { _ = client.write() }
        if count == 512 { state.wake.signal() }
    }

    private func send(_ entry: SendQueue.Entry) {
        switch entry {
        case .message(let message): publish(message)
        case .subscribe(let subscription):
            link.use(state.update { $0.subscriptions })
            subscribe(subscription)
        case .unsubscribe(let filter):
            link.use(state.update { $0.subscriptions })
            _ = client.unsubscribe(filter)
        }
    }

    private func publish(_ message: OutgoingMessage) {
        let (code, id) = client.publish(message)
        let isAcknowledged = message.qos == .atLeastOnce
        // Without a link the library still keeps a QoS 1 message, and sends it after the reconnect.
        if code.isSuccess || code.isNoConnection && isAcknowledged {
            if isAcknowledged { link.sentAcknowledged(message.topic, id: id) }
            return
        }
        state.update { shared in
            if isAcknowledged { shared.inFlight -= 1 }
            if code.isNoConnection {
                shared.status.droppedOffline += 1
            } else {
                shared.status.rejected += 1
                shared.status.lastError = "a message to \(message.topic) could not be sent: \(code.words)"
            }
        }
    }

    // MARK: Leaving

    private func mayLeave(by deadline: ContinuousClock.Instant) -> Bool {
        let isDone = state.update { $0.queue.isEmpty && $0.inFlight == 0 } && !client.wantsWrite
        return isDone || ContinuousClock.now >= deadline
    }

    private func leave() {
        _ = client.disconnect()
        // DISCONNECT is small: it fits the socket's buffer at once unless the link is stuck, and then it does not matter.
        for _ in 0..<3 where client.socket != nil && client.wantsWrite { _ = client.write() }
    }
}
