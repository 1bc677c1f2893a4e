/// The numbers that one source gives the messages of one machine: what is missing between them never came.
struct SequenceTrack {
    private var newest: Int64
    /// Numbers passed over that may still come, as they do where messages overtake each other.
    private var open = 0

    /// So far behind the newest a message is late; further behind, its source has begun to count anew.
    static let late: Int64 = 64
    /// Nobody misses more between two messages; a number further ahead is that of another count.
    static let longest: Int64 = 1_000_000

    init(_ first: Int64) { newest = first }

    /// Takes the next number; returns how many messages more, or fewer, are missing by it.
    mutating func take(_ number: Int64) -> Int64 {
        let (step, overflow) = number.subtractingReportingOverflow(newest)
        if !overflow, step > 0, step <= Self.longest {
            newest = number
            open = Int(step - 1)
            return step - 1
        }
        if step == 0 { return 0 }
        guard !overflow, number > 1, step < 0, step >= -Self.late else {
            // It began again: nobody knows what it would have said between.
            self = SequenceTrack(number)
            return 0
        }
        guard open > 0 else { return 0 }
        open -= 1
        return -1
    }
}
