import Basis
import Records
import Store

@testable import Hub

/// Commands for the core of a `HubRig`, with keys that tell one from another.
extension HubRig {
    static func key(_ number: Int) -> String {
        let digits = String(number)
        return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    }

    static func bytes(
        _ number: Int, _ kind: String, _ id: String, _ set: String = "{}", base: Int64? = nil
    ) -> [UInt8] {
        let base = base.map(String.init) ?? "null"
        let entered = Self.second(0).milliseconds
        return Array(
            #"{"v":1,"key":"\#(key(number))","kind":"\#(kind)","id":"\#(id)","base":\#(base),"entered":\#(entered),"set":\#(set)}"#
                .utf8)
    }

    @discardableResult
    mutating func command(
        _ bytes: [UInt8], from terminal: String = "t1", origin: String? = nil, at seconds: Int64,
        notRecording: Refusal? = nil
    ) -> HubCore.CommandAnswer {
        core.take(
            CommandReader().read(bytes, terminal: terminal, origin: origin), at: Self.second(seconds),
            notRecording: notRecording)
    }

    /// Takes all that waits as durable, and gives the answers.
    mutating func durable() -> [CommandReply] {
        entries += core.takePending().entries
        let tape = JSONTape()
        return core.durable(through: core.seq).compactMap { reply in
            (try? tape.read(reply.reply)).flatMap { CommandReply($0) }
        }
    }

    /// Decides it, makes it durable, and gives its answer.
    mutating func answer(
        _ number: Int, _ kind: String, _ id: String, _ set: String = "{}", base: Int64? = nil,
        from terminal: String = "t1", at seconds: Int64
    ) -> CommandReply? {
        command(Self.bytes(number, kind, id, set, base: base), from: terminal, at: seconds)
        return durable().last
    }
}
