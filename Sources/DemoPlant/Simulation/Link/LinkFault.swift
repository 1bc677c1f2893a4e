/// What a sensor, a gateway or the link does to one message.
package enum LinkFault: String, CaseIterable, Sendable {
    /// JSON cut off in the middle.
    case truncated
    case invalidUTF8
    case empty
    /// A text where a number belongs.
    case textForNumber
    case duplicateKey
    /// 65535 in place of a measured value.
    case sentinel
    /// A measured value beyond all that its sensor can show.
    case jump
    /// A time stamp an hour to a month ahead.
    case futureTime
    /// The second of two equal messages.
    case repeated

    /// Those that make the payload unreadable, or readable in two ways.
    static let badBytes: [LinkFault] = [.truncated, .invalidUTF8, .empty, .textForNumber, .duplicateKey]
}
