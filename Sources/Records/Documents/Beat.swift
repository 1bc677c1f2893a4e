package import Basis

/// What a hub says of itself every two seconds; its last will says the same with `isOnline` false.
package struct Beat: Hashable, Sendable {
    /// The store folder's own id: a hub that starts tells its own old beat from that of another hub.
    package var hub: String
    package var isOnline: Bool
    /// The hub's clock; nil in a will.
    package var now: Instant?
    package var epoch: Int64
    package var seq: Int64
    /// Of the plant file in force.
    package var modelDigest: String
    /// Documents that the hub holds, by kind (`model`, `line`, `machine`, `alarm`): a terminal that has fewer asks for them.
    package var documents: [String: Int]
    /// How fast the hub's clock runs against the wall's; 1 but for replays.
    package var speed: Double
    /// Whether what is counted is made durable.
    package var isRecording: Bool
    /// Messages of machines that came since this start of the hub and that it had no room for; nobody read them.
    package var dropped: Int64 = 0
    /// Messages that the broker says it dropped, to any of its clients, since this start of the hub.
    package var brokerDropped: Int64 = 0
    /// Messages that never came, by the sequences of their sources, since this start of the hub.
    package var missed: Int64 = 0
    /// Messages that came since this start of the hub and that it could not make sense of; the quarantine says why.
    package var rejected: Int64 = 0
    /// How far the clock of the hub's machine is from the hub's own, in milliseconds, while it is not believed; nil else.
    package var clockOffset: Int64?
    /// What is wrong with the plant file as it is now, in one line with file, line and column; the one before is in
    /// force. nil where the file is the one in force.
    package var plantProblem: String?
    /// What is wrong with the store and nobody has dealt with yet, such as a journal that was set aside; nil: nothing.
    package var storeProblem: String?
    /// How much room the store has.
    package var space = SpaceLevel.ok

    /// The broker says so because it has lost the hub; a hub that ends in order says good-bye with its time.
    package var isWill: Bool { !isOnline && now == nil }

    package init(
        hub: String, isOnline: Bool, now: Instant?, epoch: Int64, seq: Int64, modelDigest: String,
        documents: [String: Int], speed: Double = 1, isRecording: Bool = true
    ) {
        self.hub = hub
        self.isOnline = isOnline
        self.now = now
        self.epoch = epoch
        self.seq = seq
        self.modelDigest = modelDigest
        self.documents = documents
        self.speed = speed
        self.isRecording = isRecording
    }

    package func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("v", DocumentHead.version)
            json.member("hub", hub)
            json.member("online", isOnline)
            json.member("now", now?.milliseconds)
            json.member("epoch", epoch)
            json.member("seq", seq)
            json.member("model", modelDigest)
            json.key("documents")
            json.object { json in
                for (kind, count) in documents.sorted(by: { $0.key < $1.key }) { json.member(kind, count) }
            }
            json.member("speed", speed)
            json.member("recording", isRecording)
            json.member("dropped", dropped)
            json.member("broker_dropped", brokerDropped)
            json.member("missed", missed)
            json.member("rejected", rejected)
            json.member("clock_offset", clockOffset)
            json.member("plant_problem", plantProblem)
            json.member("store_problem", storeProblem)
            json.member("space", space.rawValue)
        }
    }

    /// nil where it is no beat of this form.
    package init?(_ node: JSONNode) {
        guard node["v"] != nil, node.hasKnownForm, let hub = node["hub"]?.string,
            let isOnline = node["online"]?.asBool, let epoch = node["epoch"]?.asInt64
        else { return nil }
        var documents: [String: Int] = [:]
        if let counts = node["documents"] {
            for (key, value) in counts.members {
                if let kind = key.string, let count = value.asInt64 { documents[kind] = Int(clamping: count) }
            }
        }
        self.init(
            hub: hub, isOnline: isOnline, now: node.instant("now"), epoch: epoch, seq: node["seq"]?.asInt64 ?? 0,
            modelDigest: node["model"]?.string ?? "", documents: documents, speed: node.speed ?? 1,
            isRecording: node["recording"]?.asBool ?? true)
        dropped = node["dropped"]?.asInt64 ?? 0
        brokerDropped = node["broker_dropped"]?.asInt64 ?? 0
        missed = node["missed"]?.asInt64 ?? 0
        rejected = node["rejected"]?.asInt64 ?? 0
        clockOffset = node["clock_offset"]?.asInt64
        plantProblem = node["plant_problem"]?.string
        storeProblem = node["store_problem"]?.string
        space = node["space"]?.string.flatMap(SpaceLevel.init) ?? .ok
    }
}
