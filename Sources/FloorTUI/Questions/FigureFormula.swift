/// How figures come about, in the symbols of ISO 22400-2: said here for sheets and screens alike.
enum FigureFormula {
    static let oee = "A × E × Q"
    static let availability = "APT ÷ PBT"
    static let effectiveness = "Σ PRI·PQ ÷ APT"
    static let quality = "GQ ÷ PQ"
    /// Of several products: no quotient of parts is the quality then.
    static let weightedQuality = "Σ PRI·GQ ÷ Σ PRI·PQ"
    static let lostStopped = "ADET ÷ PRI"
    static let lostSpeed = "APT ÷ PRI − PQ"
    static let timeBetween = "(APT + AUST) ÷ n"
}
