import Basis
import Hub

/// The plant whose year is kept: 100 machines in five lines and three shifts, each shot with fifteen values.
struct YearPlant {
    static let machineCount = 100
    static let machinesALine = 20
    /// When the first day begins, with its early shift: 2025-01-01 06:00 UTC.
    static let start = Instant(milliseconds: 1_735_711_200_000)
    static let dayLength: Int64 = 86_400_000
    static let shiftLength: Int64 = 8 * 3_600_000

    /// What is measured in a shot: its name, where it lies, how far it strays, and its decimals.
    static let values: [(tag: String, base: Double, stray: Double, decimals: Int)] = [
        ("fast_speed", 4.2, 0.3, 2), ("slow_speed", 0.25, 0.03, 3), ("fill_time", 45, 4, 1),
        ("intensification", 810, 35, 0), ("biscuit", 25, 2, 1), ("metal_temp", 655, 9, 1),
        ("die_temp_fixed", 212, 14, 1), ("die_temp_moving", 205, 14, 1),
        ("vacuum", 62, 8, 1), ("clamp_force", 8400, 90, 0), ("spray_time", 11.5, 0.8, 2), ("cool_time", 14, 0.6, 2),
        ("dosing_time", 6.8, 0.4, 2), ("cycle_time", 61, 1.5, 2), ("oil_temp", 44, 3, 1),
    ]
    static let tags = values.map(\.tag)

    static func machine(_ number: Int) -> String { "DC-\(100 + number)" }
    static func line(_ number: Int) -> String { "L\(number)" }
    static func die(of machine: Int) -> String { "D-\(200 + machine)" }
    static var lastLine: String { line(machineCount / machinesALine - 1) }

    static func model() throws(ConfigurationError) -> PlantModel {
        var text = """
            [site]
            id = "year"
            time_zone = "UTC"

            [[source]]
            id = "values"
            topic = "year/{machine}/{tag}"
            time = "/t"
            time_format = "epoch-ms"
            value = "/v"

            [[rule]]
            state = "producing"
            when = 'execution == "ACTIVE"'

            [[rule]]
            state = "stopped"
            when = 'execution == "STOPPED"'

            [[rule]]
            state = "idle"
            when = 'execution == "READY"'

            [[cycle]]
            pulse = "increase"
            counter = "shot_no"

            [[tag]]
            id = "shot_no"
            owner = "die"

            """
        for (id, from, to) in [("early", 6, 14), ("late", 14, 22), ("night", 22, 6)] {
            text += "[[shift]]\nid = \"\(id)\"\nfrom = \"\(clock(from))\"\nto = \"\(clock(to))\"\n"
        }
        for from in [10, 18, 2] {
            text += "[[break]]\nname = \"Meal\"\nfrom = \"\(clock(from))\"\nto = \"\(clock(from).dropLast(2))30\"\n"
        }
        for number in 0..<machineCount / machinesALine { text += "[[line]]\nid = \"\(line(number))\"\n" }
        for number in 0..<machineCount {
            text += """
                [[machine]]
                id = "\(machine(number))"
                line = "\(line(number / machinesALine))"
                native = "execution"
                ideal_cycle = "60s"
                silence_limit = "5m"

                """
        }
        return try PlantFile.read(text: Array(text.utf8), file: "year.toml")
    }

    private static func clock(_ hour: Int) -> String { hour < 10 ? "0\(hour):00" : "\(hour):00" }
}
