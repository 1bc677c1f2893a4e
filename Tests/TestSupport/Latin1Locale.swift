import DemoPlant

/// A locale with the character set ISO-8859-1, in a folder of its own: few systems have made one, and where there is none
/// its name alone is looked at. It goes with the last reference.
package final class Latin1Locale: Sendable {
    package static let name = "de_DE.ISO-8859-1"
    private let folder: TemporaryFolder

    package init() throws {
        folder = try TemporaryFolder()
        let arguments = ["--no-archive", "-i", "de_DE", "-f", "ISO-8859-1", folder.file(Self.name)]
        guard try Shell.run("localedef", arguments) == 0 else {
            throw ChildProcess.Failure("localedef cannot make \(Self.name): is Debian's package locales there?")
        }
    }

    /// What a program needs to run in it.
    package var environment: [String: String] {
        ["LOCPATH": folder.path, "LANG": Self.name, "LC_ALL": Self.name]
    }
}
