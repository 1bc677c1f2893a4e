import ArgumentParser
import Basis
import Foundation
import Hub

/// `floortui plant init`: a plant file to begin with.
struct PlantInit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a plant file to begin with: right as it is, and with every key and what it is for.",
        discussion: "A file that is there is left alone, unless --force says otherwise.")

    @Argument(help: "Where to write it. Default: to stdout.", completion: .file())
    var file: String?

    @Option(help: "The site's time zone, as Europe/Berlin. Default: that of this machine.")
    var timeZone: String?

    @Flag(help: "Replace the file where it is there.")
    var force = false

    func validate() throws {
        guard !force || file != nil else { throw ValidationError("--force belongs to a file; stdout is never there") }
        if let timeZone, !Zone.isName(timeZone) {
            throw ValidationError("\"\(timeZone)\" is no time zone; give an IANA name, such as Europe/Berlin")
        }
    }

    func run() throws {
        let text = Array(PlantStarter.text(zone: timeZone ?? Self.ownZone).utf8)
        guard let file else { return Output.result(text) }
        try FileWriter.write(text, to: file, replacing: force)
        Output.message(
            "\(file) is written: put the ids of your machines and your topic into it, then start the hub on it")
    }

    /// Not every zone that a machine may be set to is an IANA name with a calendar.
    private static var ownZone: String {
        let name = TimeZone.current.identifier
        return Zone.isName(name) ? name : "UTC"
    }
}
