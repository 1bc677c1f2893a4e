package import Basis

/// What is wrong with the files and names by which we want to get into a broker.
package enum AccessFault: Error, Hashable, Sendable {
    /// What a file is for.
    package enum Use: Hashable, Sendable {
        case authority, certificate, key, password

        var isSecret: Bool { self == .key || self == .password }

        /// How its file begins.
        var beginning: String { self == .key ? "-----BEGIN PRIVATE KEY" : "-----BEGIN CERTIFICATE" }
    }

    /// It cannot be opened; the system says why.
    case unreadable(String, Use, String)
    /// Others than owner and group may read or write it.
    case exposed(String, Use, mode: UInt32)
    /// It holds no PEM of that kind.
    case notPEM(String, Use)
    /// The key wants a passphrase.
    case locked(String)
    /// Key and certificate do not belong together.
    case mismatch(certificate: String, key: String)
    case emptyPassword(String)
    case noPassword(user: String)
    /// A certificate without its key, or a key without its certificate.
    case half
    /// A password file without a user.
    case nobody
    /// Certificates are of no use on a plain connection.
    case notEncrypted(BrokerURL)
    /// The TLS library has no memory.
    case noMemory
}

extension AccessFault {
    /// What is wrong.
    package var text: LocalizedText {
        switch self {
        case .unreadable(let path, let use, let why):
            LocalizedText("\(use.name.en) \(path) cannot be read: \(why)", zh: "无法读取\(use.name.zh) \(path):\(why)")
        case .exposed(let path, let use, let mode):
            LocalizedText(
                "\(use.name.en) \(path) is open to everybody on this machine (mode \(String(mode, radix: 8)))",
                zh: "本机所有用户都能访问\(use.name.zh) \(path)(权限 \(String(mode, radix: 8)))")
        case .notPEM(let path, let use):
            LocalizedText("\(path) holds no \(use.content.en) in PEM form", zh: "\(path) 中没有 PEM 格式的\(use.content.zh)")
        case .locked(let path): LocalizedText("the key \(path) wants a passphrase", zh: "私钥 \(path) 设有口令")
        case .mismatch(let certificate, let key):
            LocalizedText("\(key) is not the key of \(certificate)", zh: "\(key) 与证书 \(certificate) 不匹配")
        case .emptyPassword(let path): LocalizedText("\(path) holds no password", zh: "\(path) 中没有密码")
        case .noPassword(let user): LocalizedText("there is no password for \(user)", zh: "用户 \(user) 没有密码")
        case .half: LocalizedText("certificate and key are needed both", zh: "客户端证书和私钥必须同时提供")
        case .nobody: LocalizedText("there is a password, but no user", zh: "有密码但没有用户名")
        case .notEncrypted(let broker):
            LocalizedText("\(broker) is not encrypted: certificates are of no use there", zh: "\(broker) 未加密,证书不起作用")
        case .noMemory: LocalizedText("there is no memory for encryption", zh: "内存不足,无法加密")
        }
    }

    /// What to do.
    package var advice: LocalizedText {
        switch self {
        case .unreadable(_, let use, _):
            LocalizedText(
                "correct \(use.option), or let this account read the file", zh: "请更正 \(use.option),或允许本账户读取该文件")
        case .exposed(let path, _, _): LocalizedText("chmod 600 \(path)", zh: "请执行:chmod 600 \(path)")
        case .notPEM(_, let use):
            LocalizedText(
                "give \(use.option) the file that begins with \(use.beginning)",
                zh: "请为 \(use.option) 指定以 \(use.beginning) 开头的文件")
        case .locked(let path):
            LocalizedText(
                "take it off: openssl pkey -in \(path) -out NEW.key, then chmod 600 NEW.key",
                zh: "请去除口令:openssl pkey -in \(path) -out NEW.key,再 chmod 600 NEW.key")
        case .mismatch: LocalizedText("give the key that the certificate was made with", zh: "请使用生成该证书时的私钥")
        case .emptyPassword: LocalizedText("write the password as its first line", zh: "请将密码写在第一行")
        case .noPassword:
            LocalizedText(
                "name a file with --password-file or password_file, or set \(BrokerAccess.passwordVariable)",
                zh: "请用 --password-file 或 password_file 指定文件,或设置环境变量 \(BrokerAccess.passwordVariable)")
        case .half: LocalizedText("give --cert and --key", zh: "请同时给出 --cert 和 --key")
        case .nobody: LocalizedText("give --user too", zh: "请同时给出 --user")
        case .notEncrypted(let broker):
            LocalizedText(
                "write \(broker.encrypted), or leave the certificates out", zh: "请写 \(broker.encrypted),或去掉证书")
        case .noMemory: LocalizedText("end other programs", zh: "请结束其他程序")
        }
    }
}

extension AccessFault.Use {
    fileprivate var name: (en: String, zh: String) {
        switch self {
        case .authority: ("the CA file", "CA 证书文件")
        case .certificate: ("the client certificate", "客户端证书")
        case .key: ("the private key", "私钥文件")
        case .password: ("the password file", "密码文件")
        }
    }

    fileprivate var content: (en: String, zh: String) {
        switch self {
        case .authority, .certificate: ("certificate", "证书")
        case .key: ("private key", "私钥")
        case .password: ("password", "密码")
        }
    }

    /// How the file is named on the command line; the keys of `terminal.toml` are alike.
    fileprivate var option: String {
        switch self {
        case .authority: "--ca"
        case .certificate: "--cert"
        case .key: "--key"
        case .password: "--password-file"
        }
    }
}
