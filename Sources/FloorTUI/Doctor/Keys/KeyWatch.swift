import Basis
import Widgets

/// What keys and scanners send, told line by line. Pure: bytes and times in, lines out.
///
/// A scanner types faster than any person: characters that follow each other within 60 ms, four and more, are one scan,
/// with the key that it sends at its end.
struct KeyWatch {
    /// No person types two keys so close, again and again.
    static let burstGap = Duration.milliseconds(60)
    static let burstLength = 4

    private struct Piece {
        var bytes: [UInt8]
        var input: Input
        var at: ContinuousClock.Instant
    }

    private let language: Language
    private var decoder = KeyDecoder()
    private var waiting: [UInt8] = []
    private var burst: [Piece] = []
    /// q or Ctrl-C was pressed, by a person.
    private(set) var isOver = false

    init(_ language: Language) { self.language = language }

    /// When to call `expire` if nothing comes.
    var deadline: ContinuousClock.Instant? {
        let end = burst.last.map { $0.at + Self.burstGap + .milliseconds(1) }
        guard let decoder = decoder.deadline, let end else { return decoder.deadline ?? end }
        return min(decoder, end)
    }

    /// Takes bytes one by one, so that each key is known with its own.
    mutating func feed(_ bytes: [UInt8], at now: ContinuousClock.Instant) -> [String] {
        var lines = endBurst(ifOver: now)
        for byte in bytes {
            waiting.append(byte)
            lines += take(decoder.feed([byte], at: now), at: now)
        }
        return lines
    }

    mutating func expire(at now: ContinuousClock.Instant) -> [String] {
        take(decoder.expire(at: now), at: now) + endBurst(ifOver: now)
    }

    private mutating func take(_ inputs: [Input], at now: ContinuousClock.Instant) -> [String] {
        for (index, input) in inputs.enumerated() {
            // Of an Esc that was only the beginning of nothing, the first byte alone is its own.
            let count = index == inputs.count - 1 ? waiting.count : min(1, waiting.count)
            burst.append(Piece(bytes: Array(waiting.prefix(count)), input: input, at: now))
            waiting.removeFirst(count)
        }
        return []
    }

    private mutating func endBurst(ifOver now: ContinuousClock.Instant) -> [String] {
        guard let last = burst.last, now - last.at > Self.burstGap else { return [] }
        defer { burst = [] }
        let text = String(
            burst.compactMap { if case .key(.character(let character)) = $0.input { character } else { nil } })
        if text.count >= Self.burstLength { return [scan(text)] }
        if burst.contains(where: { $0.input == .key(.character("q")) || $0.input == .key(.control("c")) }) {
            isOver = true
        }
        return burst.map(line)
    }

    /// `1b 5b 41   ↑`
    private func line(_ piece: Piece) -> String {
        let hex = piece.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
        return hex + String(repeating: " ", count: max(1, 24 - hex.count)) + name(piece.input)
    }

    private func name(_ input: Input) -> String {
        switch input {
        case .key(let key): key.description
        case .mouse(let mouse):
            language == .en
                ? "mouse, column \(mouse.at.x + 1), row \(mouse.at.y + 1)"
                : "鼠标 第 \(mouse.at.x + 1) 列 第 \(mouse.at.y + 1) 行"
        case .paste(let text):
            language == .en
                ? "pasted: \(SanitizedText(text, limit: 200).text)" : "粘贴:\(SanitizedText(text, limit: 200).text)"
        case .answer: language == .en ? "an answer of the terminal" : "终端应答"
        }
    }

    private func scan(_ text: String) -> String {
        let shown = SanitizedText(text, limit: 200).text
        var end: Key?
        if case .key(let last) = burst.last?.input {
            if case .character = last { end = nil } else { end = last }
        }
        switch language {
        case .en:
            let ending = end.map { "then \($0)" } ?? "and no key at its end: let the scanner send Enter as its suffix"
            return "scan of \(text.count) characters: \(shown), \(ending)"
        case .zh:
            let ending = end.map { "结束键 \($0)" } ?? "无结束键:请将扫码枪后缀设为回车"
            return "扫码 \(text.count) 个字符:\(shown),\(ending)"
        }
    }
}
