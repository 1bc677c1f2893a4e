import Basis

/// What the cell's sensors see.
extension Cell {
    func isDieCold(at instant: Instant) -> Bool { heat.dieFixed.value(at: instant) < DemoHall.dieWarmCelsius }

    /// Accumulator pressure without the sensor's noise, bar.
    var accumulatorBar: Double {
        switch activity {
        case .off: 0
        case .failed(.seal), .repair(.seal): 92
        default: 160 - 2.4 * seal.drift
        }
    }

    /// The slow value `id` of `DemoHall.slowValues` as its sensor shows it; `noise` is one step of scatter.
    func slowValue(_ id: String, _ furnace: Furnace, at instant: Instant, noise: Double) -> Double? {
        let oil = heat.oil.value(at: instant)
        return switch id {
        case "oil_c": oil + 0.2 * noise
        case "coolant_c": 28 + 0.25 * (oil - 50) + 0.2 * noise
        case "cooling_l_min": activity == .off ? 0 : 35 - 0.7 * cooler.drift + 0.5 * noise
        case "furnace_c": furnace.celsius(at: instant) + 8 + 0.6 * noise
        case "acc_bar": max(0, accumulatorBar + 0.8 * noise)
        case "die_f1_c": heat.dieFixed.value(at: instant) + 0.8 * noise
        default: nil
        }
    }

    /// The shot just made, all but its number and cycle time, which are known at the end of the cycle.
    mutating func measureShot(_ furnace: Furnace, at now: Instant) -> Shot {
        dosing = 0.96 * dosing + random.scatter(0.42)
        let metal = furnace.celsius(at: now) - 2 + random.scatter(1.5)
        let v2 = 3.2 + random.scatter(0.05)
        let risk = ScrapRisk(
            dieCelsius: heat.dieFixed.value(at: now) + random.scatter(1.5),
            // Colder metal leaves more in the ladle.
            biscuit: 30 + dosing + 0.06 * (metal - 665) + random.scatter(1.2),
            pressure: 75 - seal.drift + random.scatter(0.8),
            vacuum: 60 + vacuum.drift + random.scatter(3))
        let values = [
            0.25 + random.scatter(0.012), v2, die.switchoverMillimetres + random.scatter(1.6), risk.pressure,
            22 + 1.1 * seal.drift + random.scatter(1.5), 35 + 14 * (3.2 - v2) + random.scatter(1.2), risk.biscuit,
            metal, risk.dieCelsius, heat.dieMoving.value(at: now) + random.scatter(1.5),
            heat.sleeve.value(at: now) + random.scatter(1.5), risk.vacuum, 8000 + random.scatter(45),
        ]
        let isScrap = random.chance(risk.probability)
        return Shot(
            number: 0, die: die.id, values: values, ok: risk.isInWindow && !isScrap, isWarmUp: isDieCold(at: now))
    }
}
