/// A place in a configuration file.
package struct Place: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The file's name as it is to be shown: the path that was asked for, or the path of an included file.
    package var file: String
    /// From 1; 0 means the file as a whole.
    package var line: Int
    /// From 1, in Unicode code points, a tab is one.
    package var column: Int

    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The file as a whole, for what has no line (it cannot be read, it is too large).
    package init(file: String) { self.init(file: file, line: 0, column: 0) }

    package static func < (a: Place, b: Place) -> Bool { (a.file, a.line, a.column) < (b.file, b.line, b.column) }

    package var description: String { line == 0 ? file : "\(file):\(line):\(column)" }
}
