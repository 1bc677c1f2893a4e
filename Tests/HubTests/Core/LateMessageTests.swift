import Basis
import Records
import Shopfloor
import Store
import Testing

@testable import Hub

@Suite("A message that is late in part")
struct LateMessageTests {
    /// Two sources speak for one machine, and share the tag `x`.
    private static let plant = """
        [site]
        id = "s"
        time_zone = "UTC"
        [[line]]
        id = "L"
        [[machine]]
        id = "M"
        line = "L"
        [[source]]
        id = "a"
        topic = "a/{machine}"
        time = "/t"
        time_format = "epoch-ms"
        members = ""
        [[source]]
        id = "b"
        topic = "b/{machine}"
        time = "/t"
        time_format = "epoch-ms"
        members = ""
        [[rule]]
        state = "producing"
        when = "run == true"
        [[rule]]
        state = "stopped"
        when = "(run == false) for 60s"
        [[rule]]
        state = "idle"
        when = "run == false"
        [[cycle]]
        pulse = "increase"
        counter = "n"
        [[tag]]
        id = "n"
        counter = true
        """

    private static let start: Int64 = 1_760_000_000_000

    private func core() throws -> HubCore {
        let model = try PlantFile.read(text: Array(Self.plant.utf8), file: "plant.toml")
        return HubCore(
            model: model, stored: StoredState(), version: "test", now: Instant(milliseconds: Self.start))
    }

    /// - Parameters:
    ///   - seconds: the source's time, from the start.
    ///   - arrived: when it came, the same unless it is late.
    private func send(
        _ topic: String, _ members: String, at seconds: Int64, arrived: Int64? = nil, to core: inout HubCore
    ) {
        let payload = Array(#"{"t":\#(Self.start + seconds * 1000),\#(members)}"#.utf8)
        let at = Instant(milliseconds: Self.start + (arrived ?? seconds) * 1000)
        unsafe core.observe(
            topic: Array(topic.utf8).span.bytes, payload: payload.span.bytes, at: at, isRetained: false)
    }

    @Test("its counter counts, whatever else in it another source said later")
    func counts() throws {
        var core = try core()
        send("a/M", #""x":1,"n":1"#, at: 10, to: &core)
        send("b/M", #""x":2"#, at: 20, to: &core)
        send("a/M", #""x":1,"n":11"#, at: 15, arrived: 21, to: &core)
        #expect(core.machineDocument(0).counts.first?.count.shots == 10)
    }

    @Test("it says nothing of the machine's clock: limits run on as before")
    func clock() throws {
        var core = try core()
        send("b/M", #""y":1"#, at: 0, to: &core)
        send("a/M", #""run":true"#, at: 1, to: &core)
        send("a/M", #""run":false"#, at: 60, to: &core)
        send("b/M", #""y":2"#, at: -4200, arrived: 61, to: &core)
        core.advance(to: Instant(milliseconds: Self.start + 121_000))
        let row = core.machineDocument(0).row
        #expect(row.condition.state == .stopped)
        #expect(row.since == Instant(milliseconds: Self.start + 120_000))
    }
}
