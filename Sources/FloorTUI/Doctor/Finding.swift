import Basis

/// One thing that `doctor` looked at: good, or what is wrong and what to do.
struct Finding: Hashable, Sendable {
    enum Level: String, Sendable, CaseIterable {
        case good
        /// It works, but not as well, or not for long.
        case warning
        /// It does not work.
        case fault
    }

    enum Area: String, Sendable, CaseIterable { case terminal, broker, hub, store, system }

    var area: Area
    /// Names it within its area for scripts: `size`, `certificate`.
    var name: String
    var level: Level
    /// What was found, with the figures.
    var text: LocalizedText
    /// What to do; nil where nothing is to be done.
    var advice: LocalizedText?

    static func good(_ area: Area, _ name: String, _ en: String, zh: String) -> Finding {
        Finding(area: area, name: name, level: .good, text: LocalizedText(en, zh: zh))
    }

    static func warning(_ area: Area, _ name: String, _ text: LocalizedText, _ advice: LocalizedText?) -> Finding {
        Finding(area: area, name: name, level: .warning, text: text, advice: advice)
    }

    static func fault(_ area: Area, _ name: String, _ text: LocalizedText, _ advice: LocalizedText?) -> Finding {
        Finding(area: area, name: name, level: .fault, text: text, advice: advice)
    }
}
