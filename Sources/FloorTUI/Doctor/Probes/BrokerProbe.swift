import Basis
import Glibc
import Hub
import Records
import Telemetry

/// Connects as a dashboard does, and listens until all that can be known is known, some seconds at most.
final class BrokerProbe {
    private(set) var broker: BrokerFacts
    private(set) var hub = HubFacts()
    private let wantedSite: String?
    private let terminal = "doctor-" + String(UInt64.random(in: .min ... .max), radix: 36)
    private let tape = JSONTape()
    private var batch = InboxBatch()
    /// Beat's time less our clock when it came; the hub's clock is ahead by this at least.
    private var leads: [Duration] = []
    private var granted = 0
    private var asked: ContinuousClock.Instant?
    /// Waits for the broker, and then for the hub, who beats every two seconds.
    private static let connectLimit = Duration.seconds(12)
    private static let hubLimit = Duration.seconds(5)
    private static let echoLimit = Duration.seconds(2)

    init(_ url: BrokerURL, _ access: BrokerAccess, site: String?) {
        broker = BrokerFacts(broker: url, access: access, now: Instant.now)
        wantedSite = site
        if let site { hub.site = TopicID.encode(site) }
    }

    /// Looks. Throws when this machine has no descriptors left for a connection.
    func run() throws(ConnectionError) {
        broker.ownCertificate = broker.access.certificateFile.flatMap { CertificateDates(file: $0) }
        broker.addresses = AddressProbe.addresses(of: broker.broker.host)
        do throws(AccessFault) { try broker.access.check(for: broker.broker) } catch {
            broker.accessFault = error
            return
        }
        guard broker.addresses != nil else { return }
        let inbox = try Inbox()
        let root = wantedSite.map { TopicGrammar(site: $0) }
        let replies = root?.reply(terminal) ?? "floor/v1/+/reply/\(terminal)"
        filters = [root?.hub ?? TopicGrammar.anyHub, replies]
        // Which other sites there are is good to know where the wanted one is silent.
        if root != nil { filters.append(TopicGrammar.anyHub) }
        filters.append(echo)
        let connection = try Connection(
            ConnectionSettings(broker: broker.broker, access: broker.access, clientPrefix: "floortui-doctor"),
            subscriptions: filters.map { Subscription($0, qos: .atLeastOnce, class: .command) }, inbox: inbox)
        let start = ContinuousClock.now
        try connection.start()
        defer { connection.stop(within: .milliseconds(500)) }
        listen(inbox, until: start + Self.connectLimit) {
            broker.connected != nil || connection.status.trouble != nil
        }
        guard broker.connected != nil else {
            broker.trouble = connection.status.trouble
            return
        }
        broker.connected = connectedAt.map { $0 - start }
        listenToHub(inbox, connection)
        broker.certificate = connection.status.certificate
    }

    private var connectedAt: ContinuousClock.Instant?
    private var filters: [String] = []
    /// A topic that nobody else has to do with, and that a terminal may write and read like those of a site.
    private var echo: String { TopicGrammar(site: wantedSite ?? "doctor").command(terminal) }

    private func listenToHub(_ inbox: Inbox, _ connection: Connection) {
        listen(inbox, until: .now + Self.hubLimit) { granted + broker.refused.count == filters.count }
        guard broker.refused.isEmpty else { return }
        listen(inbox, until: .now + Self.hubLimit) { hub.isAlive }
        guard hub.isAlive, let site = hub.site else {
            return hub.sites.isEmpty ? listenToEcho(inbox, connection) : ()
        }
        var json = JSONWriter()
        Ask.rows(Query(.machines), cursor: 0).write(to: &json)
        let topics = TopicGrammar(topicForm: site)
        asked = .now
        _ = connection.publish(
            OutgoingMessage(
                topic: topics.ask(terminal), payload: json.bytes, qos: .atLeastOnce,
                responseTopic: topics.reply(terminal), correlation: [1]))
        // Of nothing the hub takes no notice; the broker's acknowledgement says whether a form would come through.
        _ = connection.publish(OutgoingMessage(topic: topics.command(terminal), payload: [], qos: .atLeastOnce))
        listen(inbox, until: .now + Self.hubLimit) {
            let mayNotAsk = broker.refusedTopics.contains { $0.topic == topics.ask(terminal) }
            return (hub.answered != nil || mayNotAsk) && connection.status.unacknowledged == 0
        }
        // A refusal is told before it is counted off: it is there now.
        listen(inbox, until: .now + .milliseconds(1)) { false }
        // A beat is never on its way for less than nothing, so the largest lead is the nearest to the truth.
        guard let lead = leads.max() else { return }
        hub.offset = lead...(lead + (hub.answered ?? .seconds(2)))
    }

    /// A broker that lets nothing be read grants each subscription, and is as silent as one without a hub.
    private func listenToEcho(_ inbox: Inbox, _ connection: Connection) {
        _ = connection.publish(OutgoingMessage(topic: echo, payload: [], qos: .atLeastOnce))
        listen(inbox, until: .now + Self.echoLimit) {
            hub.mayRead == true || broker.refusedTopics.contains { $0.topic == echo }
        }
        let mayWrite = !broker.refusedTopics.contains { $0.topic == echo }
        if mayWrite, hub.mayRead == nil { hub.mayRead = false }
        // Of a site that is none a refusal says nothing.
        if wantedSite == nil { broker.refusedTopics.removeAll { $0.topic == echo } }
    }

    private func listen(_ inbox: Inbox, until end: ContinuousClock.Instant, _ isDone: () -> Bool) {
        while !isDone(), ContinuousClock.now < end {
            _ = inbox.wait(within: min(end - .now, .milliseconds(50)))
            inbox.drain(into: &batch)
            for item in batch.items {
                switch item {
                case .link(let event): take(event)
                case .message(let message): take(message)
                }
            }
        }
    }

    private func take(_ event: LinkEvent) {
        switch event {
        case .connected:
            connectedAt = .now
            broker.connected = .zero
        case .subscribed: granted += 1
        case .refused(TopicGrammar.anyHub, _) where wantedSite != nil: granted += 1
        case .refused(echo, _): granted += 1
        case .refused(let filter, let reason): broker.refused.append(RefusedFilter(filter: filter, reason: reason))
        case .refusedMessage(let refused): broker.refusedTopics.append(refused)
        case .lost: break
        }
    }

    private func take(_ message: ArrivedMessage) {
        if batch.topic(of: message) == echo { hub.mayRead = true }
        let levels = batch.topic(of: message).split(separator: "/").map(String.init)
        guard levels.count >= 4, let node = try? tape.read(batch.payload(of: message)) else { return }
        if levels[3] == "hub", let beat = Beat(node) {
            take(beat, site: levels[2], message)
        } else if let asked, hub.answered == nil, let page = Page(node), page.error == nil {
            hub.answered = .now - asked
            // One after the other: a tape holds one row at a time.
            let unknown = page.rows.count { (try? tape.read($0))?["state"]?.string == "no data" }
            hub.machines = (page.rows.count, unknown)
        }
    }

    private func take(_ beat: Beat, site: String, _ message: ArrivedMessage) {
        hub.sites[site] = beat.isOnline
        if beat.isWill { hub.sitesOfLost.insert(site) } else { hub.sitesOfLost.remove(site) }
        let online = hub.sites.filter(\.value).keys
        if wantedSite == nil { hub.site = online.count == 1 ? online.first : hub.sites.count == 1 ? site : nil }
        guard site == hub.site, beat.isOnline, !message.retain else { return }
        hub.isAlive = true
        hub.isRecording = beat.isRecording
        (hub.storeProblem, hub.space) = (beat.storeProblem, beat.space)
        hub.plantProblem = beat.plantProblem
        hub.speed = beat.speed
        hub.clockJump = beat.clockOffset.map(Duration.milliseconds)
        hub.lost = (beat.dropped, beat.brokerDropped, beat.missed)
        hub.rejected = beat.rejected
        if let now = beat.now { leads.append(.milliseconds(now.milliseconds - message.arrived.milliseconds)) }
    }
}

/// The addresses of a name.
enum AddressProbe {
    /// nil when there are none. Blocks as long as the system's look-up takes.
    static func addresses(of host: String) -> (list: [String], took: Duration)? {
        var hints = addrinfo()
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let start = ContinuousClock.now
        guard getaddrinfo(host, nil, &hints, &found) == 0 else { return nil }
        defer { freeaddrinfo(found) }
        var list: [String] = []
        var entry = found
        while let one = entry {
            var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
            if getnameinfo(
                one.pointee.ai_addr, one.pointee.ai_addrlen, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
            {
                let address = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
                if !list.contains(address) { list.append(address) }
            }
            entry = one.pointee.ai_next
        }
        return list.isEmpty ? nil : (list, ContinuousClock.now - start)
    }
}
