import DemoPlant
import Foundation
import TestSupport

/// What the hub takes of the processor for what a whole hall sends, beside a C program that only counts the messages.
func hubLoadRows() -> [BenchmarkRow] {
    let name = "hub, user + system, 500,000 messages at 20,000/s, 100 machines × 20 tags, documents and store"
    let bar = "≤ 1.25 × the counter"
    do {
        let stage = try LiveHub(PlantLoad(machines: 100))
        let counter = try MessageCounter(port: stage.broker.port, count: 500_000, folder: stage.folder)
        let publisher = try LoadPublisher(stage.load, to: stage.broker.address)
        defer { publisher.stop() }
        let before = ProcessUsage.processorTime(stage.hub.processID) ?? .zero
        publisher.start(rate: 20_000, count: 500_000)
        guard publisher.wait(seconds: 60) else { throw ChildProcess.Failure("20,000 messages/s cannot be published") }
        let counted = try counter.wait()
        Thread.sleep(forTimeInterval: 1)
        let usage = (ProcessUsage.processorTime(stage.hub.processID) ?? .zero) - before
        let memory = ProcessUsage.residentBytes(stage.hub.processID) ?? 0
        let readings = try stage.storedReadings()
        guard counted.messages == 500_000, readings == 500_000 else {
            throw ChildProcess.Failure("void: the counter got \(counted.messages), the hub \(readings), of 500,000")
        }
        return [
            BenchmarkRow(
                name, usage.seconds / counted.seconds, "×", bar: bar, isPassed: usage.seconds <= 1.25 * counted.seconds,
                knownThing: "hub \(usage.seconds.rounded(to: 2)) s, counter in C \(counted.seconds.rounded(to: 2)) s",
                figure: 1),
            BenchmarkRow(
                "hub, resident memory, the same load", Double(memory) / 1_048_576, "MB", atMost: 64,
                knownThing: "the counter", figure: Double(counter.residentBytes) / 1_048_576),
        ]
    } catch {
        return [BenchmarkRow(name, bar: bar, notRunBecause: "\(error)")]
    }
}

/// `Peers/MessageCounter`, running.
private struct MessageCounter {
    struct Result {
        var messages: Int
        var seconds: Double
    }

    private let process: ChildProcess
    private let output: String
    let residentBytes: Int

    init(port: UInt16, count: Int, folder: TemporaryFolder) throws {
        output = folder.file("counter.txt")
        let path = URL(filePath: Product.path).deletingLastPathComponent().appending(path: "MessageCounter").path
        process = try ChildProcess(path, ["\(port)", "bench/#", "\(count)", "90"], output: .file(output))
        let end = Date().addingTimeInterval(10)
        // Told by a file, so that the counter does nothing beside counting.
        while !Self.text(output).hasPrefix("ready") {
            guard Date() < end else { throw ChildProcess.Failure("the counter does not start") }
            Thread.sleep(forTimeInterval: 0.01)
        }
        residentBytes = ProcessUsage.residentBytes(process.processID) ?? 0
    }

    private static func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    func wait() throws -> Result {
        guard process.wait(within: .seconds(100)) == .code(0) else { throw ChildProcess.Failure("the counter fails") }
        let text = Self.text(output)
        let numbers = text.split(separator: "\n").last?.split(separator: " ").compactMap { Int($0) } ?? []
        guard numbers.count == 2 else { throw ChildProcess.Failure("the counter says “\(text)”") }
        return Result(messages: numbers[0], seconds: Double(numbers[1]) / 1e6)
    }
}
