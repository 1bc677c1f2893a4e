import Basis
import Foundation
import Hub

/// A plant made up for measuring: machines with twenty tags each, and what they send.
struct PlantLoad {
    struct Message {
        var topic: [UInt8]
        var payload: [UInt8]
        var at: Instant
        /// Whether its value is a number.
        var isNumber: Bool
    }

    let model: PlantModel

    let machineCount: Int
    let lineCount: Int
    let tagCount: Int
    private static let start: Int64 = 1_760_000_000_000

    /// - Parameter machinesALine: how many machines stand in each line.
    init(machines: Int, machinesALine: Int = 20, tags: Int = 20) throws(ConfigurationError) {
        machineCount = machines
        tagCount = tags
        lineCount = (machines + machinesALine - 1) / machinesALine
        var text = """
            [site]
            id = "bench"
            time_zone = "UTC"

            [[source]]
            id = "values"
            topic = "bench/hall/{machine}/values/{tag}"
            time = "/timestamp_ms"
            time_format = "epoch-ms"
            value = "/value"

            [[rule]]
            state = "producing"
            when = 'execution == "ACTIVE"'

            [[rule]]
            state = "idle"
            when = 'execution == "READY"'

            [[cycle]]
            pulse = "increase"
            counter = "parts"

            [[tag]]
            id = "parts"
            counter = true

            [[tag]]
            ids = ["temp_*"]
            number = true
            range = { min = -50, max = 900 }
            limits = { low = 100, high = 310 }

            """
        for line in 0..<lineCount {
            text += "[[line]]\nid = \"L\(line)\"\n"
        }
        for machine in 0..<machines {
            text += """
                [[machine]]
                id = "\(Self.id(machine))"
                line = "L\(machine / machinesALine)"
                native = "execution"
                silence_limit = "5m"

                """
        }
        model = try PlantFile.read(text: Array(text.utf8), file: "bench.toml")
    }

    /// The id of the first machine, which every screen shows.
    static let firstMachine = id(0)

    private static func id(_ machine: Int) -> String { "M-\(10_000 + machine)" }

    /// What all machines send in `seconds` seconds: each tag once a second; states change every twentieth second.
    func messages(seconds: Int) -> [Message] {
        var messages: [Message] = []
        messages.reserveCapacity(seconds * machineCount * tagCount)
        for second in 0..<seconds {
            for tag in 0..<tagCount {
                for machine in 0..<machineCount { messages.append(message(machine, tag, second)) }
            }
        }
        return messages
    }

    /// The message `number` of a stream in which all tags of all of `machines` take turns.
    func message(number: Int, of machines: Range<Int>, at: Instant) -> Message {
        let (tag, machine) = (number / machines.count % tagCount, machines.lowerBound + number % machines.count)
        return message(machine, tag, number / machines.count / tagCount, at: at.milliseconds)
    }

    /// The counter of the first machine shows `value`.
    func count(_ value: Int, at: Instant) -> Message {
        Message(
            topic: Array("bench/hall/\(Self.firstMachine)/values/parts".utf8),
            payload: Array(#"{"timestamp_ms":\#(at.milliseconds),"value":\#(value)}"#.utf8), at: at, isNumber: true)
    }

    private func message(_ machine: Int, _ tag: Int, _ second: Int) -> Message {
        let at =
            Self.start + Int64(second) * 1000 + Int64(tag * machineCount + machine) * 1000
            / Int64(tagCount * machineCount)
        return message(machine, tag, second, at: at)
    }

    private func message(_ machine: Int, _ tag: Int, _ second: Int, at: Int64) -> Message {
        let (name, value) =
            switch tag {
            case 0: ("execution", (second + machine) / 20 % 2 == 0 ? "\"ACTIVE\"" : "\"READY\"")
            case 1: ("parts", "\(1000 + second / 10)")
            default: ("temp_\(tag)", "\(180 + (machine + tag * 7 + second * 3) % 100).\(10 + (second + tag) % 90)")
            }
        let id = Self.id(machine)
        let payload =
            #"{"timestamp_ms":\#(at),"value":\#(value),"unit":"°C","machine":"\#(id)","good":true,"seq":\#(second),"#
            + #""source":"plc-4/db110.w\#(tag)","quality":"GOOD"}"#
        return Message(
            topic: Array("bench/hall/\(id)/values/\(name)".utf8), payload: Array(payload.utf8),
            at: Instant(milliseconds: at), isNumber: tag > 0)
    }
}
