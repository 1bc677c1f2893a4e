import Basis
import Telemetry

/// What was found out about the broker.
struct BrokerFacts: Hashable, Sendable {
    var broker: BrokerURL
    var access = BrokerAccess()
    /// What is wrong with our own files, found before anything was sent.
    var accessFault: AccessFault?
    /// The addresses of its name, and how long it took to find them; nil when there are none.
    var addresses: (list: [String], took: Duration)?
    /// How long it took until the broker let us in; nil: it did not.
    var connected: Duration?
    var trouble: ConnectionTrouble?
    var refused: [RefusedFilter] = []
    var refusedTopics: [RefusedTopic] = []
    /// Of the broker, and of our own certificate.
    var certificate: CertificateDates?
    var ownCertificate: CertificateDates?
    var now: Instant

    static func == (a: BrokerFacts, b: BrokerFacts) -> Bool { a.hashValue == b.hashValue }

    func hash(into hasher: inout Hasher) {
        hasher.combine(broker)
        hasher.combine(trouble)
        hasher.combine(now)
    }
}

/// What is good or bad about the way to the broker.
enum BrokerRules {
    /// From here on it is said that a certificate ends.
    static let expiryWarning = 30

    static func findings(_ facts: BrokerFacts) -> [Finding] {
        var findings = [name(facts), encryption(facts)].compactMap { $0 }
        if let fault = facts.accessFault {
            findings.append(.fault(.broker, "access", fault.text, fault.advice))
        }
        findings += own(facts)
        if facts.accessFault == nil, facts.addresses != nil { findings.append(reach(facts)) }
        if let certificate = facts.certificate {
            findings.append(
                expiry(
                    "certificate", LocalizedText("the broker's certificate", zh: "消息服务器证书"), certificate.end, facts.now)
            )
            if let end = certificate.authorityEnd {
                findings.append(expiry("authority", LocalizedText("the CA's certificate", zh: "CA 证书"), end, facts.now))
            }
        }
        findings += facts.refused.map { .fault(.broker, "rights", $0.text, $0.advice) }
        findings += facts.refusedTopics.map { .fault(.broker, "rights", $0.text, $0.advice) }
        return findings
    }

    private static func name(_ facts: BrokerFacts) -> Finding? {
        let host = facts.broker.host
        guard let found = facts.addresses else {
            let trouble = ConnectionTrouble(.unknownName, broker: facts.broker, user: nil)
            return .fault(.broker, "name", trouble.text, trouble.advice)
        }
        if found.list == [host] { return nil }
        let list = found.list.joined(separator: ", ")
        let took = Numbers.milliseconds(found.took)
        return .good(.broker, "name", "\(host) is \(list), found in \(took)", zh: "\(host) 的地址为 \(list),用时 \(took)")
    }

    private static func encryption(_ facts: BrokerFacts) -> Finding? {
        let isHere = ["127.0.0.1", "::1", "localhost"].contains(facts.broker.host)
        if facts.broker.isEncrypted || isHere { return nil }
        let text =
            facts.access.user == nil
            ? LocalizedText(
                "the connection is not encrypted: who is on the network can read and forge all",
                zh: "连接未加密:网络上任何人都能读取和伪造数据")
            : LocalizedText(
                "the connection is not encrypted: the password goes over the network in the clear", zh: "连接未加密:密码以明文传输")
        return .warning(
            .broker, "encryption", text,
            LocalizedText(
                "let the broker listen with TLS, and write \(facts.broker.encrypted)",
                zh: "请为服务器启用 TLS,并写 \(facts.broker.encrypted)"))
    }

    private static func reach(_ facts: BrokerFacts) -> Finding {
        if let took = facts.connected {
            let how = facts.broker.isEncrypted ? (", TLS", ",TLS 加密") : ("", "")
            let time = Numbers.milliseconds(took)
            return .good(
                .broker, "reach", "\(facts.broker) lets us in within \(time)\(how.0)",
                zh: "\(facts.broker) 在 \(time) 内接受连接\(how.1)")
        }
        let trouble =
            facts.trouble ?? ConnectionTrouble(.unreachable("it does not answer"), broker: facts.broker, user: nil)
        return .fault(.broker, trouble.failure.isEncryption ? "tls" : "reach", trouble.text, trouble.advice)
    }

    private static func own(_ facts: BrokerFacts) -> [Finding] {
        guard let dates = facts.ownCertificate else { return [] }
        let name = LocalizedText("our own certificate", zh: "客户端证书")
        if facts.now < dates.begin {
            let day = String(ISO8601.format(dates.begin).prefix(10))
            return [
                .fault(
                    .broker, "own-certificate",
                    LocalizedText("\(name.en) is not valid before \(day)", zh: "客户端证书自 \(day) 起才有效"),
                    LocalizedText("is this machine's date right?", zh: "请核对本机日期"))
            ]
        }
        return [expiry("own-certificate", name, dates.end, facts.now)]
    }

    /// Whole days that are left; a certificate that has ended does not work any more.
    private static func expiry(_ id: String, _ whose: LocalizedText, _ end: Instant, _ now: Instant) -> Finding {
        let day = String(ISO8601.format(end).prefix(10))
        let zh = whose[.zh]
        guard now <= end else {
            return .fault(
                .broker, id, LocalizedText("\(whose.en) expired on \(day)", zh: "\(zh)已于 \(day) 过期"),
                LocalizedText("renew it", zh: "请更新证书"))
        }
        let days = (end.milliseconds - now.milliseconds) / 86_400_000
        let text = LocalizedText(
            "\(whose.en) is valid for \(days) more day\(days == 1 ? "" : "s"), until \(day)",
            zh: "\(zh)还有 \(days) 天到期(\(day))")
        if days < expiryWarning {
            return .warning(.broker, id, text, LocalizedText("renew it before then", zh: "请在到期前更新"))
        }
        return Finding(area: .broker, name: id, level: .good, text: text)
    }
}

extension ConnectionPolicy.Failure {
    fileprivate var isEncryption: Bool {
        if case .encryption = self { true } else { false }
    }
}
