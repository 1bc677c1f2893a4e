import Glibc

/// Finds the files that come with the program: of an installed program, of the working directory, or of the package that
/// it was built in.
enum SharedFiles {
    /// The path of an example.
    static func example(_ name: String) throws(CommandFailure) -> String {
        let folders = folders("examples", program: try DemoProcesses.ownPath())
        guard let folder = folders.first(where: { access("\($0)/\(name)", R_OK) == 0 }) else {
            throw CommandFailure(
                .failed,
                "\(name) is in none of \(folders.joined(separator: ", ")): install the program with its files (make install), or "
                    + "start it in the folder of its sources")
        }
        return "\(folder)/\(name)"
    }

    /// Where files of a kind, `themes` or `examples`, may be; the first that has one counts.
    static func folders(_ kind: String) -> [String] {
        folders(kind, program: (try? DemoProcesses.ownPath()) ?? "")
    }

    /// - Parameter program: the path of the executable.
    static func folders(_ kind: String, program: String) -> [String] {
        var above: [String] = []
        var folder = parent(program)
        while !folder.isEmpty {
            above.append(folder)
            folder = parent(folder)
        }
        let installed = above.first.map { parent($0) + "/share/floortui/\(kind)" }
        // A package is known by its manifest: no file of a stranger's folder is taken.
        let package = above.first { access($0 + "/Package.swift", F_OK) == 0 }.map { $0 + "/\(kind)" }
        return [installed, kind, package].compactMap { $0 }
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
