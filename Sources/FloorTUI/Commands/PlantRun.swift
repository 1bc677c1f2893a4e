import ArgumentParser
import Basis
import DemoPlant
import Hub
import Records
import Telemetry

/// `floortui plant` or `floortui plant run`: the simulated plant.
struct PlantRun: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "The simulated plant: twelve die-casting cells that speak MQTT, with the faults that real ones have.",
        discussion: "Runs until INT, TERM or HUP. At a speed other than 1 it says its own time; a hub reads it with "
            + "--clock follow.")

    @Option(help: "The broker, as mqtt://host:1883 or mqtts://host:8883.", transform: BrokerURL.argument)
    var broker: BrokerURL

    @OptionGroup var access: AccessOptions

    @Option(help: "What happens, when, to which cell: the same seed gives the same day.")
    var seed: UInt64 = 1

    @Option(help: "How many times as fast as the wall's clock.")
    var speed = 1.0

    @OptionGroup var faults: FaultOptions

    func validate() throws {
        for fault in faults.all { try fault.requireOfPlant() }
        guard speed > 0, speed <= 3600 else { throw ValidationError("--speed must be more than 0, and at most 3600") }
    }

    func run() throws {
        try failing {
            let signals = try StopSignals()
            var settings = TimedPublisher.Settings(
                broker: broker, clientPrefix: "floortui-plant", speed: speed, stopDescriptor: signals.descriptor)
            settings.access = try access.access(for: broker)
            let carriesTime = speed != 1
            if carriesTime { settings.clock = ClockMessage.outgoing }
            settings.listensTo = PlantFault.topic
            let start = Instant.now
            var simulation = PlantSimulation(seed: seed, start: start)
            for fault in faults.all { simulation.strike(fault, at: start) }
            var newest = start
            var waiting: [TimedMessage] = []
            let next = { () -> TimedMessage? in
                if waiting.isEmpty { waiting = simulation.next().reversed() }
                var message = waiting.popLast()
                if carriesTime { message?.carryTime(isRetained: false) }
                if let at = message?.at { newest = at }
                return message
            }
            _ = try TimedPublisher(settings).run(next) { progress in
                PublisherWords.say(progress, of: broker)
                guard case .heard(let words) = progress, let fault = Self.fault(words) else { return }
                simulation.strike(fault, at: newest)
            }
        }
    }

    /// What somebody asks the running plant for; nil where it is none that a plant can have.
    private static func fault(_ words: [UInt8]) -> PlantFault? {
        let text = SanitizedText(bytes: words.prefix(200)).text
        do {
            let fault = try PlantFault(words: text)
            try fault.requireOfPlant()
            Output.message("fault asked for: \(fault.words)")
            return fault
        } catch {
            Output.message("fault \"\(text)\" cannot be had: \(error)")
            return nil
        }
    }
}
