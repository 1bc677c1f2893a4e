import Foundation
import TestSupport
import Widgets

/// Pages of the gallery as text: the characters, below them a letter for the style of each cell, and what the letters
/// mean. What a style looks like is said once for each theme.
struct GalleryGolden {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Golden")

    private static let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    private(set) var styles: [Style] = []
    private(set) var text = ""

    /// Whether this has the text of the file `name`, or made it so.
    func difference(_ name: String) throws -> String? {
        try GoldenFile.difference(text, Self.folder.appending(path: name + ".txt"))
    }

    /// All pages of one size.
    init(_ gallery: Gallery, _ size: Size, _ glyphs: Glyphs = .unicode) {
        var gallery = gallery
        let count = gallery.pageCount(size)
        let frame = Frame(size, glyphs: glyphs)
        for page in 1...count {
            frame.begin(size, glyphs: glyphs)
            gallery.draw(in: frame.canvas)
            text += "== \(size.width)x\(size.height), page \(page) of \(count)\n" + frame.grid.text + "-- styles\n"
            for y in 0..<size.height { text += row(frame.grid, y) + "\n" }
            _ = gallery.handle(.pageDown)
        }
        text += "-- what the styles are\n"
        for (index, style) in styles.enumerated() { text += "\(Self.letters[index]) \(style.words)\n" }
    }

    private mutating func row(_ grid: CellGrid, _ y: Int) -> String {
        var row = ""
        for x in 0..<grid.size.width {
            let style = grid[x, y].style
            if style == .text {
                row += "."
                continue
            }
            if !styles.contains(style) { styles.append(style) }
            row.append(styles.firstIndex(of: style).map { Self.letters[$0] } ?? "?")
        }
        while row.last == "." { row.removeLast() }
        return row
    }
}

extension Style {
    /// `critical on selection bold`.
    var words: String {
        let ground = ground == .text ? "" : " on \(ground.name)"
        return ([role.name + ground] + attributes.names).joined(separator: " ")
    }
}

extension Theme {
    /// How each of the styles looks in every depth, one line a style.
    func looks(of styles: [Style]) -> String {
        styles.map { style in
            let looks = ColorDepth.allCases.reversed().map { depth in
                let look = look(style, depth)
                let background = look.background.map { " on \($0)" } ?? ""
                let words = [(look.foreground?.description ?? "own") + background] + look.attributes.names
                return "\(depth.rawValue): \(words.joined(separator: " "))"
            }
            return ([style.words] + looks).joined(separator: " | ") + "\n"
        }
        .joined()
    }
}
