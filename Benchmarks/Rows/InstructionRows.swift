import Basis
import DemoPlant
import Foundation
import Hub
import Store
import TestSupport

/// Hot paths guarded by the instructions that they take, which no busy machine changes: within 3 % of what is written
/// down in `Benchmarks/instructions.txt`. Fewer is a miss too: the figure there is then to be lowered.
func instructionRows() -> [BenchmarkRow] {
    Instructions.all.map { path in
        let name = "instructions, \(path.name)"
        do {
            let known = try Instructions.known(path.name)
            let value = try Instructions.count(path.name)
            return BenchmarkRow(
                name, value, "", bar: "± 3 %", isPassed: abs(value / known - 1) <= 0.03, knownThing: "written down",
                figure: known)
        } catch {
            return BenchmarkRow(name, bar: "± 3 %", notRunBecause: "\(error)")
        }
    }
}

enum Instructions {
    static let argument = "--instructions"

    /// Each does its work `times` times.
    static let all: [(name: String, run: @Sendable (_ times: Int) throws -> Void)] = [
        ("decode-193-bytes", decode), ("observe", observe), ("frame-1000-machines", frame),
        ("commands-100-in-flight", commands),
    ]

    static func run(_ name: String) throws {
        let parts = name.split(separator: "*")
        guard parts.count == 2, let times = Int(parts[1]), let path = all.first(where: { $0.name == parts[0] }) else {
            throw ChildProcess.Failure("no such path: \(name)")
        }
        try path.run(times)
    }

    /// What is made before is made for so many, however many are done.
    private static let most = 60

    /// Of one piece of work: what many take beyond few, so that the start does not count.
    static func count(_ name: String) throws -> Double {
        let few = 10
        return try (collected(name, most) - collected(name, few)) / Double(most - few)
    }

    /// What is written down.
    static func known(_ name: String) throws -> Double {
        let text = try String(contentsOfFile: Peers.path("../instructions.txt"), encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        guard let number = line?.split(separator: " ").last.flatMap({ Double($0) }) else {
            throw ChildProcess.Failure("Benchmarks/instructions.txt has no line \(name)")
        }
        return number
    }

    private static func collected(_ name: String, _ times: Int) throws -> Double {
        let folder = try TemporaryFolder()
        let log = folder.file("log")
        // Valgrind 3.19 gives up at the debug information of Swift 6.3.
        let path = folder.file("stripped")
        let own = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
        let strip = try ChildProcess("strip", ["-g", "-o", path, own])
        guard strip.wait(within: .seconds(60)) == .code(0) else { throw ChildProcess.Failure("strip fails") }
        let valgrind = try ChildProcess(
            "valgrind",
            ["--tool=callgrind", "--callgrind-out-file=\(folder.file("out"))", path, argument, "\(name)*\(times)"],
            errors: .file(log))
        guard valgrind.wait(within: .seconds(300)) == .code(0) else {
            throw ChildProcess.Failure("valgrind fails; is it installed?")
        }
        let text = try String(contentsOfFile: log, encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.contains("Collected : ") }
        guard let count = line?.split(separator: " ").last.flatMap({ Double($0) }) else {
            throw ChildProcess.Failure("valgrind counts nothing")
        }
        return count
    }

    private static func decode(_ times: Int) throws {
        guard let pointer = JSONPointer("/params/value") else { return }
        let message = Array(nestedMessage.utf8)
        let (tape, value) = (JSONTape(), JSONPlace(pointer))
        var sum = 0.0
        for _ in 0..<times * 100 {
            try tape.read(message)
            sum += tape.double(at: value) ?? .nan
        }
        precondition(sum > 0)
    }

    private static func observe(_ times: Int) throws {
        let load = try PlantLoad(machines: 10)
        let messages = load.messages(seconds: most).prefix(times * load.machineCount * load.tagCount)
        var core = HubCore(model: load.model, stored: StoredState(), version: "bench", now: nil)
        for message in messages { core.observe(message) }
        precondition(core.seq > 0)
    }

    private static func commands(_ times: Int) throws {
        _ = try CommandBench().perSecond(inFlight: 100, commands: times * 100)
    }

    private static func frame(_ times: Int) throws {
        let load = try FloorLoad(machines: 1000, frames: most)
        for _ in 0..<times { try load.step() }
    }
}
