/// A configuration as it was read: the merged tree and the files it was made of.
///
/// A file may begin with `include = ["other.toml", "lines/a.toml"]`. Its own entries come first, those of the included
/// files follow in the order named. Tables of the same name are merged and lists of tables joined; any other key that
/// two files have is an error. Every node keeps the name of its own file.
package struct ConfigurationTree: Sendable {
    /// The text of one file, under the name that its places carry.
    package struct File: Sendable, Equatable {
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Without the `include` keys.
    package let root: TomlNode
    /// The main file first, then the included ones in the order in which they were read.
    package let files: [File]

    /// Files within files, and files in all, that are read at most.
    package static let maximumDepth = 8
    package static let maximumFiles = 64

    /// Reads the file at `path` and all that it includes. Does I/O; any thread.
    ///
    /// - Parameter noting: hears the name of each file before it is read, also of one that cannot be read.
    package static func load(
        _ path: String, noting: (String) -> Void = { _ in }
    ) throws(ConfigurationError) -> ConfigurationTree {
        try load(path) { name throws(ConfigurationError) in
            noting(name)
            return try ConfigurationFile.read(name)
        }
    }

    /// Makes the tree anew from files that were kept, the main file first.
    package static func load(files: [File]) throws(ConfigurationError) -> ConfigurationTree {
        guard let main = files.first else { throw ConfigurationError(Place(file: ""), "no configuration file") }
        return try load(main.name) { name throws(ConfigurationError) in
            guard let file = files.first(where: { $0.name == name }) else {
                throw ConfigurationError(Place(file: name), "is not among the files that were kept")
            }
            return file.bytes
        }
    }

    /// As above, with the bytes of a file from `read`; what it throws about an included file is reported at the place
    /// of the include.
    package static func load(
        _ path: String, read: (String) throws(ConfigurationError) -> [UInt8]
    ) throws(ConfigurationError) -> ConfigurationTree {
        try withoutActuallyEscaping(read) { read throws(ConfigurationError) in
            var loading = Loading(read: read)
            let root = try loading.load(path, chain: [], from: nil)
            return ConfigurationTree(root: root, files: loading.files)
        }
    }
}

/// The merged tree of the file at `path` and all that it includes, without the texts.
package func loadConfiguration(_ path: String) throws(ConfigurationError) -> TomlNode {
    try ConfigurationTree.load(path).root
}

extension KeySpec {
    /// The key that `ConfigurationTree` takes out of each file, for schema and documentation.
    package static let include = KeySpec(
        "include", .list(of: .string), example: "[\"shared.toml\"]",
        text: "Other files to read, relative to the folder of this one.")
}

private struct Loading {
    let read: (String) throws(ConfigurationError) -> [UInt8]
    var files: [ConfigurationTree.File] = []
    /// Where each file was included first, by its name.
    private var included: [String: Place] = [:]

    init(read: @escaping (String) throws(ConfigurationError) -> [UInt8]) { self.read = read }

    /// `chain` names the files that led here, `from` is where the last of them includes this one.
    mutating func load(_ name: String, chain: [String], from: Place?) throws(ConfigurationError) -> TomlNode {
        // The main file's name is as the user gave it; "./plant.toml" is the same file as "plant.toml".
        let identity = ConfigurationPath.resolve(name, from: "")
        if let from { try refuseRepetition(of: identity, chain: chain, from: from) }
        included[identity] = from ?? Place(file: name)
        let bytes: [UInt8]
        do {
            bytes = try read(name)
        } catch {
            guard let from, let problem = error.problems.first else { throw error }
            throw ConfigurationError(
                from, "the included file \(Quoted(path: name)) \(problem.message)", allowed: Self.paths)
        }
        files.append(ConfigurationTree.File(name: name, bytes: bytes))
        let root = try TomlDocument.parse(text: bytes, file: name)
        return try include(in: root, name: name, chain: chain + [identity])
    }

    private static let paths = "files that can be read, each by its path from the folder of this one"

    private func refuseRepetition(of name: String, chain: [String], from: Place) throws(ConfigurationError) {
        if let start = chain.firstIndex(of: name) {
            let circle = (chain[start...] + [name]).map { Quoted(path: $0).description }.joined(separator: " → ")
            throw ConfigurationError(from, "files include each other in a circle: \(circle)", allowed: Self.paths)
        }
        if let first = included[name] {
            throw ConfigurationError(
                from, "\(Quoted(path: name)) is already included at \(first)", allowed: "each file once")
        }
        if chain.count > ConfigurationTree.maximumDepth {
            throw ConfigurationError(from, "includes go deeper than \(ConfigurationTree.maximumDepth) files")
        }
        if files.count >= ConfigurationTree.maximumFiles {
            throw ConfigurationError(from, "more than \(ConfigurationTree.maximumFiles) files")
        }
    }

    private mutating func include(
        in root: TomlNode, name: String, chain: [String]
    ) throws(ConfigurationError) -> TomlNode {
        guard let include = root["include"] else { return root }
        var check = ShapeCheck()
        check.check(include, .include, in: "the top level of the file")
        try check.problems.throwIfAny()
        let own = (root.entries ?? []).filter { $0.key != "include" }
        var merge = ConfigurationMerge(TomlNode(.table(own), place: root.place))
        let list = ValueReader(node: include, type: KeySpec.include.type, key: "include").list
        for value in list {
            let path = ConfigurationPath.resolve(value.string, from: name)
            merge.add(try load(path, chain: chain, from: value.place))
        }
        try merge.problems.throwIfAny()
        return merge.root
    }
}
