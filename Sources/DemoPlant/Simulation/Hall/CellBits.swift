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
    package static let all: [(bit: CellBits, id: String, name: BilingualName)] = [
        (.power, "power", BilingualName("Power on", "电源接通")),
        (.auto, "auto", BilingualName("Automatic mode", "自动模式")),
        (.estop, "estop", BilingualName("Emergency stop", "急停")),
        (.doorOpen, "door_open", BilingualName("Guard door open", "安全门打开")),
        (.dieChange, "die_change", BilingualName("Die change", "换模")),
        (.fault, "fault", BilingualName("Machine fault", "设备故障")),
        (.waitMetal, "wait_metal", BilingualName("Waiting for metal", "待料(铝液)")),
        (.waitRobot, "wait_robot", BilingualName("Robot did not grip", "取件机器人未抓取")),
        (.oilLow, "oil_low", BilingualName("Oil level low", "油位低")),
        (.oilHot, "oil_hot", BilingualName("Oil temperature high", "油温高")),
        (.pumpOverload, "pump_overload", BilingualName("Pump overload", "油泵过载")),
        (.accumulatorLow, "acc_low", BilingualName("Accumulator pressure low", "蓄能器压力低")),
        (.dieCold, "die_cold", BilingualName("Die cold", "模具温度低")),
    ]
}
