import DemoPlant
import Foundation
import Synchronization
import Telemetry
import TestSupport

/// One run of the shipped `floortui doctor --json`, without a terminal.
struct DoctorRun {
    struct Finding: Decodable {
        var area: String
        var name: String
        var level: String
        var text: String
        var advice: String?
    }

    let code: Int32?
    let findings: [Finding]
    let output: String

    /// - Parameters:
    ///   - environment: beside PATH, a known TERM and a UTF-8 locale.
    ///   - openFiles: nil: as this process may.
    init(_ arguments: [String], environment: [String: String] = [:], openFiles: Int? = nil) throws {
        let folder = try TemporaryFolder()
        let (out, log) = (folder.file("out"), folder.file("log"))
        var variables = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "TERM": "xterm-256color",
            "LANG": "C.UTF-8", "HOME": folder.path,
        ]
        variables.merge(environment) { $1 }
        var command = [Product.path, "doctor", "--json"] + arguments
        if let openFiles { command = ["/usr/bin/prlimit", "--nofile=\(openFiles)", "--"] + command }
        let process = try ChildProcess(
            command[0], Array(command.dropFirst()), environment: variables.map { "\($0)=\($1)" }, output: .file(out),
            errors: .file(log))
        let exit = process.wait(within: .seconds(60))
        process.terminate()
        if case .code(let code)? = exit { self.code = code } else { code = nil }
        let json = (try? Data(contentsOf: URL(filePath: out))) ?? Data()
        findings = (try? JSONDecoder().decode([Finding].self, from: json)) ?? []
        output = String(decoding: json, as: UTF8.self) + ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }

    /// `broker.reach` and the like; nil when nothing of that name was found.
    subscript(name: String) -> Finding? { findings.first { "\($0.area).\($0.name)" == name } }

    /// The names of what does not work.
    var faults: [String] { findings.filter { $0.level == "fault" }.map { "\($0.area).\($0.name)" } }
}

/// Beats like a hub, and answers every question with one machine that is producing.
final class AnsweringHub: Sendable {
    private let connection: Connection
    private let inbox: Inbox
    private let mustEnd = Mutex(false)
    private let ahead: TimeInterval
    private let isRecording: Bool

    /// - Parameter ahead: of the wall's clock, in seconds.
    init(_ broker: TestBroker, ahead: TimeInterval = 0, isRecording: Bool = true) throws {
        self.ahead = ahead
        self.isRecording = isRecording
        inbox = try Inbox()
        connection = try Connection(
            ConnectionSettings(broker: try BrokerURL(broker.address), clientPrefix: "hub"),
            subscriptions: [Subscription("floor/v1/test/ask/+", qos: .atLeastOnce, class: .command)], inbox: inbox)
        try connection.start()
        try NamedThread.start("test-hub") { self.work() }
    }

    func end() { mustEnd.withLock { $0 = true } }

    private func work() {
        var batch = InboxBatch()
        var nextBeat = ContinuousClock.now
        while !mustEnd.withLock({ $0 }) {
            _ = inbox.wait(within: .milliseconds(50))
            inbox.drain(into: &batch)
            for case .message(let message) in batch.items { answer(message, batch) }
            guard nextBeat <= .now else { continue }
            nextBeat = .now + .milliseconds(200)
            beat()
        }
        connection.stop()
    }

    private func answer(_ message: ArrivedMessage, _ batch: InboxBatch) {
        guard let topic = batch.responseTopic(of: message), let correlation = batch.correlation(of: message) else {
            return
        }
        let page = #"{"v":1,"seq":1,"rows":[{"machine":"M1","state":"producing"}],"next":null}"#
        _ = connection.publish(
            OutgoingMessage(topic: topic, payload: Array(page.utf8), qos: .atLeastOnce, correlation: correlation))
    }

    private func beat() {
        let now = Int64((Date().timeIntervalSince1970 + ahead) * 1000)
        let text = """
            {"v":1,"hub":"h","online":true,"now":\(now),"epoch":1,"seq":1,"model":"","documents":{},"speed":1,\
            "recording":\(isRecording)}
            """
        _ = connection.publish(
            OutgoingMessage(topic: "floor/v1/test/hub", payload: Array(text.utf8), qos: .atLeastOnce))
    }
}
