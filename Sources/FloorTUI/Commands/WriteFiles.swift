import ArgumentParser
import Foundation

/// `floortui write-files`: what an installation and the documentation are made of. Not for people, so help leaves it out.
struct WriteFiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "write-files",
        abstract: "Write manuals and completions into a share folder, or schemas and pages into the sources.",
        shouldDisplay: false)

    enum Kind: String, CaseIterable, ExpressibleByArgument { case help, docs }

    @Argument(help: "help: manuals and completions. docs: schemas and pages of the documentation.")
    var kind: Kind

    @Argument(
        help: "The folder that they go to: a prefix's share for help, that of the sources for docs.",
        completion: .directory)
    var folder: String

    func run() throws {
        for file in kind == .help ? try GeneratedFile.help() : GeneratedFile.kept() {
            let path = URL(fileURLWithPath: folder).appendingPathComponent(file.path)
            do {
                try FileManager.default.createDirectory(
                    at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            } catch {
                throw CommandFailure(
                    .failed,
                    "\(path.deletingLastPathComponent().path) cannot be made: \(error.localizedDescription); "
                        + "give a folder that you may write to")
            }
            try FileWriter.write(file.bytes, to: path.path, replacing: true)
        }
    }
}
