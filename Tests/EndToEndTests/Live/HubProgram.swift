import DemoPlant
import Foundation
import TestSupport

/// The shipped hub as a program of its own, on a plant with the machines M1 and M2.
final class HubProgram {
    let process: ChildProcess
    /// The file of its plant.
    let plantFile: String
    private let log: String

    var said: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

    /// - Parameters:
    ///   - folder: for the plant file, the log and, as `store`, the store.
    ///   - environment: variables beside those of this process.
    ///   - arguments: more of them.
    init(
        _ broker: String, _ folder: TemporaryFolder, site: String = "test", store: String = "store",
        machines: [String] = ["M1", "M2"],
        environment: [String: String] = [:], _ arguments: [String] = []
    ) throws {
        let name = UUID().uuidString
        log = folder.file("\(name).log")
        let plant = folder.file("\(name).toml")
        plantFile = plant
        try Self.plant(machines, site: site).write(toFile: plant, atomically: true, encoding: .utf8)
        process = try ChildProcess(
            Product.path, ["hub", "--broker", broker, "--plant", plant, "--store", folder.file(store)] + arguments,
            environment: environment.isEmpty
                ? nil
                : ProcessInfo.processInfo.environment.merging(environment) { $1 }.map { "\($0)=\($1)" },
            errors: .file(log))
    }

    deinit { process.terminate() }

    static func plant(_ machines: [String], site: String = "test") -> String {
        """
        [site]
        id = "\(site)"
        time_zone = "UTC"
        [[line]]
        id = "a"
        \(machines.map { "[[machine]]\nid = \"\($0)\"\nline = \"a\"\n" }.joined())
        [[source]]
        id = "values"
        topic = "p/{machine}/{tag}"
        time = "/t"
        time_format = "epoch-ms"
        value = "/v"
        sequence = "/s"
        [[source]]
        id = "alarms"
        topic = "p/{machine}/alarm/{item}"
        time = "/t"
        time_format = "epoch-ms"
        [source.alarm]
        level = "/l"
        code = "/c"
        text = "/x"
        levels = { F = "fault", N = "normal" }
        [[cycle]]
        pulse = "increase"
        counter = "n"
        [[rule]]
        state = "producing"
        when = 'mode == "run"'
        [[rule]]
        state = "stopped"
        when = 'mode != "run"'
        """
    }
}

/// The shipped program, run to its end.
enum Program {
    /// Exit code and what it wrote to stdout and stderr.
    ///
    /// - Parameter environment: variables beside those of this process; LC_ALL says whose characters it writes.
    static func run(
        _ arguments: [String], environment: [String: String] = [:], within limit: Duration = .seconds(60)
    ) throws -> (code: Int32?, text: String) {
        let folder = try TemporaryFolder()
        let output = folder.file("output")
        let environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }
            .merging(environment) { $1 }
        let process = try ChildProcess(
            Product.path, arguments, environment: environment.map { "\($0)=\($1)" }, output: .file(output),
            errors: .file(output))
        let exit = process.wait(within: limit)
        process.terminate()
        let text = (try? String(contentsOfFile: output, encoding: .utf8)) ?? ""
        if case .code(let code)? = exit { return (code, text) }
        return (nil, text)
    }
}
