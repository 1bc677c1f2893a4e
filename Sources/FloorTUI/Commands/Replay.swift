import ArgumentParser
import Basis
import DemoPlant
import Hub
import Records
import Store
import Telemetry

/// `floortui replay`: plays a recording, into a store as fast as it goes, or through a broker.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play a recording through a broker, or into a store as fast as it goes.",
        usage: """
            floortui replay FILE --broker URL [--speed N]
            floortui replay FILE --plant PLANT.toml --store DIR [--force]
            """,
        discussion: "Through a broker it says its own time; a hub reads it with --clock follow.")

    @Argument(help: "The recording: one MQTT message a line, gzip or plain.", completion: .file())
    var recording: String

    @Option(help: "The broker, as mqtt://host:1883 or mqtts://host:8883.", transform: BrokerURL.argument)
    var broker: BrokerURL?

    @OptionGroup var access: AccessOptions

    @Option(help: "With a broker: how many times as fast as it was recorded. Default: 1.")
    var speed: Double?

    @Option(help: "The plant file that says what the messages mean.", completion: .file(extensions: ["toml"]))
    var plant: String?

    @Option(help: "The folder of the store; made when it is not there.", completion: .directory)
    var store: String?

    @Flag(help: "Into a store: also what the store has already, which is then counted twice.")
    var force = false

    func validate() throws {
        if force, broker != nil { throw ValidationError("--force belongs to --store") }
        if broker != nil {
            guard plant == nil, store == nil else {
                throw ValidationError("--broker does not go with --plant and --store: a running hub has them")
            }
            guard (speed ?? 1) > 0, (speed ?? 1) <= 1e6 else {
                throw ValidationError("--speed must be more than 0, and at most a million")
            }
        } else {
            guard plant != nil, store != nil else {
                throw ValidationError("--broker is needed, or --plant and --store")
            }
            guard speed == nil else {
                throw ValidationError("--speed belongs to --broker; a store is filled as fast as it goes")
            }
        }
    }

    func run() throws {
        try failing {
            if let broker { return try play(to: broker) }
            guard let plant, let store else { return }
            try play(into: store, plant: plant)
        }
    }

    private func play(into folder: String, plant: String) throws {
        let model = try PlantFile.load(path: plant)
        let reader = try RecordingReader(path: recording)
        let store = try SQLiteStore(writing: folder)
        var replay = try StoreReplay(model: model, store: store, version: Version.text, isForced: force)
        let messages = try replay.run(reader) { messages, at in
            if Output.isWatched { Output.progress("\(messages) messages, \(ISO8601.format(at))") }
        }
        if Output.isWatched { Output.progress("") }
        let played = Self.played(messages, isOfOneMoment: reader.isOfOneMoment)
        guard replay.rejected > 0 else { return Output.message(played) }
        let why =
            "floortui show quarantine --store \(folder) says why; floortui doctor --plant tries a mapping without a store"
        guard replay.rejected < messages else {
            throw CommandFailure(.failed, "\(played), and each of them rejected: \(why)")
        }
        Output.message("\(played), \(replay.rejected) of them rejected: \(why)")
    }

    private func play(to broker: BrokerURL) throws {
        let signals = try StopSignals()
        let reader = try RecordingReader(path: recording)
        var settings = TimedPublisher.Settings(
            broker: broker, clientPrefix: "floortui-replay", speed: speed ?? 1, stopDescriptor: signals.descriptor)
        settings.access = try access.access(for: broker)
        settings.clock = ClockMessage.outgoing
        settings.patience = .seconds(5)
        let publisher = try TimedPublisher(settings)
        let (messages, isComplete) = try publisher.run({ try reader.next().map(TimedMessage.init) }) { progress in
            PublisherWords.say(progress, of: broker)
        }
        if Output.isWatched { Output.progress("") }
        guard isComplete else { throw CommandFailure(.failed, "stopped after \(messages) messages") }
        Output.message(Self.played(messages, isOfOneMoment: reader.isOfOneMoment))
    }

    private static func played(_ messages: Int, isOfOneMoment: Bool) -> String {
        let played = "\(messages) message\(messages == 1 ? "" : "s") played"
        return isOfOneMoment ? "\(played), all of one moment: no time passes in them, so no state lasts" : played
    }
}

extension TimedMessage {
    /// A message of a recording: it says when it had arrived, and is not kept by the broker a second time.
    init(_ recorded: RecordedMessage) {
        let message = OutgoingMessage(
            topic: String(decoding: recorded.topic, as: UTF8.self), payload: recorded.payload, qos: .atLeastOnce)
        self.init(at: recorded.at, message: message)
        carryTime(isRetained: recorded.isRetained)
    }

    /// Puts its time beside the payload, and gives it the QoS of the clock, so that order holds.
    mutating func carryTime(isRetained: Bool) {
        message.qos = .atLeastOnce
        message.userProperties = [
            UserProperty(ClockMessage.arrivalProperty, String(at.milliseconds)),
            UserProperty(ClockMessage.retainProperty, isRetained ? "true" : "false"),
        ]
    }
}
