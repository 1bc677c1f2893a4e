import ArgumentParser
import Basis
import Hub
import Store
import Telemetry

/// `floortui replay`: plays a recording, into a store as fast as it goes, or through a broker.
struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Play a recording into a store, as fast as it goes.",
        usage: "floortui replay FILE --plant PLANT.toml --store DIR")

    @Argument(help: "The recording: one MQTT message a line, gzip or plain.")
    var recording: String

    @Option(help: "The plant file that says what the messages mean.")
    var plant: String?

    @Option(help: "The folder of the store; made when it is not there.")
    var store: String?

    func validate() throws {
        guard plant != nil, store != nil else { throw ValidationError("--plant and --store are needed") }
    }

    func run() throws {
        guard let plant, let store else { return }
        try failing {
            let model = try PlantFile.load(path: plant)
            let reader = try RecordingReader(path: recording)
            let store = try SQLiteStore(writing: store)
            var replay = try StoreReplay(model: model, store: store, version: Version.text)
            let messages = try replay.run(reader) { messages, at in
                if Output.isWatched { Output.progress("\(messages) messages, \(ISO8601.format(at))") }
            }
            if Output.isWatched { Output.progress("") }
            Output.message("\(messages) messages played")
        }
    }
}
