import Glibc

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

extension Double {
    func rounded(to decimals: Int) -> Double {
        let scale = pow(10, Double(decimals))
        return (self * scale).rounded() / scale
    }
}

extension [Double] {
    /// The smallest that `share` of all do not exceed.
    func quantile(_ share: Double) -> Double {
        isEmpty ? .nan : sorted()[Swift.min(count - 1, Int((Double(count) * share).rounded(.up)) - 1)]
    }

    var median: Double { isEmpty ? .nan : sorted()[count / 2] }
}
