package import Basis

extension DemoHall {
    /// A measured value: what it is called, its unit, and what is normal for it.
    package struct Value: Sendable {
        /// The member of a shot, or the last level of a slow value's topic.
        package let id: String
        package let name: LocalizedText
        /// As printed; empty for a pure number.
        package let unit: String
        package let decimals: Int
        /// What a sensor of this kind can show at all; anything outside is a fault of the sensor or the link.
        package let range: ClosedRange<Double>
        /// What the process allows; outside it parts become scrap or the machine suffers.
        package let limits: ClosedRange<Double>
        /// How often the value is published between shots; nil when it comes with shots only.
        package let periodSeconds: Int64?
    }

    /// The number that a broken sensor or an unread register shows.
    package static let sentinel: Int64 = 65_535
    /// `…/bits` comes on a change and at least this often.
    package static let heartbeatSeconds: Int64 = 10
    /// Counters are 16-bit registers: after 65,535 comes 0.
    package static let counterModulus = 65_536
    /// Below this the die is cold (`die_cold`), and shots are warm-up shots, °C.
    package static let dieWarmCelsius = 165.0

    /// Members of `…/shot`, in the order of the payload.
    package static let shotValues: [Value] = [
        shot("v1", "Slow shot velocity V1", "低速速度", "m/s", 2, 0...2, 0.19...0.31),
        shot("v2", "Fast shot velocity V2", "高速速度", "m/s", 2, 0...8, 2.9...3.5),
        shot("switchover_mm", "Switch-over position", "高速切换点", "mm", 1, 0...800, 305...335),
        shot("intensification_mpa", "Intensification pressure", "增压比压", "MPa", 1, 0...120, 64...82),
        shot("rise_ms", "Intensification rise time", "建压时间", "ms", 1, 0...200, 12...34),
        shot("fill_ms", "Cavity fill time", "充型时间", "ms", 1, 0...300, 28...42),
        shot("biscuit_mm", "Biscuit thickness", "料柄厚度", "mm", 1, 0...100, 24...36),
        shot("metal_c", "Metal temperature", "浇注温度", "°C", 1, 0...800, 645...685),
        shot("die_f1_c", "Die temperature, fixed half", "定模温度", "°C", 1, 0...400, 165...235),
        shot("die_m1_c", "Die temperature, moving half", "动模温度", "°C", 1, 0...400, 155...230),
        shot("sleeve_c", "Shot sleeve temperature", "料筒温度", "°C", 1, 0...400, 110...180),
        shot("vacuum_mbar", "Vacuum", "真空度", "mbar", 0, 0...1050, 0...110),
        shot("clamp_kn", "Clamp force", "锁模力", "kN", 0, 0...10_000, 7840...8160),
        shot("cycle_s", "Cycle time", "循环时间", "s", 1, 0...600, 58...72),
    ]

    /// `…/value/{id}`, published between shots too.
    package static let slowValues: [Value] = [
        slow("oil_c", "Hydraulic oil temperature", "液压油温度", "°C", 0...120, 15...60, every: 15),
        slow("coolant_c", "Coolant temperature", "冷却水温度", "°C", 0...100, 15...36, every: 15),
        slow("cooling_l_min", "Cooling flow", "冷却水流量", "L/min", 0...100, 24...42, every: 15),
        slow("furnace_c", "Holding furnace temperature", "保温炉温度", "°C", 0...900, 650...695, every: 15),
        slow("acc_bar", "Accumulator pressure", "蓄能器压力", "bar", 0...300, 140...175, every: 10),
        slow("die_f1_c", "Die temperature, fixed half", "定模温度", "°C", 0...400, 165...235, every: 10),
    ]

    private static func shot(
        _ id: String, _ en: String, _ zh: String, _ unit: String, _ decimals: Int, _ range: ClosedRange<Double>,
        _ limits: ClosedRange<Double>
    ) -> Value {
        Value(
            id: id, name: LocalizedText(en, zh: zh), unit: unit, decimals: decimals, range: range, limits: limits,
            periodSeconds: nil)
    }

    private static func slow(
        _ id: String, _ en: String, _ zh: String, _ unit: String, _ range: ClosedRange<Double>,
        _ limits: ClosedRange<Double>, every period: Int64
    ) -> Value {
        Value(
            id: id, name: LocalizedText(en, zh: zh), unit: unit, decimals: 1, range: range, limits: limits,
            periodSeconds: period)
    }
}
