package import Basis

/// Why a command was not done, for programs by its code and for people in both languages.
package struct Refusal: Error, Hashable, Sendable {
    /// A word of a list that only grows; each kind of command adds its own beside itself.
    package struct Code: RawRepresentable, Hashable, Sendable {
        package var rawValue: String

        package init(rawValue: String) { self.rawValue = rawValue }
        package init(_ word: String) { rawValue = word }
    }

    package var code: Code
    /// Both languages are there: what the hub says reaches terminals of either.
    package var text: LocalizedText

    package init(_ code: Code, _ en: String, zh: String) {
        self.code = code
        text = LocalizedText(en, zh: zh)
    }
}

extension Refusal.Code {
    /// The payload is no command of this form.
    package static let unreadable = Self("unreadable")
    package static let tooLarge = Self("too-large")
    package static let unknownKind = Self("unknown-kind")
    /// The plant or the journal has no object of this id.
    package static let unknownObject = Self("unknown-object")
    /// The key was used already, with other bytes.
    package static let keyReused = Self("key-reused")
    /// The hub cannot make anything durable now. The command is not taken: the same bytes may be sent again.
    package static let notRecording = Self("not-recording")
    /// The alarm came again after the version that the person saw: they have to look at it first.
    package static let cameAgain = Self("came-again")
}

extension Refusal {
    static func unreadable(_ en: String, zh: String) -> Refusal { Refusal(.unreadable, en, zh: zh) }

    package static let keyReused = Refusal(
        .keyReused, "this key was used already, with other content", zh: "该键已用于其他内容")

    /// - Parameter kind: as the command has it; made safe, since it stands on screens.
    package static func unknownKind(_ kind: String) -> Refusal {
        let word = SanitizedText(kind, limit: 64).text
        return Refusal(
            .unknownKind, "this hub does not know the command \(word)", zh: "此中枢不认识命令 \(word)")
    }

    package static func unknownObject(_ id: String) -> Refusal {
        let word = SanitizedText(id, limit: 200).text
        return Refusal(.unknownObject, "there is no \(word) here", zh: "此处没有 \(word)")
    }

    /// - Parameter why: the sentence of the store, such as that the disk is full.
    package static func notRecording(_ why: String, isDiskFull: Bool) -> Refusal {
        let why = why.hasSuffix(".") ? String(why.dropLast()) : why
        return isDiskFull
            ? Refusal(.notRecording, "hub disk full: it is kept here and sent again", zh: "中枢磁盘已满:保留在本机,稍后重发")
            : Refusal(
                .notRecording, "the hub cannot record now (\(why)): it is kept here and sent again",
                zh: "中枢暂时无法记录:保留在本机,稍后重发")
    }

    /// The store has reached the size that its plant file allows, or the disk's reserve.
    package static let storeFull = Refusal(
        .notRecording, "hub store full: it is kept here and sent again once there is room", zh: "中枢存储已满:保留在本机,有空间后重发")

    /// Whether the command stays as it is, to be sent again later: it was not taken, and its key is free.
    package var isTemporary: Bool { code == .notRecording }
}
