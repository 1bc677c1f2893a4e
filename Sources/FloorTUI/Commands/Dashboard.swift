import ArgumentParser
import Telemetry
import Widgets

/// `floortui`: the dashboard.
struct Dashboard: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dashboard", abstract: "The dashboard: what every machine does, live.")

    @Option(
        help: "The broker, as mqtt://host:1883 or mqtts://host:8883. Default: that of terminal.toml, else this machine."
    )
    var broker: String?

    @OptionGroup var access: AccessOptions

    @Option(help: "The site, where hubs of several speak on the broker.")
    var site: String?

    @OptionGroup var look: LookOptions

    @OptionGroup var color: ColorOptions

    func run() throws {
        TerminalSignals.block()
        try TerminalCheck.require(orElse: "print one screen with floortui snapshot floor --broker URL")
        TerminalSignals.end(by: try runDashboard(try failing { try settings() }))
    }

    private func settings() throws -> DashboardSettings {
        let file = try look.terminalFile()
        let address = try broker.map { try BrokerURL($0) } ?? file?.broker ?? BrokerURL(host: "127.0.0.1")
        var settings = DashboardSettings(broker: address, site: site ?? file?.site, look: look.look(file))
        settings.useColor = !color.noColor
        settings.access = try access.access(for: address, over: file?.access ?? BrokerAccess())
        return settings
    }
}
