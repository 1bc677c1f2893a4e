package import Basis

/// The hub's answer to a command, on `…/reply/{terminal}`; sent only once what it says is durable.
package struct CommandReply: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case saved
        case refused
        /// Somebody else has changed the same field: both are kept, until a person decides.
        case conflict
    }

    package var key: String
    package var outcome: Outcome
    /// The number of the command's entry in the journal; nil where it was not journalled.
    package var seq: Int64?
    /// The hub's time.
    package var at: Instant
    package var epoch: Int64
    /// What it was for; nil where the bytes do not say.
    package var id: String?
    /// Other fields of the object were changed since the version that the person saw.
    package var isMerged = false
    /// The terminal's clock was far ahead of the hub's.
    package var isClockSuspect = false
    package var refusal: Refusal?
    /// As in `CommandRecorded`.
    package var fields: [FieldConflict] = []

    package init(key: String, outcome: Outcome, seq: Int64?, at: Instant, epoch: Int64, id: String?) {
        self.key = key
        self.outcome = outcome
        self.seq = seq
        self.at = at
        self.epoch = epoch
        self.id = id
    }

    /// The answer that a journal entry tells of.
    package init(_ recorded: CommandRecorded, seq: Int64, at: Instant) {
        self.init(
            key: recorded.envelope.key, outcome: recorded.outcome, seq: seq, at: at, epoch: recorded.epoch,
            id: recorded.envelope.id)
        isMerged = recorded.isMerged
        isClockSuspect = recorded.isClockSuspect
        refusal = recorded.refusal
        fields = recorded.fields
    }

    /// Refused without a place in the journal.
    package init(refusing key: String, id: String?, _ refusal: Refusal, at: Instant, epoch: Int64) {
        self.init(key: key, outcome: .refused, seq: nil, at: at, epoch: epoch, id: id)
        self.refusal = refusal
    }

    /// Same reply, same bytes.
    package var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("v", Command.version)
            json.member("key", key)
            json.member("outcome", outcome.rawValue)
            json.member("seq", seq)
            json.member("at", at.milliseconds)
            json.member("epoch", epoch)
            json.member("id", id)
            if isMerged { json.member("merged", true) }
            if isClockSuspect { json.member("clock_suspect", true) }
            if let refusal {
                json.key("reason")
                refusal.write(to: &json)
                if refusal.isTemporary { json.member("temporary", true) }
            }
            if !fields.isEmpty {
                json.key("fields")
                fields.write(to: &json)
            }
        }
        return json.bytes
    }

    /// nil where it is no reply to a command: a page answers a question.
    package init?(_ node: JSONNode) {
        guard node.hasKnownForm, let key = node["key"]?.string,
            let outcome = node["outcome"]?.string.flatMap(Outcome.init), let at = node.instant("at"),
            let epoch = node["epoch"]?.asInt64
        else { return nil }
        self.init(
            key: key, outcome: outcome, seq: node["seq"]?.asInt64, at: at, epoch: epoch, id: node["id"]?.string)
        isMerged = node["merged"]?.asBool ?? false
        isClockSuspect = node["clock_suspect"]?.asBool ?? false
        refusal = node["reason"].flatMap(Refusal.init)
        fields = node["fields"].flatMap([FieldConflict].init(fields:)) ?? []
    }
}

extension Refusal {
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("code", code.rawValue)
            json.member("en", text.en)
            json.member("zh", text[.zh])
        }
    }

    /// nil where it is none.
    init?(_ node: JSONNode) {
        guard let code = node["code"]?.string, let en = node["en"]?.string, let zh = node["zh"]?.string else {
            return nil
        }
        self.init(Code(code), en, zh: zh)
    }
}
