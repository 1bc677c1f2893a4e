import CToml

/// Reads TOML 1.0 text.
package enum TomlDocument {
    /// The longest text, in bytes, and the deepest nesting that are read.
    package static let maximumSize = Int(CTOML_MAX_BYTES)
    package static let maximumDepth = Int(CTOML_MAX_DEPTH)

    /// The root table of `text`; `file` is the name for places. Any thread.
    ///
    /// Throws the one thing that is wrong first: not UTF-8, too large, nested too deep, or no TOML.
    package static func parse(text: [UInt8], file: String) throws(ConfigurationError) -> TomlNode {
        guard text.count <= maximumSize else {
            throw ConfigurationError(Place(file: file), "larger than 1 MB (\(text.count) bytes)")
        }
        if let problem = EncodingCheck.problem(in: text, file: file) { throw ConfigurationError([problem]) }
        let parsed = unsafe text.withUnsafeBytes { bytes in
            unsafe ctoml_parse(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard let document = unsafe parsed else { throw ConfigurationError(Place(file: file), "out of memory") }
        defer { unsafe ctoml_free(document) }
        var line: UInt32 = 0
        var column: UInt32 = 0
        if let message = unsafe ctoml_error(document, &line, &column) {
            let place = Place(file: file, line: Int(line), column: Int(column))
            throw ConfigurationError([TomlSyntax.problem(unsafe String(cString: message), at: place)])
        }
        let nodes = unsafe UnsafeBufferPointer(start: ctoml_nodes(document), count: ctoml_node_count(document))
        var copy = unsafe NodeCopy(nodes: nodes, file: file)
        return copy.next().node
    }
}

/// Builds the tree from the parser's flat list. It lives no longer than the document that owns the list.
@safe private struct NodeCopy {
    let nodes: UnsafeBufferPointer<ctoml_node>
    let file: String
    private var index = 0

    init(nodes: UnsafeBufferPointer<ctoml_node>, file: String) {
        unsafe self.nodes = unsafe nodes
        self.file = file
    }

    /// Takes the next node and all below it; the parser bounds the depth.
    mutating func next() -> TomlEntry {
        let flat = unsafe nodes[index]
        index += 1
        let place = unsafe Place(file: file, line: Int(flat.line), column: Int(flat.column))
        let key = unsafe string(flat.key, flat.key_length)
        let keyPlace = unsafe Place(file: file, line: Int(flat.key_line), column: Int(flat.key_column))
        var contentPlace: Place?
        if unsafe flat.single_line != 0 {
            contentPlace = Place(file: file, line: place.line, column: place.column + 1)
        }
        let node = TomlNode(unsafe value(of: flat), place: place, contentPlace: contentPlace)
        return TomlEntry(key: key, keyPlace: keyPlace, node: node)
    }

    private mutating func value(of flat: ctoml_node) -> TomlNode.Value {
        switch unsafe Int(flat.kind) {
        case Int(CTOML_STRING): return unsafe .string(string(flat.text, flat.text_length))
        case Int(CTOML_INTEGER): return unsafe .integer(Int(flat.integer))
        case Int(CTOML_DOUBLE): return unsafe .double(flat.number)
        case Int(CTOML_BOOL): return unsafe .bool(flat.integer != 0)
        case Int(CTOML_DATE_TIME): return unsafe .dateTime(string(flat.text, flat.text_length))
        case Int(CTOML_ARRAY): return .array((0..<(unsafe flat.count)).map { _ in next().node })
        default: return .table((0..<(unsafe flat.count)).map { _ in next() })
        }
    }

    private func string(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
        unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
    }
}
