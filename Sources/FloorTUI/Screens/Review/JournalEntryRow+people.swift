import Basis
import Records
import Shopfloor

/// What people, late readings, shift records and the clock did, worded.
extension JournalEntryRow {
    /// What is null was not spoken of, what is empty was taken back.
    func stop(_ body: EntryBody, _ context: ScreenContext) -> [String?] {
        let phrases = context.phrases
        func said(_ text: String?, _ takenBack: JournalPhrase, _ words: (String) -> String) -> String? {
            text.map { $0.isEmpty ? phrases[takenBack] : words($0) }
        }
        let isMerge = body.node?["merge"]?.asBool == true
        return [
            said(body.text("reason"), .reasonTakenBack) { context.picture.reasons.words($0, context.language) },
            body.instant("cut").map { "\(phrases[isMerge ? .cutTakenBack : .cutAt]) \(context.moment($0))" },
            said(body.text("note"), .noteTakenBack) { $0 },
            since(body.instant("from"), context),
        ]
    }

    func quantity(_ body: EntryBody, _ context: ScreenContext) -> [String?] {
        let phrases = context.phrases
        func count(_ name: StaticString, _ phrase: CommandPhrase) -> String? {
            let parts = body.integer(name) ?? 0
            return parts == 0 ? nil : "\(phrases[phrase]) \(Numbers.grouped(parts))"
        }
        let corrected = body.integer("corrects")
        let isTakenBack = corrected != nil && (body.integer("scrap") ?? 0) + (body.integer("rework") ?? 0) == 0
        return [
            isTakenBack ? phrases[CommandPhrase.bookingTakenBack] : nil,
            count("scrap", .fieldScrap), count("rework", .fieldRework),
            corrected.map { "\(phrases[JournalPhrase.insteadOf]) #\($0)" },
            body.text("order").map { "\(phrases[.fieldOrder]) \($0)" }, body.text("note"),
            body.text("shift").map { "\(phrases[.fieldShift]) \(context.shiftName($0))" },
            body.instant("at").map { context.moment($0) },
        ]
    }

    func correction(_ body: EntryBody, _ context: ScreenContext) -> [String?] {
        let ends = [body.instant("from"), body.instant("to")].compactMap(\.self).map { context.moment($0) }
        return condition(body, context) + [
            ends.joined(separator: " – "),
            body.integer("replaces").map { "\(context.phrases[.insteadOf]) #\($0)" },
        ]
    }

    func produced(_ body: EntryBody, _ context: ScreenContext) -> [String?] {
        let phrases = context.phrases
        func count(_ name: StaticString) -> String? {
            body.node?[name]?.asDouble.map { Numbers.grouped(Int64($0.rounded())) }
        }
        return [
            body.text("shift").map { "\(phrases[.fieldShift]) \(context.shiftName($0))" },
            body.text("order").map { "\(phrases[.fieldOrder]) \($0)" }, body.text("item"), body.text("die"),
            body.node?["shots"]?.asDouble.map { phrases.count(Int64($0.rounded()), .oneShot, .shotsUnit) },
            count("pq").map { "\(phrases[.quantityProduced]) \($0)" },
            count("gq").map { "\(phrases[.quantityGood]) \($0)" },
        ]
    }

    func clockSet(_ body: EntryBody, _ context: ScreenContext) -> String? {
        guard let from = body.instant("from"), let to = body.instant("to") else { return nil }
        let phrases = context.phrases
        return
            "\(phrases[.clockSetFrom]) \(context.moment(from)) \(phrases[.clockSetTo]) \(context.moment(to))"
    }

    /// State, why it is not known, and the machine's own word.
    func condition(_ body: EntryBody, _ context: ScreenContext) -> [String?] {
        let phrases = context.phrases
        return [
            body.text("state").flatMap(MachineState.init).map { phrases[StateLook($0).word] },
            body.text("why").flatMap(NoDataReason.init).map { phrases[$0.phrase] }, body.text("native"),
        ]
    }

    func since(_ instant: Instant?, _ context: ScreenContext) -> String? {
        instant.map { "\(context.phrases[.sinceMoment]) \(context.moment($0))" }
    }
}
