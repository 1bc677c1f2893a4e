import Testing
import Widgets

@testable import FloorTUI

struct PhraseTests {
    @Test(
        "every text is there in both languages",
        arguments: Phrase.allCases.map(\.texts) + CommandPhrase.allCases.map(\.texts)
            + FormPhrase.allCases.map(\.texts))
    func complete(_ texts: (en: String, zh: String)) {
        #expect(!texts.en.isEmpty && !texts.zh.isEmpty)
        #expect(!texts.en.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
    }

    @Test("so is every text about the link", arguments: LinkPhrase.allCases)
    func link(_ phrase: LinkPhrase) { #expect(!phrase.texts.en.isEmpty && phrase.texts.en != phrase.texts.zh) }

    @Test("every text of the key map is a phrase")
    func keyMap() {
        for binding in KeyMap<Action, KeyContext>.standard.bindings {
            for name in [binding.label, binding.help] {
                #expect(Phrase(rawValue: name) != nil || ReviewPhrase(rawValue: name) != nil, "\(name)")
            }
        }
    }
}
