import DemoPlant
import Foundation
import Telemetry
import TestSupport

/// A broker, the shipped hub on it, and machines that a test speaks for. All ends with the last reference.
///
/// `timed/MACHINE/TAG` carries `{"t": epoch milliseconds, "v": value}`, `bare/MACHINE/TAG` the value alone, and
/// `alarm/MACHINE` lines about alarms.
final class LivePlant {
    let broker: TestBroker
    /// Between hub and broker.
    let hubLink: FaultProxy
    /// Between dashboards and broker.
    let dashboardLink: FaultProxy
    let folder: TemporaryFolder
    let hub: ChildProcess
    private let machines: Connection

    /// - Parameter name: what people call machine M1, as it stands in the TOML string.
    init(nameOfFirst name: String = "First") throws {
        broker = try TestBroker()
        hubLink = try FaultProxy(to: broker.port)
        dashboardLink = try FaultProxy(to: broker.port)
        folder = try TemporaryFolder()
        try Self.plant(name).write(toFile: folder.file("plant.toml"), atomically: true, encoding: .utf8)
        let arguments = ["--plant", folder.file("plant.toml"), "--store", folder.file("store")]
        hub = try ChildProcess(
            Product.path, ["hub", "--broker", hubLink.address] + arguments, errors: .file(folder.file("hub.log")))
        var settings = ConnectionSettings(broker: try BrokerURL(broker.address), clientPrefix: "machines")
        (settings.pace.first, settings.pace.longest) = (.milliseconds(20), .milliseconds(100))
        machines = try Connection(settings, subscriptions: [], inbox: try Inbox())
        try machines.start()
    }

    deinit {
        machines.stop()
        hub.terminate()
    }

    /// Writes the hub's plant file anew, as an editor does.
    func edit(_ change: (String) -> String) throws {
        let text = change(try String(contentsOfFile: folder.file("plant.toml"), encoding: .utf8))
        try text.write(toFile: folder.file("plant.toml"), atomically: true, encoding: .utf8)
    }

    private static func plant(_ name: String) -> String {
        """
        [site]
        id = "test"
        name = "Test hall"
        time_zone = "UTC"

        [[line]]
        id = "a"
        name = "Line A"

        [[machine]]
        id = "M1"
        name = "\(name)"
        line = "a"
        native = "execution"

        [[machine]]
        id = "M2"
        line = "a"
        silence_limit = "2s"

        [[source]]
        id = "timed"
        topic = "timed/{machine}/{tag}"
        time = "/t"
        time_format = "epoch-ms"
        value = "/v"

        [[source]]
        id = "bare"
        topic = "bare/{machine}/{tag}"
        value = ""

        [[source]]
        id = "alarms"
        topic = "alarm/{machine}"
        [source.alarm]
        item_id = "controller"
        level = "/level"
        code = "/code"
        text = "/text"
        levels = { Fault = "fault", Normal = "normal" }

        [[rule]]
        state = "producing"
        when = 'execution == "ACTIVE"'

        [[rule]]
        state = "stopped"
        when = 'execution == "STOPPED"'
        """
    }

    // MARK: What machines do

    func publish(_ topic: String, _ payload: String, retain: Bool = false) {
        publish(topic, bytes: Array(payload.utf8), retain: retain)
    }

    func publish(_ topic: String, bytes: [UInt8], retain: Bool = false) {
        _ = machines.publish(OutgoingMessage(topic: topic, payload: bytes, qos: .atLeastOnce, retain: retain))
    }

    /// A value with its own time, that of now where `at` is nil.
    func say(_ machine: String, _ tag: String, _ value: String, at: Date? = nil, retain: Bool = false) {
        let time = Int64((at ?? Date()).timeIntervalSince1970 * 1000)
        publish("timed/\(machine)/\(tag)", "{\"t\": \(time), \"v\": \(value)}", retain: retain)
    }

    /// The time of day in UTC, as screens show it.
    static func clock(_ date: Date) -> String {
        let seconds = Int(date.timeIntervalSince1970) % 86_400
        return [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
            .joined(separator: ":")
    }

    /// Whether a row has a word and then that time: with the date between them, where it was on another day than now.
    static func says(_ word: String, _ date: Date, _ row: String) -> Bool {
        row.range(of: word + " ").map { row[$0.upperBound...].contains(clock(date)) } ?? false
    }

    /// What the hub said on stderr.
    var hubLog: String { (try? String(contentsOfFile: folder.file("hub.log"), encoding: .utf8)) ?? "" }

    func dashboard(size: ScreenSize = ScreenSize(100, 30), arguments: [String] = []) throws -> PtyProgram {
        try PtyProgram.dashboard(broker: dashboardLink.address, size: size, arguments: arguments)
    }

    /// Says `value` until the hub has seen it and the dashboard shows it: the hub may have to start first.
    func say(_ machine: String, execution value: String, until program: PtyProgram, shows word: String) -> Bool {
        var next = ContinuousClock.now
        return program.wait(within: .seconds(20)) { screen in
            if screen.floorRow(machine)?.contains(word) == true { return true }
            if next <= .now {
                say(machine, "execution", "\"\(value)\"")
                next = .now + .milliseconds(300)
            }
            return false
        }
    }
}
