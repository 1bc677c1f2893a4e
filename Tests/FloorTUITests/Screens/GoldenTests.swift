import Basis
import DemoPlant
import Foundation
import Hub
import Records
import Shopfloor
import Store
import Telemetry
import TestSupport
import Testing
import Widgets

@testable import FloorTUI

/// A size and a language, as every screen is looked at.
struct GoldenLook: CustomTestStringConvertible, Sendable {
    var width: Int
    var height: Int
    var language: Language

    var size: Size { Size(width, height) }
    var name: String { "\(width)x\(height)-\(language.rawValue)" }
    var testDescription: String { name }

    static let all = [
        GoldenLook(width: 80, height: 24, language: .en), GoldenLook(width: 80, height: 24, language: .zh),
        GoldenLook(width: 120, height: 40, language: .en), GoldenLook(width: 120, height: 40, language: .zh),
    ]
}

@Suite(.serialized)
struct GoldenTests {
    static func text(_ state: inout DashboardState, _ now: Instant, _ size: Size) -> String {
        let terminal = HeadlessTerminal(size)
        let frame = Frame(size)
        state.draw(in: frame, now: now)
        terminal.draw(frame)
        return terminal.grid.text
    }

    // MARK: The demo plant, in process

    @Test("the demo hall: all twelve machines on the first page, the worst below")
    func demoFloor() throws {
        let (demo, now) = try DemoHall.dashboard()
        for look in GoldenLook.all {
            var state = demo
            state.phrases.language = look.language
            let text = Self.text(&state, now, look.size)
            for number in 1...12 {
                let id = number < 10 ? "DC-0\(number)" : "DC-\(number)"
                #expect(text.contains(id), "\(id) at \(look.name)")
            }
            try GoldenFrame.expect(text, "demo-floor-\(look.name)")
        }
    }

    /// The sizes of which end-to-end tests ask for the same in a terminal.
    static let terminalSizes = [
        Size(132, 43), Size(200, 60), Size(100, 30), Size(40, 12), Size(40, 20), Size(300, 100),
    ]

    @Test("A1: the demo hall at other sizes of terminals")
    func demoSizes() throws {
        let (demo, now) = try DemoHall.dashboard()
        for size in Self.terminalSizes {
            let look = GoldenLook(width: size.width, height: size.height, language: .en)
            var state = demo
            try GoldenFrame.expect(Self.text(&state, now, size), "demo-floor-\(look.name)")
            _ = state.open("DC-03")
            try GoldenFrame.expect(Self.text(&state, now, size), "demo-machine-\(look.name)")
        }
    }

    @Test("one machine of the demo hall: values with limits and trends, states, counts, alarms")
    func demoMachine() throws {
        let (demo, now) = try DemoHall.dashboard()
        for look in GoldenLook.all {
            var state = demo
            state.phrases.language = look.language
            _ = state.open("DC-03")
            try GoldenFrame.expect(Self.text(&state, now, look.size), "demo-machine-\(look.name)")
        }
    }

    @Test("A1: floor and machine with a running shift, at every size and in both languages: no line is written over")
    func runningShift() throws {
        let (demo, now) = try DemoHall.dashboard(hasShifts: true)
        #expect(demo.picture.shift != nil)
        let sizes = GoldenLook.all.map(\.size) + Self.terminalSizes
        for (size, language) in Set(sizes).flatMap({ size in Language.allCases.map { (size, $0) } }) {
            let look = GoldenLook(width: size.width, height: size.height, language: language)
            var state = demo
            state.phrases.language = language
            let floor = Self.text(&state, now, size)
            let first = floor.prefix { $0 != "\n" }
            #expect(first.contains(language == .en ? "Late 14–22" : "中班 14–22"), "\(look.name)")
            try GoldenFrame.expect(floor, "demo-shift-floor-\(look.name)")
            _ = state.handle(.character("v"), now: now)
            try GoldenFrame.expect(Self.text(&state, now, size), "demo-shift-tiles-\(look.name)")
            _ = state.open("DC-03")
            try GoldenFrame.expect(Self.text(&state, now, size), "demo-shift-machine-\(look.name)")
        }
    }

    @Test("the picture in the README is a frame of the program, but for lines that are left blank")
    func readme() throws {
        var (demo, now) = try DemoHall.dashboard(hasShifts: true)
        let lines = Self.text(&demo, now, Size(100, 30)).split(separator: "\n")
        let page = try String(contentsOf: ProjectFolder.root.appendingPathComponent("README.md"), encoding: .utf8)
        let shown = page.split(separator: "```\n")[1].split(separator: "\n")
        #expect(shown == lines)
    }

    // MARK: What people type

    @Test("the form of a stop's reason, with a group of reasons open")
    func stopForm() throws {
        let (demo, now) = try DemoHall.dashboard()
        for look in GoldenLook.all {
            var state = demo
            state.phrases.language = look.language
            _ = state.open("DC-03")
            for key in [Key.tab, .character("s"), .character("3")] { _ = state.handle(key, now: now) }
            try GoldenFrame.expect(Self.text(&state, now, look.size), "demo-stop-form-\(look.name)")
        }
    }

    @Test("the outbox: what needs a person first, then what waits, then what was saved; a conflict side by side")
    func outbox() throws {
        let (demo, now) = try DemoHall.dashboard()
        for look in GoldenLook.all {
            var state = demo
            state.phrases.language = look.language
            state.take(SampleOutbox.picture(now: now))
            for key in ":outbox".map(Key.character) + [.enter] { _ = state.handle(key, now: now) }
            try GoldenFrame.expect(Self.text(&state, now, look.size), "demo-outbox-\(look.name)")
            _ = state.handle(.enter, now: now)
            try GoldenFrame.expect(Self.text(&state, now, look.size), "demo-conflict-\(look.name)")
        }
    }
}
