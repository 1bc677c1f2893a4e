/// What a broker asks for: who we are, and whose certificates we trust. Paths are kept, not contents: the files are read
/// anew at each connect, so that new certificates and passwords need no restart.
package struct BrokerAccess: Hashable, Sendable {
    /// PEM file with the certificates of the authority that signed the broker's; nil: those that this system trusts.
    package var authorityFile: String?
    /// PEM file with our own certificate, and those between it and its authority; nil: none.
    package var certificateFile: String?
    /// PEM file with the private key of our certificate, without a passphrase.
    package var keyFile: String?
    /// nil: we do not say who we are.
    package var user: String?
    /// A file whose first line is the password of `user`.
    package var passwordFile: String?

    /// The variable of the environment that holds the password where no file is named.
    package static let passwordVariable = "FLOORTUI_PASSWORD"

    package init(
        authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil, user: String? = nil,
        passwordFile: String? = nil
    ) {
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.user = user
        self.passwordFile = passwordFile
    }

    /// Finds what is wrong without asking the broker: a part that is missing, a file that is not there or that everybody
    /// may read. Does I/O.
    package func check(for broker: BrokerURL) throws(AccessFault) {
        if (certificateFile == nil) != (keyFile == nil) { throw .half }
        if !broker.isEncrypted, authorityFile != nil || certificateFile != nil { throw .notEncrypted(broker) }
        if passwordFile != nil, user == nil { throw .nobody }
        if let authorityFile { try SecretFile.check(authorityFile, .authority) }
        if let certificateFile { try SecretFile.check(certificateFile, .certificate) }
        if let keyFile { try SecretFile.check(keyFile, .key) }
        _ = try password()
    }

    /// The password of `user`; nil where there is no user. Does I/O.
    func password() throws(AccessFault) -> String? {
        guard let user else { return nil }
        if let passwordFile { return try SecretFile.firstLine(of: passwordFile) }
        guard let password = SecretFile.variable(Self.passwordVariable) else { throw .noPassword(user: user) }
        return password
    }
}
