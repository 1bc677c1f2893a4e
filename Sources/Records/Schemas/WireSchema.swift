import Basis
import Shopfloor

/// The JSON Schemas of what goes over the wire, as they stand in `docs/schema`. Receivers pass over members that they do
/// not know; of a command nothing is passed over.
package struct WireSchema: Sendable {
    /// As in `docs/schema/{name}.schema.json`.
    package var name: String
    package var bytes: [UInt8]

    private init(_ name: String, _ shape: Shape) {
        self.name = name
        bytes = shape.file(title: name)
    }

    package static let all = [
        WireSchema("command", command), WireSchema("reply", reply), WireSchema("beat", beat),
        WireSchema("model", Shape.document(model)), WireSchema("reasons", Shape.document(reasons)),
        WireSchema("shifts", Shape.document(shifts)), WireSchema("line", Shape.document(line)),
        WireSchema("machine", Shape.document(machine)), WireSchema("alarm", Shape.document(alarm)),
        WireSchema("ask", ask), WireSchema("page", page), WireSchema("clock", clock),
    ]

    // MARK: Commands, by the forms that they are decoded by

    private static let command = Shape.either(
        CommandBody.forms.map { form in
            .object(
                [
                    .init("v", .integer(Command.version...Command.version)),
                    .init("key", Shape.key, "made when the form opens; a key is applied once"),
                    .init("kind", .constant(form.kind)),
                    .init(
                        "id", .bounded(bytes: CommandReader.longestID, least: 1),
                        form.object + ", in at most \(CommandReader.longestID) bytes of UTF-8"),
                    .init(
                        "base", .nullable(.integer(0...Int64.max)), "the version of the object that the person saw"),
                    .init("entered", .instant, "by the terminal's clock"),
                    .init(
                        "set", .object(form.fields.map(\.member), isClosed: true, isFilled: form.needsField),
                        "only what changed"),
                ], isClosed: true)
        })

    private static let value = Shape.either([.text, .integer(nil), .none])

    private static let reply = Shape.object([
        .init("v", .integer(Command.version...Command.version)),
        .init("key", Shape.key, "of the command"),
        .init("outcome", .word(CommandReply.Outcome.allCases.map(\.rawValue))),
        .init("seq", .nullable(.integer(nil)), "of the command's journal entry; null where it is not journalled"),
        .init("at", .instant, "the hub's time"),
        .init("epoch", .integer(nil)),
        .init("id", .nullable(.text), "what the command was for"),
        .init("merged", .truth, isRequired: false, "other fields were changed since the version that was seen"),
        .init("clock_suspect", .truth, isRequired: false, "the terminal's clock is far ahead of the hub's"),
        .init("temporary", .truth, isRequired: false, "it was not taken: send the same bytes again later"),
        .init(
            "reason", .object([.init("code", .text), .init("en", .text), .init("zh", .text)]), isRequired: false,
            "why it was refused"),
        .init(
            "fields",
            .map(
                .object([
                    .init("yours", value), .init("theirs", value), .init("by", .nullable(.text)),
                    .init("at", .nullable(.instant)),
                ])), isRequired: false,
            "both values of each field that somebody else has set; in `saved`, since the person looked, and left as it is"
        ),
    ])
}

extension CommandField {
    fileprivate var member: Shape.Member {
        let (shape, limit): (Shape, String) =
            switch form {
            case .text(let limit): (.bounded(bytes: limit), ", in at most \(limit) bytes of UTF-8")
            case .instant: (.instant, "")
            case .amount: (.integer(0...Self.largestAmount), ", in digits alone")
            case .word(let words): (.word(words), "")
            }
        return .init(name, canBeNull ? .nullable(shape) : shape, isRequired: isRequired, meaning + limit)
    }
}

extension Shape {
    fileprivate static let key = Shape.pattern(
        "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
}
