import DemoPlant
import Foundation

/// An authority of a test's own, and the certificates that it signs, made by the program openssl. All goes with the last
/// reference.
package final class TestCertificates: Sendable {
    /// A certificate and its key, as paths of PEM files.
    package struct Pair: Sendable {
        package let certificate: String
        package let key: String
    }

    /// From when to when a certificate is valid, as `20250131000000Z`.
    package struct Validity: Sendable {
        let from: String
        let to: String

        package static let current = Validity(from: "20200101000000Z", to: "20490101000000Z")
        package static let past = Validity(from: "20200101000000Z", to: "20210101000000Z")
        package static let future = Validity(from: "20480101000000Z", to: "20490101000000Z")

        /// Ends so many days from now.
        package static func ending(inDays days: Int) -> Validity {
            let end = Date(timeIntervalSinceNow: Double(days) * 86_400 + 3600)
            let text = end.ISO8601Format(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
            return Validity(from: "20200101000000Z", to: text.replacing("T", with: ""))
        }
    }

    /// The authority's certificate.
    package let authority: String
    private let folder: TemporaryFolder

    package init() throws {
        folder = try TemporaryFolder()
        authority = folder.file("ca.pem")
        try Data().write(to: URL(filePath: folder.file("index.txt")))
        let configuration = """
            [ca]
            default_ca = test
            [test]
            dir = \(folder.path)
            database = \(folder.file("index.txt"))
            new_certs_dir = \(folder.path)
            rand_serial = yes
            certificate = \(authority)
            private_key = \(folder.file("ca.key"))
            default_md = sha256
            policy = any
            unique_subject = no
            [any]
            commonName = supplied
            """
        try Data(configuration.utf8).write(to: URL(filePath: folder.file("ca.conf")))
        // Each authority has a name of its own: which one signed is then seen by name.
        try openssl(
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650"]
                + ["-subj", "/CN=Authority \(UUID().uuidString)"]
                + ["-keyout", folder.file("ca.key"), "-out", authority])
    }

    /// A certificate signed by the authority.
    ///
    /// - Parameter names: as in subjectAltName: `IP:127.0.0.1,DNS:localhost`.
    package func make(
        _ name: String, names: String = "IP:127.0.0.1,DNS:localhost", valid: Validity = .current
    ) throws -> Pair {
        let (request, extensions) = (folder.file("\(name).csr"), folder.file("\(name).ext"))
        let pair = Pair(certificate: folder.file("\(name).pem"), key: folder.file("\(name).key"))
        try Data("subjectAltName = \(names)\n".utf8).write(to: URL(filePath: extensions))
        try openssl(
            ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=\(name)"]
                + ["-keyout", pair.key, "-out", request])
        try openssl(
            ["ca", "-batch", "-notext", "-config", folder.file("ca.conf"), "-extfile", extensions, "-in", request]
                + ["-out", pair.certificate, "-startdate", valid.from, "-enddate", valid.to])
        return pair
    }

    private func openssl(_ arguments: [String]) throws {
        let log = folder.file("openssl.log")
        let process = try ChildProcess("openssl", arguments, output: .file(log), errors: .file(log))
        guard process.wait(within: .seconds(30)) == .code(0) else {
            process.terminate()
            let said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            throw ChildProcess.Failure("openssl \(arguments[0]) failed: \(said)")
        }
    }
}

/// What a `TestBroker` asks of its clients, as lines of mosquitto.conf(5).
package enum BrokerRules {
    /// Encryption with that certificate.
    package static func encrypted(_ server: TestCertificates.Pair) -> [String] {
        ["certfile \(server.certificate)", "keyfile \(server.key)"]
    }

    /// Clients have to show a certificate of that authority.
    package static func clientCertificate(of authority: String) -> [String] {
        ["cafile \(authority)", "require_certificate true"]
    }

    /// The user `plant` with the password `secret` alone gets in.
    package static func password(in folder: TemporaryFolder) throws -> [String] {
        let file = folder.file("passwords")
        let process = try ChildProcess("mosquitto_passwd", ["-c", "-b", file, "plant", "secret"])
        guard process.wait(within: .seconds(30)) == .code(0) else {
            process.terminate()
            throw ChildProcess.Failure("mosquitto_passwd failed")
        }
        return ["allow_anonymous false", "password_file \(file)"]
    }

    /// Whoever subscribes is told that he may, and gets nothing: so brokers with an ACL file do.
    package static func nothingDelivered(in folder: TemporaryFolder) throws -> [String] {
        let file = folder.file("acl")
        try Data("topic write #\n".utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        return ["acl_file \(file)"]
    }

    /// Nobody may subscribe to anything.
    package static func noSubscriptions(in folder: TemporaryFolder) throws -> [String] {
        try subscriptions(under: [], in: folder)
    }

    /// Everybody may subscribe to what lies under these topics, and to nothing else.
    package static func subscriptions(under topics: [String], in folder: TemporaryFolder) throws -> [String] {
        let file = folder.file("security.json")
        let allowed = topics.map { #"{"acltype": "subscribePattern", "topic": "\#($0)/#", "allow": true}"# }
        let rules = """
            {"defaultACLAccess": {"publishClientSend": true, "publishClientReceive": true, "subscribe": false,
            "unsubscribe": true}, "roles": [{"rolename": "r", "acls": [\(allowed.joined(separator: ","))]}],
            "groups": [{"groupname": "all", "roles": [{"rolename": "r"}]}], "anonymousGroup": "all"}
            """
        try Data(rules.utf8).write(to: URL(filePath: file))
        let plugins = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib"]
            .map { "\($0)/mosquitto_dynamic_security.so" }
        guard let plugin = plugins.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
            throw ChildProcess.Failure("mosquitto's plug-in for dynamic security is not on this machine")
        }
        return ["plugin \(plugin)", "plugin_opt_config_file \(file)"]
    }
}
