package import Basis

/// Why there is no link, in words for people: what is wrong, and the next step.
package struct ConnectionTrouble: Hashable, Sendable, CustomStringConvertible {
    package let failure: ConnectionPolicy.Failure
    package let broker: BrokerURL
    /// Who we said we are.
    package let user: String?

    package init(_ failure: ConnectionPolicy.Failure, broker: BrokerURL, user: String?) {
        self.failure = failure
        self.broker = broker
        self.user = user
    }

    /// As one line in English, for logs.
    package var description: String { line(.en) }

    package func line(_ language: Language) -> String {
        guard let advice else { return text[language] }
        return text[language] + (language == .zh ? ";" : "; ") + advice[language]
    }

    /// The same of a link that is tried again by itself.
    package var retried: String {
        [text.en, "trying on", advice?.en].compactMap(\.self).joined(separator: "; ")
    }

    /// What is wrong; short, the cause first.
    package var text: LocalizedText {
        switch failure {
        case .access(let fault): fault.text
        case .encryption(let fault): fault.text
        case .unknownName: LocalizedText("no address is known for \(broker.host)", zh: "无法解析地址 \(broker.host)")
        case .unreachable(let words):
            LocalizedText("the broker cannot be reached: \(words)", zh: "无法连接消息服务器:\(SystemWords.zh(words))")
        case .hungUp:
            LocalizedText(
                "port \(broker.port) hangs up before it says anything in MQTT", zh: "端口 \(broker.port) 未以 MQTT 应答即断开")
        case .refused(let reason, let words): refusal(reason, words)
        case .dismissed(142, let words):
            LocalizedText("another client with this id took over: \(words)", zh: "另一客户端以相同标识接管了连接:\(words)")
        case .dismissed(_, let words):
            LocalizedText("the broker ended the connection: \(words)", zh: "消息服务器结束了连接:\(words)")
        case .lost(let words): LocalizedText("the link was lost: \(words)", zh: "连接中断:\(SystemWords.zh(words))")
        }
    }

    private func refusal(_ reason: Int32, _ words: String) -> LocalizedText {
        switch reason {
        case 134, 135:
            guard let user else {
                return LocalizedText(
                    "the broker lets nobody in without a user and a password: \(words)", zh: "消息服务器要求用户名和密码:\(words)")
            }
            return LocalizedText(
                "the broker does not let \(user) in: wrong user, password, or rights: \(words)",
                zh: "消息服务器拒绝用户 \(user):用户名、密码或权限不对:\(words)")
        default:
            return LocalizedText("the broker refused the connection: \(words)", zh: "消息服务器拒绝连接:\(words)")
        }
    }

    /// What to do; nil where it mends itself, and it is tried again anyway.
    package var advice: LocalizedText? {
        switch failure {
        case .access(let fault): fault.advice
        case .encryption(let fault): fault.advice(broker)
        case .unknownName:
            LocalizedText("correct the broker's address, or this machine's DNS", zh: "请更正服务器地址,或检查本机 DNS")
        case .unreachable:
            LocalizedText(
                "is the broker running, and is \(broker.authority) its address?",
                zh: "请确认服务器已启动,且地址为 \(broker.authority)")
        case .hungUp where broker.isEncrypted: LocalizedText("the broker's log says why", zh: "原因见服务器日志")
        case .hungUp:
            LocalizedText(
                "if it is the port for encryption, write mqtts://\(broker.authority)",
                zh: "若为加密端口,请写 mqtts://\(broker.authority)")
        case .refused(let reason, _), .dismissed(let reason, _): Self.advice(reason: reason, user: user)
        case .lost: nil
        }
    }

    private static func advice(reason: Int32, user: String?) -> LocalizedText? {
        switch reason {
        case 134, 135:
            user == nil
                ? LocalizedText(
                    "give --user and --password-file, or user and password_file", zh: "请提供 --user 和 --password-file")
                : LocalizedText(
                    "check the password, and what the broker's list of users says", zh: "请核对密码,以及服务器用户表中的权限")
        case 142:
            LocalizedText(
                "end the other program; this one waits 30 s or more, so that they do not fight",
                zh: "请停止另一程序;本程序等待 30 秒以上再连接,以免互相抢占")
        default: nil
        }
    }
}

extension EncryptionFault {
    var text: LocalizedText {
        switch self {
        case .unknownAuthority(true):
            LocalizedText(
                "the broker's certificate is signed by itself, or by a CA that we do not trust",
                zh: "消息服务器证书为自签名,或其 CA 不受信任")
        case .unknownAuthority(false):
            LocalizedText("the broker's certificate is not signed by a CA that we trust", zh: "消息服务器证书不是由受信任的 CA 签发")
        case .expired(let at, let isAuthority):
            LocalizedText(
                "\(Self.owner(isAuthority).en) certificate expired on \(Self.day(at))",
                zh: "\(Self.owner(isAuthority).zh)证书已于 \(Self.day(at)) 过期")
        case .notYetValid(let at, let isAuthority):
            LocalizedText(
                "\(Self.owner(isAuthority).en) certificate is not valid before \(Self.day(at))",
                zh: "\(Self.owner(isAuthority).zh)证书自 \(Self.day(at)) 起才有效")
        case .wrongName(let names):
            LocalizedText("the broker's certificate is for another name: \(names)", zh: "消息服务器证书的名称不符:\(names)")
        case .unfit(let words):
            LocalizedText("the broker's certificate cannot be used: \(words)", zh: "消息服务器证书不可用:\(words)")
        case .certificateWanted:
            LocalizedText("the broker wants a client certificate, and none is given", zh: "消息服务器要求客户端证书,但未提供")
        case .certificateRefused(let alert):
            LocalizedText(
                "the broker does not take our certificate: \(Self.words(alert: alert).en)",
                zh: "消息服务器不接受客户端证书:\(Self.words(alert: alert).zh)")
        case .notTLS: LocalizedText("what listens there does not speak TLS", zh: "该端口不使用 TLS 加密")
        case .tooOld: LocalizedText("the broker speaks no TLS from version 1.2 on", zh: "消息服务器不支持 TLS 1.2 及以上版本")
        case .brokenOff(let alert):
            LocalizedText(
                "the encryption broke off" + (alert.map { " (TLS alert \($0))" } ?? ""),
                zh: "加密握手中断" + (alert.map { "(TLS 警报 \($0))" } ?? ""))
        }
    }

    func advice(_ broker: BrokerURL) -> LocalizedText? {
        switch self {
        case .unknownAuthority:
            LocalizedText("give --ca (key ca) the file of the CA that signed it", zh: "请用 --ca(键 ca)指定签发它的 CA 证书文件")
        case .expired: LocalizedText("renew it at the broker; is this machine's date right?", zh: "请在服务器上更新证书,并核对本机日期")
        case .notYetValid: LocalizedText("is this machine's date right?", zh: "请核对本机日期")
        case .wrongName:
            LocalizedText(
                "use one of these names in place of \(broker.host), or a certificate for it",
                zh: "请改用其中的名称代替 \(broker.host),或换用对应证书")
        case .unfit: LocalizedText("the broker needs another certificate", zh: "请为服务器更换证书")
        case .certificateWanted:
            LocalizedText("give --cert and --key (keys cert and key)", zh: "请提供 --cert 和 --key(键 cert 和 key)")
        case .certificateRefused:
            LocalizedText("give one that its CA has signed and that is valid", zh: "请使用由其 CA 签发且有效的证书")
        case .notTLS:
            LocalizedText(
                "the port for TLS is mostly 8883; without encryption write mqtt://\(broker.authority)",
                zh: "TLS 端口通常为 8883;不加密请写 mqtt://\(broker.authority)")
        case .tooOld: LocalizedText("bring the broker up to date", zh: "请升级消息服务器")
        case .brokenOff: LocalizedText("the broker's log says why", zh: "原因见服务器日志")
        }
    }

    private static func owner(_ isAuthority: Bool) -> (en: String, zh: String) {
        isAuthority ? ("the CA's", " CA ") : ("the broker's", "消息服务器")
    }

    private static func day(_ at: Instant) -> String { String(ISO8601.format(at).prefix(10)) }

    /// TLS alerts about certificates, RFC 8446 section 6.2.
    private static func words(alert: Int32) -> (en: String, zh: String) {
        switch alert {
        case 44: ("it was revoked", "已吊销")
        case 45: ("it has expired, or is not yet valid", "已过期或尚未生效")
        case 48: ("it does not know the CA", "CA 未知")
        default: ("TLS alert \(alert)", "TLS 警报 \(alert)")
        }
    }
}
