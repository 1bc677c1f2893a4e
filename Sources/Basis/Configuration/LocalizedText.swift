/// The languages that FloorTUI speaks.
package enum Language: String, CaseIterable, Sendable, Codable {
    case en
    case zh
}

/// A text of the plant in one language for all, or in two.
package struct LocalizedText: Hashable, Sendable {
    /// Also what is shown for a language without a text of its own.
    package var en: String
    /// nil: `en` serves for Chinese, too.
    package var zh: String?

    package init(_ en: String, zh: String? = nil) {
        self.en = en
        self.zh = zh
    }

    package subscript(language: Language) -> String {
        switch language {
        case .en: en
        case .zh: zh ?? en
        }
    }
}
