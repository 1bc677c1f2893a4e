import ArgumentParser
import Basis
import DemoPlant
import Hub
import Telemetry

/// `floortui plant fault`: lets a fault happen in a running plant.
struct PlantFaultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fault",
        abstract: "Let something go wrong in a simulated plant that runs.",
        discussion: "As: floortui plant fault \"silence DC-04 for 5m\" --broker URL. Times run by the plant's clock.")

    @Argument(
        help: ArgumentHelp(
            "\"KIND [CELL] [after TIME] [for TIME]\".",
            discussion: "KIND is one of "
                + PlantFault.Kind.allCases.filter { $0 != .brokerKilled }.map(\.rawValue).joined(separator: ", ")
                + ". Without a cell it happens to all; without times at once, for 60s."),
        transform: PlantFault.argument)
    var fault: PlantFault

    @Option(help: "The broker, as mqtt://host:1883 or mqtts://host:8883.", transform: BrokerURL.argument)
    var broker: BrokerURL

    @OptionGroup var access: AccessOptions

    func validate() throws { try fault.requireOfPlant() }

    func run() throws {
        try failing {
            var settings = TimedPublisher.Settings(
                broker: broker, clientPrefix: "floortui-fault", speed: 1, stopDescriptor: try StopSignals().descriptor)
            settings.access = try access.access(for: broker)
            settings.patience = .seconds(5)
            let message = OutgoingMessage(
                topic: PlantFault.topic, payload: Array(fault.words.utf8), qos: .atLeastOnce, retain: false)
            var waiting = [TimedMessage(at: .now, message: message)]
            let (_, isComplete) = try TimedPublisher(settings).run({ waiting.popLast() }) { _ in }
            guard isComplete else { throw CommandFailure(.failed, "stopped before the broker had it") }
        }
    }
}
