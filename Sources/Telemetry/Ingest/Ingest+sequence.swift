/// Messages that are numbered by their source.
extension Ingest {
    mutating func count(_ number: Int64, _ taken: Taken) {
        let key = taken.source * machines.count + taken.machine
        let more = sequences[key]?.take(number)
        if more == nil { sequences[key] = SequenceTrack(number) }
        if let more, more != 0 { missed[taken.source, default: 0] += more }
    }

    /// What is missing by the numbers of each source's messages since this was last called; fewer than none where more of
    /// the missing came than went missing.
    package mutating func takeMissed() -> [(source: String, messages: Int64)] {
        defer { missed = [:] }
        return missed.sorted { $0.key < $1.key }.map { (sourceID($0.key), $0.value) }
    }
}
