import Glibc

/// Finds the example plants: of an installed program, of the working directory, or of the package that it was built in.
enum ExampleFiles {
    static func path(_ name: String) throws(CommandFailure) -> String {
        let program = try DemoProcesses.ownPath()
        let folders = folders(program: program)
        guard let folder = folders.first(where: { access("\($0)/\(name)", R_OK) == 0 }) else {
            throw CommandFailure(.failed, "\(name) is in none of \(folders.joined(separator: ", "))")
        }
        return "\(folder)/\(name)"
    }

    /// - Parameter program: the path of the executable.
    static func folders(program: String) -> [String] {
        var above: [String] = []
        var folder = parent(program)
        while !folder.isEmpty {
            above.append(folder)
            folder = parent(folder)
        }
        let installed = above.first.map { parent($0) + "/share/floortui/examples" }
        return (installed.map { [$0] } ?? []) + ["examples"] + above.map { $0 + "/examples" }
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
