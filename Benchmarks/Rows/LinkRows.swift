import DemoPlant
import Foundation
import Hub
import Records
import Telemetry
import TestSupport

/// F1 and F2: how soon a dashboard says that the broker is gone, how soon all is back, and how soon a hub has said all of
/// it anew to a broker that lost everything. The worst of several rounds.
func linkRows() -> [BenchmarkRow] {
    let names = (
        told: "broker stopped → told on the screen, worst of 10", back: "broker started → live again, worst of 10",
        anew: "broker killed and empty → all documents there again, worst of 5"
    )
    do {
        let stage = try LinkStage()
        let (told, bare, back, known) = try stage.restarts(10)
        let anew = try (0..<5).map { _ in try stage.killedAndEmpty() }.max() ?? .infinity
        let peer = "mosquitto_sub, begun when the broker is there, has a document"
        return [
            BenchmarkRow(
                names.told, told, "s", atMost: 1, knownThing: "a bare TCP client sees its end", figure: bare),
            BenchmarkRow(names.back, back, "s", atMost: 5, knownThing: peer, figure: known),
            BenchmarkRow(names.anew, anew, "s", atMost: 5, knownThing: peer, figure: known),
        ]
    } catch {
        return [names.told, names.back, names.anew].map { BenchmarkRow($0, bar: "≤ 5 s", notRunBecause: "\(error)") }
    }
}

private final class LinkStage {
    private let live: LiveHub
    private let screen: PtyProgram

    init() throws {
        live = try LiveHub(PlantLoad(machines: 100))
        var options = PtyProgram.Options()
        options.size = ScreenSize(120, 40)
        screen = try PtyProgram(Product.path, ["dashboard", "--broker", live.broker.address], options)
        try wait("live") { $0.contains("● live") }
    }

    private func wait(_ what: String, _ condition: (TerminalEmulator) -> Bool) throws {
        guard screen.wait(within: .seconds(30), until: condition) else {
            throw ChildProcess.Failure("the dashboard is not \(what) within 30 s")
        }
    }

    private static func seconds(_ body: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        try body()
        return start.duration(to: .now).seconds
    }

    func restarts(_ rounds: Int) throws -> (told: Double, bare: Double, back: Double, known: Double) {
        var (told, bare, back, known) = (0.0, 0.0, 0.0, 0.0)
        for _ in 0..<rounds {
            let client = try bareClient()
            live.broker.stop()
            // From when the broker is gone: its own end takes some time.
            let start = ContinuousClock.now
            _ = client.wait(within: .seconds(30))
            bare = max(bare, start.duration(to: .now).seconds)
            try wait("told") { $0.contains("Broker lost") }
            told = max(told, start.duration(to: .now).seconds)
            try live.broker.startAgain()
            back = max(back, try Self.seconds { try wait("live again") { $0.contains("● live") } })
            known = max(known, try returned())
        }
        return (told, bare, back, known)
    }

    /// A client that waits until its connection ends, and is connected.
    private func bareClient() throws -> ChildProcess {
        let (file, port) = (live.folder.file("bare-\(UUID().uuidString)"), "\(live.broker.port)")
        let client = try ChildProcess(
            "bash", ["-c", "exec 3<>/dev/tcp/127.0.0.1/\(port) && echo in && read -r x <&3; exit 0"],
            output: .file(file))
        guard eventually({ (try? String(contentsOfFile: file, encoding: .utf8)) == "in\n" }) else {
            throw ChildProcess.Failure("a bare client does not get in")
        }
        return client
    }

    /// How long mosquitto_sub takes from its start to a document.
    private func returned() throws -> Double {
        try Self.seconds {
            let port = "\(live.broker.port)"
            let topic = "floor/v1/bench/line/L\(live.load.lineCount - 1)"
            let program = try ChildProcess(
                "mosquitto_sub", ["-h", "127.0.0.1", "-p", port, "-t", topic, "-C", "1"],
                output: .file(live.folder.file("known")))
            guard program.wait(within: .seconds(30)) == .code(0) else {
                throw ChildProcess.Failure("mosquitto_sub gets no document")
            }
        }
    }

    func killedAndEmpty() throws -> Double {
        live.broker.kill()
        try wait("told") { $0.contains("Broker lost") }
        try live.broker.startAgain()
        let took = try Self.seconds { try live.waitUntilPublished() }
        try wait("live again") { $0.contains("● live") }
        return took
    }
}
