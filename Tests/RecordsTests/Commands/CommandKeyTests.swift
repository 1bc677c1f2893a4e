import Basis
import Testing

@testable import Records

/// Keys of commands.
struct CommandKeyTests {
    @Test("a new key is the UUID of version 7 that RFC 9562 A.6 gives as an example")
    func versionSeven() {
        let key = CommandKey(at: Instant(milliseconds: 0x017F_22E2_79B0), chance: (0xCC3, 0x18C4_DC0C_0C07_398F))
        #expect(key.text == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    }

    @Test("its text reads back as the same key, and no two are the same")
    func text() {
        let keys = (0..<1000).map { _ in CommandKey.new(at: .now) }
        #expect(Set(keys).count == keys.count)
        #expect(keys.allSatisfy { CommandKey($0.text) == $0 })
    }

    @Test("keys of a later millisecond are greater as texts, whatever chance says")
    func rising() {
        let now = Instant.now
        let first = CommandKey(at: now, chance: (.max, .max))
        let second = CommandKey(at: now + .milliseconds(1), chance: (0, 0))
        #expect(first.text < second.text)
    }

    @Test(
        "a text that is no UUID in lower case is no key",
        arguments: ["", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "017f22e279b07cc398c4dc0c0c07398f", "no"])
    func noKey(text: String) { #expect(CommandKey(text) == nil) }
}
