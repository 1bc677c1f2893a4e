import Basis

/// What is warm in a cell: die halves, shot sleeve, hydraulic oil, °C.
struct CellHeat: Sendable {
    private(set) var dieFixed: LaggedValue
    private(set) var dieMoving: LaggedValue
    private(set) var sleeve: LaggedValue
    private(set) var oil: LaggedValue

    init(at instant: Instant, _ random: inout SeededRandom) {
        let die = random.uniform(90...190)
        dieFixed = LaggedValue(die, at: instant)
        dieMoving = LaggedValue(die - 6, at: instant)
        sleeve = LaggedValue(random.uniform(90...150), at: instant)
        oil = LaggedValue(random.uniform(42...52), at: instant)
    }

    /// The cell starts doing `activity`: shots bring heat; without them the die falls to what its tempering unit
    /// holds, or to the room.
    mutating func follow(_ activity: CellActivity, roomCelsius room: Double, fouling: Double, from now: Instant) {
        if activity.isProducing {
            dieFixed.aim(at: 205, timeConstant: 400, from: now)
            dieMoving.aim(at: 198, timeConstant: 400, from: now)
            sleeve.aim(at: 150, timeConstant: 300, from: now)
            oil.aim(at: room + 24 + fouling, timeConstant: 2400, from: now)
        } else {
            let tempered = activity == .off ? room : 65
            dieFixed.aim(at: tempered, timeConstant: 1500, from: now)
            dieMoving.aim(at: tempered - 3, timeConstant: 1400, from: now)
            sleeve.aim(at: room, timeConstant: 1200, from: now)
            oil.aim(at: room + 6, timeConstant: 5400, from: now)
        }
    }

    /// The other die comes from its preheating stand.
    mutating func mountPreheatedDie(at now: Instant, _ random: inout SeededRandom) {
        let die = random.uniform(110...140)
        dieFixed = LaggedValue(die, at: now)
        dieMoving = LaggedValue(die - 5, at: now)
    }
}
