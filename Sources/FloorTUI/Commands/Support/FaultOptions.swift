import ArgumentParser
import Basis
import DemoPlant

/// `--fault`: what is to go wrong in a simulated plant, and when.
struct FaultOptions: ParsableArguments {
    @Option(
        name: .customLong("fault"), parsing: .singleValue,
        help: ArgumentHelp(
            "What goes wrong, and when, by the plant's time: \"KIND [CELL] [after TIME] [for TIME]\".",
            discussion: "KIND is one of \(PlantFault.Kind.allCases.map(\.rawValue).joined(separator: ", ")). Without a "
                + "cell it happens to all; without times at once, for 60s. May be given more than once.",
            valueName: "fault"),
        transform: PlantFault.argument)
    var all: [PlantFault] = []
}

extension PlantFault {
    /// Reads it from a command line.
    static func argument(_ text: String) throws -> PlantFault {
        do { return try PlantFault(words: text) } catch { throw ValidationError("\(error)") }
    }

    /// - Throws: what to do where no plant can have this fault.
    func requireOfPlant() throws(ValidationError) {
        guard kind == .brokerKilled else { return }
        throw ValidationError(
            "a plant has no broker to kill; a demo has, and is asked at its start: floortui demo --fault \"\(words)\"")
    }
}
