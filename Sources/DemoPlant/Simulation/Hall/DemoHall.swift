package import Basis

/// The one table of the simulated die-casting hall: lines, cells, dies, and what the cells publish.
///
/// The simulation, its tests and the example plant description all go by this table.
package enum DemoHall {
    package static let name = LocalizedText("Die-casting hall 1", zh: "压铸一车间")

    package struct Line: Sendable {
        package let id: String
        package let name: LocalizedText
    }

    package struct Cell: Sendable {
        /// Also the topic level: `diecasting/DC-01/…`.
        package let id: String
        package let name: LocalizedText
        /// Index into `lines`.
        package let line: Int
        /// The dies that take turns on this cell; no die serves two cells.
        package let dies: [Die]
    }

    package struct Die: Sendable {
        package let id: String
        package let part: LocalizedText
        /// The best repeatable cycle with this die on its cell, seconds.
        package let idealCycleSeconds: Double
        /// Where the plunger goes over to the fast shot, mm.
        package let switchoverMillimetres: Double
    }

    package static let lines = [
        Line(id: "L1", name: LocalizedText("Line 1, gearbox housings", zh: "一线·变速箱壳体")),
        Line(id: "L2", name: LocalizedText("Line 2, motor housings", zh: "二线·电机壳体")),
        Line(id: "L3", name: LocalizedText("Line 3, structural parts", zh: "三线·结构件")),
    ]

    /// DC-01 … DC-12, four on each line.
    package static let cells: [Cell] = parts.enumerated().map { index, pair in
        let number = (index < 9 ? "0" : "") + String(index + 1)
        return Cell(
            id: "DC-" + number, name: LocalizedText("Die-casting cell " + number, zh: "压铸单元 " + number),
            line: index / 4, dies: [die(pair.first, number: 101 + index), die(pair.second, number: 201 + index)])
    }

    private typealias Part = (name: LocalizedText, cycle: Double, switchover: Double)

    private static func die(_ part: Part, number: Int) -> Die {
        Die(
            id: "D-" + String(number), part: part.name, idealCycleSeconds: part.cycle,
            switchoverMillimetres: part.switchover)
    }

    private static func part(_ en: String, _ zh: String, _ cycle: Double, _ switchover: Double) -> Part {
        (LocalizedText(en, zh: zh), cycle, switchover)
    }

    private static let parts: [(first: Part, second: Part)] = [
        (part("Gearbox housing A", "变速箱壳体A", 62, 320), part("Gearbox cover A", "变速箱盖A", 60.5, 318)),
        (part("Gearbox housing B", "变速箱壳体B", 63, 322), part("Gearbox cover B", "变速箱盖B", 61, 319)),
        (part("Clutch housing", "离合器壳体", 62.5, 321), part("Clutch cover", "离合器盖", 60, 318)),
        (part("Oil pan", "油底壳", 61.5, 319), part("Valve body", "阀体", 63.5, 323)),
        (part("Motor housing front", "电机前壳体", 61, 319), part("Motor end shield front", "电机前端盖", 60, 317)),
        (part("Motor housing rear", "电机后壳体", 61.5, 320), part("Motor end shield rear", "电机后端盖", 60.5, 318)),
        (part("Inverter housing", "逆变器壳体", 62, 320), part("Inverter cover", "逆变器盖", 60, 317)),
        (part("Cooling jacket", "冷却水套", 63, 322), part("Terminal box", "接线盒", 60, 316)),
        (part("Shock tower left", "左减震塔", 64, 324), part("Shock tower right", "右减震塔", 64, 324)),
        (part("Cross member", "横梁", 63.5, 323), part("Longitudinal node", "纵梁接头", 62.5, 321)),
        (part("Battery tray corner", "电池托盘角件", 62, 320), part("Battery tray bracket", "电池托盘支架", 61, 318)),
        (part("Steering housing", "转向器壳体", 61.5, 319), part("Bearing bracket", "轴承支架", 60.5, 317)),
    ]
}
