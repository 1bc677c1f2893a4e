import ArgumentParser
import Hub
import Telemetry

extension HubSettings.Clock: ExpressibleByArgument {}

/// `floortui hub`: the service.
struct HubCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hub",
        abstract: "The service: reads what machines say, records it, and publishes what screens show.",
        discussion: """
            Runs until INT or TERM. A changed plant file is put in force, or refused whole; HUP reads it at once. Ends with 75 \
            when another hub holds the store or works for the site.
            """)

    @Option(help: "The broker, as mqtt://host:1883 or mqtts://host:8883.", transform: BrokerURL.argument)
    var broker: BrokerURL

    @OptionGroup var access: AccessOptions

    @Option(help: "The plant file.", completion: .file(extensions: ["toml"]))
    var plant: String

    @Option(help: "The folder of the store; made when it is not there.", completion: .directory)
    var store: String

    @Option(
        help:
            "Where backups of the store lie, for the case that its journal is damaged. Default: backups in its folder.",
        completion: .directory)
    var backups: String?

    @Option(
        help: "Append where the journal's chain stands to this file, each hour and at the end.", completion: .file())
    var anchor: String?

    @Option(help: "wall: this machine's clock. follow: that of a replay or simulation on the broker.")
    var clock = HubSettings.Clock.wall

    func run() throws {
        try failing {
            let signals = try StopSignals(hangup: .reloads)
            let model = try PlantFile.load(path: plant)
            var settings = HubSettings(
                broker: broker, model: model, plantFile: plant, folder: store, clock: clock, version: Version.text)
            settings.access = try access.access(for: broker)
            settings.backups = backups
            settings.anchors = anchor
            try HubService(settings).run(until: signals)
        }
    }
}
