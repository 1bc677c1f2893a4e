import ArgumentParser
import Basis
import Hub
import Telemetry

/// `floortui record`: writes what a broker sends as a recording, which `replay` plays.
struct Record: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record what a broker sends: one MQTT message a line, for replay.",
        discussion: """
            Runs until INT, TERM or HUP, or for the span of --for; either way the file is whole. What hubs and \
            dashboards say to each other under floor/v1/ is left out, unless a filter begins with floor/.
            """)

    @Option(help: "The broker, as mqtt://host:1883 or mqtts://host:8883.", transform: BrokerURL.argument)
    var broker: BrokerURL

    @OptionGroup var access: AccessOptions

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Which topics, as shop/+/status or plant/#; as many as wanted.", valueName: "filter"))
    var topic: [String]

    @Option(help: "The file to make; compressed when its name ends in .gz.", completion: .file())
    var out: String

    @Option(name: .customLong("for"), help: "For how long, as 30s or 8h. Default: until it is told to stop.")
    var span: SpanArgument?

    @Option(help: "When messages came: wall: by this machine's clock. follow: by that of a replay or simulation.")
    var clock = HubSettings.Clock.wall

    @Flag(help: "Write over a file that is there.")
    var force = false

    func validate() throws {
        guard !topic.isEmpty else { throw ValidationError("--topic needs a filter, as --topic 'plant/#'") }
    }

    func run() throws {
        try failing {
            let signals = try StopSignals()
            if !force { try RecordingWriter.check(isFree: out) }
            let outcome = try recorder(signals).run(
                { try RecordingWriter(path: out, overwrites: force) }, progress: say)
            if Output.isWatched { Output.progress("") }
            Output.message("\(outcome.messages) message\(outcome.messages == 1 ? "" : "s") recorded in \(out)")
            try judge(outcome)
        }
    }

    private func recorder(_ signals: StopSignals) throws -> Recorder {
        var settings = Recorder.Settings(broker: broker, filters: topic, stopDescriptor: signals.descriptor)
        settings.access = try access.access(for: broker)
        settings.clock = clock
        settings.span = span?.duration
        // Nothing else than a filter can be wrong before it is started.
        do throws(ConnectionError) { return try Recorder(settings) } catch {
            throw CommandFailure(.usage, "--topic: \(error.description)")
        }
    }

    private func say(_ progress: Recorder.Progress) {
        switch progress {
        case .recorded(let outcome):
            guard Output.isWatched else { return }
            let newest = outcome.newest.map { ", " + ISO8601.format($0) } ?? ""
            let messages = Numbers.counted(outcome.messages, "message")
            // What is compressed comes into the file ten seconds later, so that its length says nothing.
            let bytes = out.hasSuffix(".gz") ? "bytes before compression" : "bytes"
            Output.progress("\(messages), \(outcome.bytes) \(bytes)\(newest)")
        case .linkUp: Output.message("\(broker): connected again")
        case .linkDown(let trouble): Output.message("\(broker): \(trouble.retried)\(Output.howToEnd)")
        case .carriesTime:
            Output.message("the messages carry a time of their own, which --clock follow would record")
        }
    }

    /// Tells what is missing from the recording.
    private func judge(_ outcome: Recorder.Outcome) throws(CommandFailure) {
        if outcome.gaps > 0 {
            Output.message(
                "the link was lost \(Numbers.counted(outcome.gaps, "time")); what was said meanwhile is missing")
        }
        if outcome.untimed > 0 {
            Output.message("\(outcome.untimed) messages came before the clock that is followed, and were left out")
        }
        guard outcome.dropped > 0 else { return }
        throw CommandFailure(
            .failed, "\(outcome.dropped) messages are missing: they came faster than \(out) could be written")
    }
}
