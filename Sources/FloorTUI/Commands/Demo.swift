import ArgumentParser
import DemoPlant
import Hub
import Records
import Widgets

/// `floortui demo`: broker, hub and plant on this machine, each as shipped, then the dashboard.
struct Demo: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "A simulated plant on this machine: broker, hub, plant, then the dashboard.",
        discussion:
            "All of it lives in a temporary folder, and ends with the demo. A hub that is killed is started anew.")

    @Option(help: "What happens, when, to which cell: the same seed gives the same day.")
    var seed: UInt64 = 1

    @Option(help: "How many times as fast as the wall's clock: at 10, a shift takes 48 minutes.")
    var speed = 10.0

    @Flag(help: "Without the dashboard: show the machines after a while, and end.")
    var headless = false

    @Option(name: .customLong("for"), help: "With --headless: for how long, as 30s. Default: until INT, TERM or HUP.")
    var span: SpanArgument?

    @OptionGroup var faults: FaultOptions

    @OptionGroup var look: LookOptions

    @OptionGroup var color: ColorOptions

    func validate() throws {
        guard speed > 0, speed <= 3600 else { throw ValidationError("--speed must be more than 0, and at most 3600") }
        guard span == nil || headless else { throw ValidationError("--for belongs to --headless") }
    }

    func run() throws {
        try failing {
            let look = look.look(try look.terminalFile())
            if headless { return try runHeadless(look, stop: StopSignals()) }
            TerminalSignals.block()
            try TerminalCheck.require(orElse: "use floortui demo --headless")
            TerminalSignals.end(by: try runOnPlant(look))
        }
    }

    /// Returns the signal that asked for its end, the plant stopped by then.
    private func runOnPlant(_ look: Look) throws -> Int32? {
        let plant = try startPlant()
        defer { plant.stop() }
        let hub = try plant.awaitHub()
        var settings = DashboardSettings(broker: plant.broker, site: hub.topics.site, look: look)
        settings.useColor = !color.noColor
        settings.stateFolder = plant.stateFolder
        let signal = try runDashboard(settings)
        try plant.check()
        return signal
    }

    private func startPlant() throws -> DemoProcesses {
        try DemoProcesses(
            plantFile: try SharedFiles.example("die-casting-plant.toml"), seed: seed, speed: speed, faults: faults.all)
    }

    private func runHeadless(_ look: Look, stop: StopSignals) throws {
        let plant = try startPlant()
        defer { plant.stop() }
        let hub = try plant.awaitHub()
        Output.message("the hub works for site \"\(hub.topics.site)\" on \(plant.broker)")
        let end = ContinuousClock.now + (span?.duration ?? .seconds(10 * 365 * 86_400))
        while ContinuousClock.now < end, !stop.wait(within: min(.milliseconds(250), end - .now)) { try plant.check() }
        try plant.check()
        let language = Output.language(look.language)
        Output.result(RowText.table(try hub.rows(Query(.machines)), what: .machines, language: language))
    }
}
