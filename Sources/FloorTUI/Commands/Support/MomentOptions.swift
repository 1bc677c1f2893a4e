import ArgumentParser
import Basis

/// Which moment is asked about, and with whose knowledge.
struct MomentOptions: ParsableArguments {
    @Option(help: "The moment, as 2016-10-31T15:00:00Z: what the hub knew then. Default: now.")
    var at: Instant?

    @Option(help: "`now`, with --at: include what the hub learned since.")
    var asOf: String?

    var includesLater: Bool { asOf != nil }

    func validate() throws {
        guard asOf == nil || asOf == "now" && at != nil else {
            throw ValidationError("--as-of takes only \"now\", and only with --at")
        }
    }
}
