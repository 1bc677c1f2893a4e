package import Basis
import Telemetry

/// One `[[tag]]` of `plant.toml`: what it says of the tags that it names. nil leaves what an earlier one said.
package struct TagSetting: Hashable, Sendable {
    package var tags: NamePatterns
    package var machines: NamePatterns
    package var name: LocalizedText?
    package var unit: String?
    /// Physically possible; outside is flagged.
    package var minimum: Double?
    package var maximum: Double?
    package var sentinels: [Double]?
    package var maximumStep: Double?
    package var isNumber: Bool?
    /// Alarm limits of the process (ISA-18.2 low and high); outside is shown, not flagged.
    package var low: Double?
    package var high: Double?
    package var decimals: Int?
    package var staleAfter: Duration?
    package var isCounter: Bool?
    package var owner: String?
    package var rollsOverAt: Double?
    package var isHidden: Bool?

    package init(tags: NamePatterns, machines: NamePatterns) {
        self.tags = tags
        self.machines = machines
    }

    func apply(to policy: inout TagPolicy) {
        policy.minimum = minimum ?? policy.minimum
        policy.maximum = maximum ?? policy.maximum
        policy.sentinels = sentinels ?? policy.sentinels
        policy.maximumStep = maximumStep ?? policy.maximumStep
        policy.refusesText = isNumber ?? policy.refusesText
        guard isCounter ?? (policy.counter != nil) else { return policy.counter = nil }
        let earlier = policy.counter
        policy.counter = CounterPolicy(
            owner: owner ?? earlier?.owner, rollsOverAt: rollsOverAt ?? earlier?.rollsOverAt)
    }

    func apply(to presentation: inout TagPresentation) {
        presentation.name = name ?? presentation.name
        presentation.unit = unit ?? presentation.unit
        presentation.low = low ?? presentation.low
        presentation.high = high ?? presentation.high
        presentation.decimals = decimals ?? presentation.decimals
        presentation.staleAfter = staleAfter ?? presentation.staleAfter
        presentation.isHidden = isHidden ?? presentation.isHidden
    }
}

/// How a tag is shown.
package struct TagPresentation: Hashable, Sendable {
    /// nil: its id is shown.
    package var name: LocalizedText?
    package var unit: String?
    package var low: Double?
    package var high: Double?
    /// nil: as many as the value needs.
    package var decimals: Int?
    /// After what age its value is stale; nil: its age says nothing, since the source reports changes only.
    package var staleAfter: Duration?
    /// Not on the Machine screen.
    package var isHidden = false
    /// Where it stands among the machine's tags: the place in the plant file where it got its name.
    package var order = Int.max
}

/// Names with `*` for any text: `*`, `DC-*`, `die_?1` is not one, a `?` stands for itself.
package struct NamePatterns: Hashable, Sendable {
    package var patterns: [String]

    package init(_ patterns: [String]) { self.patterns = patterns }

    package static let all = NamePatterns(["*"])

    package func matches(_ name: String) -> Bool {
        patterns.contains { Self.matches(name.utf8Span.span, $0.utf8Span.span) }
    }

    /// By bytes, as topics are compared: names are looked at for each tag of each machine.
    private static func matches(_ name: Span<UInt8>, _ pattern: Span<UInt8>) -> Bool {
        var (at, next) = (0, 0)
        // The newest star, and how much of the name is for what stands behind it.
        var star: (next: Int, at: Int)?
        while at < name.count {
            if next < pattern.count, pattern[next] == UInt8(ascii: "*") {
                next += 1
                star = (next, at)
            } else if next < pattern.count, pattern[next] == name[at] {
                (at, next) = (at + 1, next + 1)
            } else if let last = star {
                star = (last.next, last.at + 1)
                (at, next) = (last.at + 1, last.next)
            } else {
                return false
            }
        }
        while next < pattern.count, pattern[next] == UInt8(ascii: "*") { next += 1 }
        return next == pattern.count
    }
}
