import Basis
import Foundation
import TestSupport
import Testing

@testable import Widgets

@Suite("Gallery")
struct GalleryTests {
    private static let sizes = [Size(20, 5), Size(40, 20), Size(80, 24), Size(120, 40), Size(300, 100)]

    @Test("Golden: every control at every size", arguments: sizes)
    func everySize(_ size: Size) throws {
        let golden = GalleryGolden(Gallery(.standard, language: .en), size)
        #expect(try golden.difference("gallery-\(size.width)x\(size.height)") == nil)
    }

    @Test("Golden: every control in Chinese, and in ASCII")
    func others() throws {
        let chinese = GalleryGolden(Gallery(.standard, language: .zh), Size(80, 24))
        #expect(try chinese.difference("gallery-80x24-zh") == nil)
        let ascii = GalleryGolden(Gallery(.standard, language: .en), Size(80, 24), .ascii)
        #expect(try ascii.difference("gallery-80x24-ascii") == nil)
    }

    @Test("Golden: what each style of it looks like in each theme and depth", arguments: Theme.builtIn)
    func looks(_ theme: Theme) throws {
        let styles = GalleryGolden(Gallery(theme, language: .en), Size(80, 24)).styles
        let text = theme.looks(of: [.text] + styles)
        let file = GalleryGolden.folder.appending(path: "theme-\(theme.name).txt")
        #expect(try GoldenFile.difference(text, file) == nil)
    }

    @Test("every control and every role is in it, at the smallest size too", arguments: [Size(20, 5), Size(80, 24)])
    func complete(_ size: Size) {
        let styles = GalleryGolden(Gallery(.standard, language: .en), size).styles
        let shown = Set(styles.flatMap { [$0.role, $0.ground] })
        #expect(shown.isSuperset(of: Set(Role.allCases).subtracting([.text])))
        let text = GalleryGolden(Gallery(.standard, language: .en), size).text
        for section in GallerySection.all(.en, size) {
            #expect(text.contains(section.title.prefix(11)), "\(section.title)")
        }
    }

    /// Controls are what draws, one a file.
    @Test("each control has a sample in it")
    func controls() throws {
        let room = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Widgets")
        func files(_ folder: String) throws -> [URL] {
            let names = try FileManager.default.subpathsOfDirectory(atPath: room.appending(path: folder).path)
            return names.filter { $0.hasSuffix(".swift") }.map { room.appending(path: "\(folder)/\($0)") }
        }
        let gallery = try files("Gallery").map { try String(contentsOf: $0, encoding: .utf8) }.joined()
        let controls = try files("Controls").filter {
            try String(contentsOf: $0, encoding: .utf8).contains(" func draw(")
        }
        #expect(!controls.isEmpty)
        for name in controls.map({ $0.deletingPathExtension().lastPathComponent }) {
            #expect(gallery.contains(try Regex("\\b\(name)[<(]")), "\(name)")
        }
    }

    @Test("it is drawn at any size from 1×1 to 300×100 without half characters", arguments: 1...300)
    func anySize(_ width: Int) {
        var random = SplitMix(state: UInt64(width))
        let heights = [1, 2, 3, 4, 5, 100, 1 + random.below(100)]
        for height in width <= 8 ? Array(1...100) : heights.suffix(width % 25 == 0 ? 7 : 2) {
            var gallery = Gallery(.standard, language: width.isMultiple(of: 2) ? .en : .zh)
            let size = Size(width, height)
            let frame = Frame(size)
            let count = gallery.pageCount(size)
            for page in Set([0, random.below(count), count - 1]) {
                _ = gallery.handle(.home)
                for _ in 0..<page { _ = gallery.handle(.right) }
                frame.begin(size, glyphs: .unicode)
                gallery.draw(in: frame.canvas)
                #expect(frame.grid.isWhole)
            }
            _ = gallery.handle(.end)
            frame.begin(Size(120, 40), glyphs: .unicode)
            gallery.draw(in: frame.canvas)
            #expect(gallery.page < gallery.pageCount(Size(120, 40)))
        }
    }

    @Test("keys turn pages, take the next theme, and leave")
    func keys() {
        var gallery = Gallery(.kiosk, language: .en)
        _ = frame(40, 20) { gallery.draw(in: $0) }
        var pages: [Int] = []
        for key in [Key.left, .right, .right, .home, .end] {
            _ = gallery.handle(key)
            pages.append(gallery.page)
        }
        #expect(pages == [0, 1, 2, 0, gallery.pageCount(Size(40, 20)) - 1])
        var themes: [Theme] = []
        for key in "tTT" {
            _ = gallery.handle(.character(key))
            themes.append(gallery.theme)
        }
        #expect(themes == [.standard, .kiosk, .monochrome])
        let outcomes = [Key.character("z"), .escape, .character("a")].map { gallery.handle($0) }
        #expect(outcomes == [.ignored, .leave, .changed] && gallery.isASCII)
    }
}
