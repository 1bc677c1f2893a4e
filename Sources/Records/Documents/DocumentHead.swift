package import Basis
package import Shopfloor

/// What every document begins with, by which a receiver keeps the newer one.
package struct DocumentHead: Hashable, Sendable, Comparable {
    /// The version of the documents' form.
    package static let version: Int64 = 1

    /// Counts the starts of the hub's store.
    package var epoch: Int64
    /// Counts the documents of this epoch, from 1.
    package var number: Int64
    /// The journal's number at which the document is true.
    package var seq: Int64
    /// The hub's clock; `noTime` while it follows a clock of which no word has come.
    package var at: Instant

    package static let noTime = Instant(milliseconds: 0)

    package init(epoch: Int64, number: Int64, seq: Int64, at: Instant) {
        self.epoch = epoch
        self.number = number
        self.seq = seq
        self.at = at
    }

    package static func < (a: DocumentHead, b: DocumentHead) -> Bool { (a.epoch, a.number) < (b.epoch, b.number) }

    package func write(to json: inout JSONWriter) {
        json.member("v", Self.version)
        json.member("epoch", epoch)
        json.member("n", number)
        json.member("seq", seq)
        json.member("at", at.milliseconds)
    }

    /// nil where a member is missing, or the form is a later one.
    package init?(_ node: JSONNode) {
        guard node["v"] != nil, node.hasKnownForm, let epoch = node["epoch"]?.asInt64,
            let number = node["n"]?.asInt64, let seq = node["seq"]?.asInt64, let at = node.instant("at")
        else { return nil }
        self.init(epoch: epoch, number: number, seq: seq, at: at)
    }
}

extension Condition {
    package func write(to json: inout JSONWriter) {
        json.member("state", state.rawValue)
        json.member("native", native)
        json.member("why", why?.rawValue)
    }

    /// nil for a word that is none of ours.
    package init?(_ node: JSONNode) {
        guard let state = node["state"]?.string.flatMap(MachineState.init) else { return nil }
        let why = node["why"]?.string.flatMap(NoDataReason.init)
        self.init(state, native: node["native"]?.string, why: state == .noData ? why ?? .source : nil)
    }
}

extension JSONNode {
    /// Whether it is no newer form than ours; what does not say its form is taken as it is.
    var hasKnownForm: Bool { self["v"].map { $0.asInt64.map { $0 <= DocumentHead.version } ?? false } ?? true }

    /// How fast a clock says that it runs; nil when it is missing, or beyond what any clock runs at.
    var speed: Double? { self["speed"]?.asDouble.flatMap { (0...1_000_000).contains($0) ? $0 : nil } }

    /// A member that is a time in UTC milliseconds; nil when it is missing, null, or in no year that can be reckoned with.
    package func instant(_ key: StaticString) -> Instant? {
        self[key]?.asInstant
    }

    /// UTC milliseconds; nil for what is no whole number, or lies in no year that can be reckoned with.
    var asInstant: Instant? { asInt64.flatMap(SourceTimeFormat.instant(milliseconds:)) }
}
