/// The shortest of `runs` runs of `body`, in seconds for each of its `count` parts: what the code takes when nothing else
/// gets in its way.
func secondsEach(of count: Int, runs: Int = 5, _ body: () throws -> Void) rethrows -> Double {
    var best = Double.infinity
    for _ in 0..<runs { best = min(best, try ContinuousClock().measure(body).seconds) }
    return best / Double(count)
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension [Double] {
    var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}
