package import Basis

/// Reads `plant.toml` into a `PlantModel`, or says all that is wrong with it, each with file, line, column and what is
/// allowed there.
package enum PlantFile {
    /// Reads the file at `path` and those that it includes. Does I/O; any thread.
    ///
    /// - Parameter noting: hears the name of each file before it is read, also of one that cannot be read.
    package static func load(
        path: String, noting: (String) -> Void = { _ in }
    ) throws(ConfigurationError) -> PlantModel {
        try model(try ConfigurationTree.load(path, noting: noting))
    }

    /// Reads a text, also one that a `PlantModel` keeps, with its included files.
    ///
    /// - Parameters:
    ///   - file: the name that places carry.
    ///   - wasAccepted: it was in force once; what is refused only since then must not make a store unreadable.
    package static func read(
        text: [UInt8], file: String, wasAccepted: Bool = false
    ) throws(ConfigurationError) -> PlantModel {
        var parts = text.split(separator: separator, omittingEmptySubsequences: false)[...]
        let tree = try ConfigurationTree.load(file) { name throws(ConfigurationError) in
            // They were kept in the order in which they are read.
            guard let part = parts.popFirst() else {
                throw ConfigurationError(Place(file: name), "is not kept with the text")
            }
            return Array(part)
        }
        return try model(tree, wasAccepted: wasAccepted)
    }

    /// Between the texts of files: a form feed, which TOML allows nowhere.
    private static let separator: UInt8 = 0x0C

    private static func model(
        _ tree: ConfigurationTree, wasAccepted: Bool = false
    ) throws(ConfigurationError) -> PlantModel {
        let text = Array(tree.files.map(\.bytes).joined(separator: [separator]))
        guard let digest = Digest.sha256(text) else {
            throw ConfigurationError(
                Place(file: tree.files[0].name), "libcrypto refuses SHA-256; check how OpenSSL is set up")
        }
        var reader = PlantReader(try TableReader(tree.root, PlantKeys.file), wasAccepted: wasAccepted)
        return try reader.read(text: String(decoding: text, as: UTF8.self), digest: Digest.hex(digest))
    }
}
