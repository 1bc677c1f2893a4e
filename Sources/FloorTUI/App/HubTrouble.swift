import Records

/// What a hub that lives says is not as it should be.
struct HubTrouble: Hashable {
    /// Whether what is counted is made durable.
    var isRecording = true
    /// What is wrong with the hub's plant file; nil where it is in force.
    var plantProblem: String?
    /// What is wrong with the hub's store; nil: nothing. It stands until somebody has dealt with it.
    var storeProblem: String?
    /// How much room the hub's store has.
    var space = SpaceLevel.ok
    /// Messages that the hub had no room for, while that is new; nil else.
    var dropped: Int64?
    /// Messages that the broker dropped before they reached one of its clients, while that is new; nil else.
    var brokerDropped: Int64?
    /// Messages that are missing by the sequence of their source, while that is new; nil else.
    var missed: Int64?
    /// How far the clock of the hub's machine jumped, while the hub does not believe it; nil else.
    var clockJump: Duration?
}
