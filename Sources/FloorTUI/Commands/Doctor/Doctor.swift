import ArgumentParser
import Basis
import Glibc
import Hub
import Telemetry
import Widgets

/// `floortui doctor`: what is wrong around the program, and what to do.
struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Find out what is wrong: terminal, broker, hub, store, this machine, a plant file.",
        usage: """
            floortui doctor [--broker URL] [--store DIR]
            floortui doctor --keys
            floortui doctor --plant PLANT.toml RECORDING
            floortui doctor --plant PLANT.toml --broker URL [--for 30s]
            """,
        discussion: "Each line is good, or says what to do. Ends with 1 when something does not work.")

    @Argument(help: "With --plant: the recording whose messages are tried.", completion: .file())
    var recording: String?

    @Option(
        help: "The broker, as mqtt://host:1883 or mqtts://host:8883. Default: that of terminal.toml.",
        transform: BrokerURL.argument)
    var broker: BrokerURL?

    @OptionGroup var access: AccessOptions

    @Option(help: "The site, where hubs of several speak on the broker.")
    var site: String?

    @Option(help: "The folder of a store to look at, too.", completion: .directory)
    var store: String?

    @Option(
        help: "The terminal.toml to use. Default: ~/.config/floortui/terminal.toml, where there is one.",
        completion: .file(extensions: ["toml"]))
    var config: String?

    @Option(
        help: "A plant file: what it makes of messages, before a hub runs on it.",
        completion: .file(extensions: ["toml"]))
    var plant: String?

    @Option(name: .customLong("for"), help: "With --plant and a broker: how long to listen, as 30s.")
    var span: SpanArgument?

    @Flag(help: "Show what each key, and a scanner, sends, until q.")
    var keys = false

    @Option(help: "en or zh. Default: that of $LANG.")
    var lang: Language?

    @Flag(help: "As JSON, for scripts.")
    var json = false

    func validate() throws {
        guard recording == nil || plant != nil else { throw ValidationError("a recording goes with --plant") }
        guard recording == nil || broker == nil else {
            throw ValidationError("messages come from a recording or from --broker, not both")
        }
        guard span == nil || plant != nil && recording == nil else {
            throw ValidationError("--for goes with --plant and a broker")
        }
        guard !keys || !json && plant == nil else { throw ValidationError("--keys goes alone") }
    }

    func run() throws {
        let language = lang ?? .ofEnvironment
        if keys { return try DoctorKeys.run(Output.language(language)) }
        let isGood = try failing { plant == nil ? try look(language) : try tryPlant(language) }
        if !isGood { throw ExitCode(CommandFailure.Code.failed.rawValue) }
    }

    // MARK: All around

    private func look(_ language: Language) throws -> Bool {
        let (file, fault) = terminalFile()
        var findings = TerminalRules.findings(TerminalProbe.facts(file?.glyphs ?? .auto), language: language)
        let probe = BrokerProbe(
            url(file), access.over(file?.access ?? BrokerAccess()), site: site ?? file?.site)
        try probe.run()
        findings += BrokerRules.findings(probe.broker)
        if probe.broker.connected != nil, probe.broker.refused.isEmpty { findings += HubRules.findings(probe.hub) }
        if let store { findings += StoreRules.findings(StoreProbe.facts(store)) }
        findings += SystemRules.findings(SystemProbe.facts()) + [fault, theme(file)].compactMap { $0 }
        let report = DoctorReport(findings: findings)
        if json {
            Output.result(report.json(language))
        } else {
            Output.result(report.text(Output.language(language), width: width))
        }
        return !report.hasFaults
    }

    private func url(_ file: TerminalSettings?) -> BrokerURL {
        broker ?? file?.broker ?? BrokerURL(host: "127.0.0.1")
    }

    /// A broken file is a finding, not the end.
    private func terminalFile() -> (TerminalSettings?, Finding?) {
        guard let path = TerminalFile.path(config) else { return (nil, nil) }
        do throws(ConfigurationError) { return (try TerminalFile.load(path: path), nil) } catch {
            let text = LocalizedText(error.description, zh: "配置文件有误:\(error.description)")
            let advice =
                Glibc.access(path, F_OK) == 0
                ? LocalizedText("correct it there; the dashboard does not start with it", zh: "请更正;否则看板无法启动")
                : LocalizedText(
                    "name a file that is there with --config, or leave it out", zh: "请用 --config 指定存在的文件,或去掉该选项")
            return (nil, .fault(.system, "configuration", text, advice))
        }
    }

    /// One that the dashboard does not start with; nil: it does.
    private func theme(_ file: TerminalSettings?) -> Finding? {
        do throws(CommandFailure) { _ = try ThemeFiles.theme(named: file?.theme) } catch {
            return .fault(
                .system, "theme",
                LocalizedText("the theme cannot be used: \(error.description)", zh: "无法使用该主题:\(error.description)"),
                LocalizedText(
                    "correct it there, or choose another as theme; the dashboard does not start with it",
                    zh: "请更正,或将 theme 设为其他主题;否则看板无法启动"))
        }
        return nil
    }

    /// Of the terminal, or 80 where the text goes elsewhere.
    private var width: Int {
        var window = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_col >= 40 else { return 80 }
        return min(Int(window.ws_col), 120)
    }

    // MARK: A plant file

    private func tryPlant(_ language: Language) throws -> Bool {
        let model = try PlantFile.load(path: plant ?? "")
        var trial = PlantTrial(model)
        var sawOnlySources = false
        var end: Instant?
        if let recording {
            let reader = try RecordingReader(path: recording)
            while let message = try reader.next() {
                trial.take(
                    topic: message.topic, payload: message.payload, at: message.at, isRetained: message.isRetained)
            }
        } else {
            let (file, fault) = terminalFile()
            if let fault { throw CommandFailure(.badConfiguration, fault.text.en) }
            let broker = url(file)
            let span = span?.duration ?? .seconds(30)
            if Output.isWatched { Output.message("listening on \(broker) …") }
            sawOnlySources = try BrokerTrial.run(
                &trial, broker, try access.access(for: broker, over: file?.access ?? BrokerAccess()),
                filters: model.sources.map(\.pattern.filter), span: span, stop: StopSignals())
            end = Instant.now
        }
        var report = trial.finish(at: end)
        report.sawOnlySources = sawOnlySources
        if json {
            Output.result(report.json())
        } else {
            Output.result(report.text(Output.language(language), width: trialWidth))
        }
        return !report.hasFaults
    }

    /// Topics are cut for people who look, not for what reads a pipe.
    private var trialWidth: Int { isatty(STDOUT_FILENO) == 1 ? width : 10_000 }
}
