import ArgumentParser
import Basis
import Telemetry

/// What a broker asks for, on the command line. There is no option for a password itself: everybody on a machine can see
/// command lines.
struct AccessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "With mqtts: the file of the CA that signed the broker's certificate. Default: what this system trusts.",
            valueName: "file"), completion: .file())
    var ca: String?

    @Option(
        help: ArgumentHelp("With mqtts: our own certificate, where the broker wants one.", valueName: "file"),
        completion: .file())
    var cert: String?

    @Option(help: ArgumentHelp("With mqtts: the private key of --cert.", valueName: "file"), completion: .file())
    var key: String?

    @Option(help: ArgumentHelp("Who we are, for the broker.", valueName: "name"))
    var user: String?

    @Option(
        help: ArgumentHelp(
            "The file whose first line is the password of --user. Default: $\(BrokerAccess.passwordVariable).",
            valueName: "file"), completion: .file())
    var passwordFile: String?

    /// What stands here goes before what `file` says, certificate and key together. Nothing is looked at.
    func over(_ file: BrokerAccess) -> BrokerAccess {
        var access = file
        access.authorityFile = ca ?? file.authorityFile
        if cert != nil || key != nil { (access.certificateFile, access.keyFile) = (cert, key) }
        access.user = user ?? file.user
        access.passwordFile = passwordFile ?? file.passwordFile
        return access
    }

    /// The same, looked at.
    ///
    /// - Throws: `CommandFailure` (78) when files are missing or open to others.
    func access(for broker: BrokerURL, over file: BrokerAccess = BrokerAccess()) throws(CommandFailure) -> BrokerAccess
    {
        let access = over(file)
        do throws(AccessFault) { try access.check(for: broker) } catch {
            throw CommandFailure(.badConfiguration, "\(error.text.en); \(error.advice.en)")
        }
        return access
    }
}
