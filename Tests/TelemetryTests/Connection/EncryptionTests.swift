import Basis
import Foundation
import Telemetry
import TestSupport
import Testing

/// Encrypted connections to a real broker.
@Suite
struct EncryptionTests {
    private let folder: TemporaryFolder
    private let plant: TestCertificates
    /// Of an authority that nobody here trusts.
    private let foreign: TestCertificates

    init() throws {
        folder = try TemporaryFolder()
        plant = try TestCertificates()
        foreign = try TestCertificates()
    }

    private func encrypted(_ broker: TestBroker, _ access: BrokerAccess) throws -> ConnectionSettings {
        try settings("mqtts://127.0.0.1:\(broker.port)") { $0.access = access }
    }

    @Test("messages of any size go both ways over an encrypted link, and it tells until when its certificates hold")
    func works() throws {
        let broker = try TestBroker(extra: BrokerRules.encrypted(try plant.make("broker")))
        let access = BrokerAccess(authorityFile: plant.authority)
        let (connection, receiver) = try connect(
            encrypted(broker, access), [Subscription("a/#", qos: .atLeastOnce, class: .command)])
        #expect(receiver.untilSubscribed(), "\(connection.status)")
        // Larger than a TLS record, and many at once: what OpenSSL holds decrypted must not wait for the next packet.
        let payloads = [1, 16_384, 200_000].map { String(repeating: "x", count: $0) } + (0..<500).map { "m\($0)" }
        for payload in payloads { #expect(connection.publish(message("a/b", payload)) == .accepted) }
        #expect(receiver.until { $0.messages.count == payloads.count })
        #expect(receiver.messages.map(\.payload) == payloads)
        let dates = try #require(connection.status.certificate)
        #expect(ISO8601.format(dates.end).hasPrefix("2049-01-01"))
        #expect(dates.authorityEnd != nil)
        #expect(connection.stop())
    }

    @Test("a client certificate, user and password let us in where the broker asks for them")
    func admitted() throws {
        let broker = try TestBroker(
            extra: BrokerRules.encrypted(try plant.make("broker"))
                + BrokerRules.clientCertificate(of: plant.authority) + BrokerRules.password(in: folder))
        let client = try plant.make("client")
        let password = try secret("secret\nnever read\n")
        let access = BrokerAccess(
            authorityFile: plant.authority, certificateFile: client.certificate, keyFile: client.key, user: "plant",
            passwordFile: password)
        let (connection, receiver) = try connect(encrypted(broker, access))
        #expect(receiver.until { $0.connects == 1 }, "\(connection.status)")
        #expect(connection.stop())
    }

    @Test("new files are taken at the next attempt, without a restart")
    func renewed() throws {
        let broker = try TestBroker(extra: BrokerRules.encrypted(try plant.make("broker")))
        let file = folder.file("trusted.pem")
        try FileManager.default.copyItem(atPath: foreign.authority, toPath: file)
        let (connection, receiver) = try connect(encrypted(broker, BrokerAccess(authorityFile: file)))
        #expect(eventually { connection.status.trouble?.failure == .encryption(.unknownAuthority(isOwn: false)) })
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.copyItem(atPath: plant.authority, toPath: file)
        #expect(receiver.until { $0.connects == 1 }, "\(connection.status)")
        #expect(connection.stop())
    }

    @Test("A25: a broker whose certificate does not hold is refused, with the reason", arguments: [0, 1, 2, 3])
    func certificate(cause: Int) throws {
        let pair =
            switch cause {
            case 1: try plant.make("broker", valid: .past)
            case 2: try plant.make("broker", valid: .future)
            case 3: try plant.make("broker", names: "DNS:broker.example,IP:10.0.0.7")
            default: try plant.make("broker")
            }
        let broker = try TestBroker(extra: BrokerRules.encrypted(pair))
        let access = BrokerAccess(authorityFile: cause == 0 ? foreign.authority : plant.authority)
        let (connection, _) = try connect(encrypted(broker, access))
        let expected: EncryptionFault =
            switch cause {
            case 0: .unknownAuthority(isOwn: false)
            case 1: .expired(try #require(ISO8601.parse("2021-01-01T00:00:00Z")), isAuthority: false)
            case 2: .notYetValid(try #require(ISO8601.parse("2048-01-01T00:00:00Z")), isAuthority: false)
            default: .wrongName("broker.example, 10.0.0.7")
            }
        #expect(eventually { connection.status.trouble != nil })
        #expect(connection.status.trouble?.failure == .encryption(expected))
        #expect(connection.status.connects == 0)
        #expect(connection.stop())
    }

    @Test(
        "A25: a broker that wants a client certificate says so, with TLS 1.3 and 1.2",
        arguments: ["tlsv1.3", "tlsv1.2"])
    func wanted(version: String) throws {
        let broker = try TestBroker(
            extra: BrokerRules.encrypted(try plant.make("broker"))
                + BrokerRules.clientCertificate(of: plant.authority) + ["tls_version \(version)"])
        let (connection, _) = try connect(encrypted(broker, BrokerAccess(authorityFile: plant.authority)))
        #expect(eventually { connection.status.trouble != nil })
        #expect(connection.status.trouble?.failure == .encryption(.certificateWanted))
        #expect(connection.stop())

        let stranger = try foreign.make("stranger")
        let access = BrokerAccess(
            authorityFile: plant.authority, certificateFile: stranger.certificate, keyFile: stranger.key)
        let (other, _) = try connect(encrypted(broker, access))
        #expect(eventually { other.status.trouble != nil })
        guard case .encryption(.certificateRefused) = other.status.trouble?.failure else {
            Issue.record("\(String(describing: other.status.trouble))")
            return
        }
        #expect(other.stop())
    }

    @Test("A25: a wrong password, none, and a subscription that is not allowed, each say so")
    func rights() throws {
        let broker = try TestBroker(extra: BrokerRules.password(in: folder))
        let wrong = BrokerAccess(user: "plant", passwordFile: try secret("wrong"))
        let (refused, _) = try connect(settings(broker.address) { $0.access = wrong })
        #expect(eventually { refused.status.trouble?.text.en.contains("does not let plant in") == true })
        let (nobody, _) = try connect(settings(broker.address))
        #expect(eventually { nobody.status.trouble?.text.en.contains("without a user") == true })

        let strict = try TestBroker(extra: BrokerRules.noSubscriptions(in: folder))
        let (denied, receiver) = try connect(
            settings(strict.address), [Subscription("floor/#", qos: .atLeastOnce, class: .command)])
        #expect(
            receiver.until {
                $0.events.contains { if case .refused("floor/#", _) = $0 { true } else { false } }
            }, "\(receiver.events)")
        for connection in [refused, nobody, denied] { #expect(connection.stop()) }
    }

    @Test("A25: encryption on a plain port, and none on a port for encryption, are told")
    func mixedUp() throws {
        let plain = try TestBroker()
        let (encrypted, _) = try connect(encrypted(plain, BrokerAccess(authorityFile: plant.authority)))
        #expect(eventually { encrypted.status.trouble != nil })
        #expect(encrypted.status.trouble?.failure == .encryption(.notTLS))
        let other = try TestBroker(extra: BrokerRules.encrypted(try plant.make("broker")))
        let (open, _) = try connect(settings(other.address))
        #expect(eventually { open.status.trouble != nil })
        #expect(open.status.trouble?.failure == .hungUp)
        for connection in [encrypted, open] { #expect(connection.stop()) }
    }

    @Test("a reset in the middle of the handshake is a failed attempt, not a busy loop")
    func reset() throws {
        let broker = try FakeBroker { client, _ in client.close() }
        let (connection, _) = try connect(
            settings("mqtts://127.0.0.1:\(broker.port)") { $0.access = BrokerAccess(authorityFile: plant.authority) })
        #expect(eventually { broker.connections >= 3 })
        #expect(connection.status.trouble != nil)
        #expect(connection.stop())
    }

    // MARK: Our own files

    private func secret(_ text: String, mode: Int = 0o600) throws -> String {
        let file = folder.file(UUID().uuidString)
        try Data(text.utf8).write(to: URL(filePath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    @Test("a key or a password that everybody can read is refused, and it is said how to mend that")
    func exposed() throws {
        let broker = try BrokerURL("mqtts://plant")
        let client = try plant.make("client")
        let open = try secret(String(contentsOfFile: client.key, encoding: .utf8), mode: 0o644)
        let key = BrokerAccess(certificateFile: client.certificate, keyFile: open)
        #expect(throws: AccessFault.exposed(open, .key, mode: 0o644)) { try key.check(for: broker) }
        let password = try secret("secret", mode: 0o604)
        let user = BrokerAccess(user: "plant", passwordFile: password)
        #expect(throws: AccessFault.exposed(password, .password, mode: 0o604)) { try user.check(for: broker) }
        #expect(AccessFault.exposed(password, .password, mode: 0o604).advice.en == "chmod 600 \(password)")
    }

    @Test("what is missing or does not fit together is told before anything is sent")
    func incomplete() throws {
        let (open, encrypted) = (try BrokerURL("mqtt://plant"), try BrokerURL("mqtts://plant"))
        let nowhere = folder.file("nowhere")
        #expect(throws: AccessFault.half) { try BrokerAccess(certificateFile: nowhere).check(for: encrypted) }
        #expect(throws: AccessFault.nobody) { try BrokerAccess(passwordFile: nowhere).check(for: open) }
        #expect(throws: AccessFault.notEncrypted(open)) { try BrokerAccess(authorityFile: nowhere).check(for: open) }
        #expect(throws: AccessFault.unreadable(nowhere, .authority, "No such file or directory")) {
            try BrokerAccess(authorityFile: nowhere).check(for: encrypted)
        }
        let empty = try secret("\n")
        #expect(throws: AccessFault.emptyPassword(empty)) {
            try BrokerAccess(user: "plant", passwordFile: empty).check(for: open)
        }
    }

    @Test("files that OpenSSL cannot use are named: no PEM, a key of another certificate, a passphrase")
    func unfit() throws {
        let broker = try TestBroker(extra: BrokerRules.encrypted(try plant.make("broker")))
        let (client, other) = (try plant.make("client"), try plant.make("other"))
        let text = try secret("this is no certificate\n")
        let locked = try secret("")
        let process = try Shell.run(
            "openssl", ["pkey", "-in", client.key, "-aes256", "-passout", "pass:x", "-out", locked])
        #expect(process == 0)
        let cases: [(BrokerAccess, AccessFault)] = [
            (BrokerAccess(authorityFile: text), .notPEM(text, .authority)),
            (access(text, client.key), .notPEM(text, .certificate)),
            (access(client.certificate, text), .notPEM(text, .key)),
            (access(client.certificate, locked), .locked(locked)),
            (access(client.certificate, other.key), .mismatch(certificate: client.certificate, key: other.key)),
        ]
        for (access, fault) in cases {
            let (connection, _) = try connect(encrypted(broker, access))
            #expect(eventually { connection.status.trouble?.failure == .access(fault) }, "\(connection.status)")
            #expect(connection.stop())
        }
    }

    private func access(_ certificate: String, _ key: String) -> BrokerAccess {
        BrokerAccess(authorityFile: plant.authority, certificateFile: certificate, keyFile: key)
    }
}
