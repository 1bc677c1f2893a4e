import Testing

@testable import FloorTUI

struct ReviewPhraseTests {
    @Test("every text is there in both languages", arguments: ReviewPhrase.allCases)
    func review(_ phrase: ReviewPhrase) {
        #expect(phrase.texts.zh != phrase.rawValue && !phrase.texts.en.isEmpty)
        #expect(!phrase.texts.en.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
    }

    @Test("every word of the journal is there in both languages", arguments: JournalPhrase.allCases)
    func journal(_ phrase: JournalPhrase) { #expect(!phrase.texts.zh.isEmpty && !phrase.texts.en.isEmpty) }

    @Test("no two sets of texts share a name: key maps keep texts by name")
    func names() {
        let all =
            Phrase.allCases.map(\.rawValue) + ReviewPhrase.allCases.map(\.rawValue)
            + JournalPhrase.allCases.map(\.rawValue)
        let twice = Dictionary(grouping: all, by: \.self).filter { $1.count > 1 }.keys
        #expect(twice.isEmpty)
    }
}
