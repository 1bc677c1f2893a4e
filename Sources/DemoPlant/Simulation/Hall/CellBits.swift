package import Basis

/// The bits that a cell's PLC publishes, all in one word.
package struct CellBits: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Main switch on. Off: the shift does not man the cell.
    package static let power = CellBits(rawValue: 1 << 0)
    /// Automatic mode: the cell makes shots by itself, or waits within a cycle.
    package static let auto = CellBits(rawValue: 1 << 1)
    /// Emergency stop pressed.
    package static let estop = CellBits(rawValue: 1 << 2)
    /// Guard door open: somebody works at the cell.
    package static let doorOpen = CellBits(rawValue: 1 << 3)
    /// Change-over of the die under way.
    package static let dieChange = CellBits(rawValue: 1 << 4)
    /// Machine fault: stopped until repaired and acknowledged.
    package static let fault = CellBits(rawValue: 1 << 5)
    /// Ready, but the line's furnace gives no metal.
    package static let waitMetal = CellBits(rawValue: 1 << 6)
    /// The extraction robot did not grip; stopped with the die open.
    package static let waitRobot = CellBits(rawValue: 1 << 7)
    /// Oil level low: a warning, the cell runs on.
    package static let oilLow = CellBits(rawValue: 1 << 8)
    /// Oil above 60 °C: a warning; with `fault` it has stopped the cell.
    package static let oilHot = CellBits(rawValue: 1 << 9)
    /// Overload relay of a hydraulic pump; always with `fault`.
    package static let pumpOverload = CellBits(rawValue: 1 << 10)
    /// Accumulator below 140 bar: a warning; with `fault` the intensifier seal has failed.
    package static let accumulatorLow = CellBits(rawValue: 1 << 11)
    /// Die below its working temperature: shots now are warm-up shots.
    package static let dieCold = CellBits(rawValue: 1 << 12)

    /// Every bit with its member name and what it means, in the order of the payload.
    package static let all: [(bit: CellBits, id: String, name: LocalizedText)] = [
        (.power, "power", LocalizedText("Power on", zh: "电源接通")),
        (.auto, "auto", LocalizedText("Automatic mode", zh: "自动模式")),
        (.estop, "estop", LocalizedText("Emergency stop", zh: "急停")),
        (.doorOpen, "door_open", LocalizedText("Guard door open", zh: "安全门打开")),
        (.dieChange, "die_change", LocalizedText("Die change", zh: "换模")),
        (.fault, "fault", LocalizedText("Machine fault", zh: "设备故障")),
        (.waitMetal, "wait_metal", LocalizedText("Waiting for metal", zh: "待料(铝液)")),
        (.waitRobot, "wait_robot", LocalizedText("Robot did not grip", zh: "取件机器人未抓取")),
        (.oilLow, "oil_low", LocalizedText("Oil level low", zh: "油位低")),
        (.oilHot, "oil_hot", LocalizedText("Oil temperature high", zh: "油温高")),
        (.pumpOverload, "pump_overload", LocalizedText("Pump overload", zh: "油泵过载")),
        (.accumulatorLow, "acc_low", LocalizedText("Accumulator pressure low", zh: "蓄能器压力低")),
        (.dieCold, "die_cold", LocalizedText("Die cold", zh: "模具温度低")),
    ]
}
