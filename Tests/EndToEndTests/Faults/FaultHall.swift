import Basis
import DemoPlant
import Foundation
import Glibc
import Records
import TestSupport
import Testing

/// A broker, the shipped hub on it with the machines M1 and M2, and dashboards: hub and dashboards each behind a link that
/// can be faulty, the machines and the reader of documents past both.
final class FaultHall {
    let broker: TestBroker
    let hubLink: FaultProxy
    let screenLink: FaultProxy
    let folder: TemporaryFolder
    let hub: HubProgram
    let reader: DocumentReader
    private let environment: [String: String]
    static let topics = DocumentReader.topics

    /// - Parameters:
    ///   - extra: more lines of mosquitto.conf(5).
    ///   - environment: of hub and dashboards, beside what they have.
    init(broker extra: [String] = [], environment: [String: String] = [:]) throws {
        broker = try TestBroker(extra: extra)
        hubLink = try FaultProxy(to: broker.port)
        screenLink = try FaultProxy(to: broker.port)
        folder = try TemporaryFolder()
        hub = try HubProgram(hubLink.address, folder, environment: environment)
        reader = try DocumentReader(broker.address)
        self.environment = environment
    }

    func dashboard(size: TestSupport.ScreenSize = TestSupport.ScreenSize(120, 40)) throws -> PtyProgram {
        try PtyProgram.dashboard(broker: screenLink.address, size: size) { $0.environment = self.environment }
    }

    /// A value with the time of now.
    func say(_ machine: String, _ tag: String, _ value: String) {
        let time = Int64(Date().timeIntervalSince1970 * 1000)
        reader.publish("p/\(machine)/\(tag)", #"{"t": \#(time), "v": \#(value)}"#)
    }

    /// M1 runs, the hub says so, and so does each screen.
    func begin(_ screens: PtyProgram...) { begin(screens) }

    func begin(_ screens: [PtyProgram]) {
        #expect(reader.say("M1", "run", until: "producing"), "\(hub.said)")
        for screen in screens { expectEqual(screen) }
        #expect(reader.wait { reader.text(Self.topics.hub, "online") == "true" }, "\(hub.said)")
    }

    /// `show WHAT --json` of the running hub, once it has what is wanted.
    func shows(_ what: String, within limit: Duration = .seconds(15), _ condition: (String) -> Bool) throws -> Bool {
        try eventually(within: limit) {
            let arguments = ["show", what, "--broker", broker.address, "--site", "test", "--json"]
            return condition(try Program.run(arguments).text)
        }
    }
}

// MARK: The oracles of every test of faults

extension FaultHall {
    static let machines = ["M1", "M2"]

    static func isMarkedOld(_ screen: TerminalEmulator) -> Bool { screen.isMarkedOld(machines) }

    func expectEqual(_ program: PtyProgram, sourceLocation: SourceLocation = #_sourceLocation) {
        program.expectEqual(reader, Self.machines, hub, sourceLocation: sourceLocation)
    }
}

extension TerminalEmulator {
    /// I4: nothing on the screen looks live; what was known stays, marked as no longer known to hold.
    func isMarkedOld(_ machines: [String]) -> Bool {
        !contains("● live") && machines.allSatisfy { floorRow($0)?.contains("?") == true }
    }
}

extension PtyProgram {
    /// I5: within ten seconds the screen is live, and each machine on it is what the hub says.
    func expectEqual(
        _ reader: DocumentReader, _ machines: [String], _ hub: HubProgram,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let isEqual = wait(within: .seconds(10)) { screen in
            _ = reader.wait(within: .zero) { true }
            return screen.contains("● live")
                && machines.allSatisfy { machine in
                    guard let state = reader.state(machine)?.split(separator: "/").first else { return false }
                    return screen.floorRow(machine)?.contains(state) == true
                }
        }
        let said = machines.map { "\($0): \(reader.state($0) ?? "nothing")" }
        #expect(isEqual, "\(said)\n\(screen)\n\(hub.said)", sourceLocation: sourceLocation)
    }

    /// I6: it leaves by key, and gives the terminal back as it was.
    func expectLeaves(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(leave(), "\(screen)", sourceLocation: sourceLocation)
        let isGivenBack = !screen.isAlternate && screen.isCursorVisible && mode == modeAtStart
        #expect(isGivenBack, "\(screen)", sourceLocation: sourceLocation)
    }
}

/// I7 and I9: what a process holds and uses, now and later.
struct ProcessMark {
    private let processID: pid_t
    private let memory: Int
    private let files: Int
    private let threads: Int
    private let used: Duration
    private let at = ContinuousClock.now

    init(_ processID: pid_t) throws {
        self.processID = processID
        memory = try #require(ProcessUsage.residentBytes(processID))
        files = try #require(ProcessUsage.openFiles(processID))
        threads = try #require(ProcessUsage.threads(processID))
        used = try #require(ProcessUsage.processorTime(processID))
    }

    /// I7: it has no more files and threads than it had, but for those of a connection that is just made, and hardly more
    /// memory.
    ///
    /// - Parameter successor: what runs in its place now; nil: it runs itself.
    func expectBounded(
        within bytes: Int = 24 << 20, by successor: pid_t? = nil, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var now = try ProcessMark(successor ?? processID)
        // Threads of the system's pool that have nothing to do end by themselves, after some seconds.
        _ = try eventually(within: .seconds(15)) {
            now = try ProcessMark(successor ?? processID)
            return now.files <= files + 3 && now.threads <= threads + 2
        }
        let grown = now.memory - memory
        #expect(grown < bytes, "\(memory >> 10) KB and \(grown >> 10) more", sourceLocation: sourceLocation)
        #expect(now.files <= files + 3, "\(files) files, \(now.files)", sourceLocation: sourceLocation)
        #expect(now.threads <= threads + 2, "\(threads) threads, \(now.threads)", sourceLocation: sourceLocation)
    }

    /// I9: it runs, and used less than a twentieth of a processor since this mark.
    func expectIdle(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let used = try #require(ProcessUsage.processorTime(processID)) - used
        let took = ContinuousClock.now - at
        // The kernel counts in steps of 10 ms, for each of user and system.
        #expect(used < took / 20 + .milliseconds(20), "\(used) in \(took)", sourceLocation: sourceLocation)
    }
}
