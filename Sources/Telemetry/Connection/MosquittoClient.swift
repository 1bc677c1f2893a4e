import Basis
import CMosquitto
import Glibc

/// The handle of one libmosquitto client; made, driven and destroyed by one thread.
@safe struct MosquittoClient: ~Copyable {
    /// What the library says: 0, or why not.
    struct Code: Hashable {
        let value: Int32
        var isSuccess: Bool { value == 0 }
        var isNoConnection: Bool { value == Int32(CMOSQ_NO_CONNECTION) }
        var isUnknownName: Bool { value == Int32(CMOSQ_UNKNOWN_NAME) }
        /// The other side closed, or reset it.
        var isLost: Bool { value == Int32(CMOSQ_LOST) }
        /// The other side closed, or said something that is no MQTT.
        var isHangUp: Bool { [0, CMOSQ_LOST, CMOSQ_PROTOCOL].contains(Int(value)) }
        var words: String { unsafe String(cString: cmosq_error_text(value)) }
    }

    private let raw: OpaquePointer

    /// `mosquitto_lib_init` is not thread-safe; a static is set up once.
    private static let library: Void = cmosq_library_init()

    /// Nil when the library makes no client: the id is no UTF-8, or memory is short.
    ///
    /// - Parameter context: handed to each callback; must outlive this value.
    init?(id: String, settings: ConnectionSettings, callbacks: cmosq_callbacks, context: UnsafeMutableRawPointer) {
        Self.library
        var callbacks = callbacks
        guard
            let raw = unsafe cmosq_create(
                id, &callbacks, context, settings.receiveMaximum, settings.sendMaximum)
        else { return nil }
        unsafe self.raw = raw
    }

    deinit { unsafe cmosq_destroy(raw) }

    func set(_ will: ConnectionSettings.Will) -> Code {
        Code(
            value: unsafe cmosq_set_will(
                raw, will.topic, will.payload, UInt32(will.payload.count), 1, will.retain))
    }

    /// Before each connect: reads the files of the settings anew.
    func prepare(_ settings: ConnectionSettings) throws(AccessFault) {
        let (access, broker) = (settings.access, settings.broker)
        try access.check(for: broker)
        let password = try access.password()
        // Of the two texts only memory can be short, and then the broker refuses us.
        _ = unsafe cmosq_set_login(raw, access.user, password)
        guard broker.isEncrypted else { return }
        let code = unsafe Self.withPaths(access) { unsafe cmosq_use_tls(raw, $0, broker.host) }
        switch Int(code) {
        case CMOSQ_TLS_FINE: break
        case CMOSQ_TLS_CA: throw .notPEM(access.authorityFile ?? "the system's CA folder", .authority)
        case CMOSQ_TLS_CERTIFICATE: throw .notPEM(access.certificateFile ?? "", .certificate)
        case CMOSQ_TLS_KEY: throw .notPEM(access.keyFile ?? "", .key)
        case CMOSQ_TLS_KEY_LOCKED: throw .locked(access.keyFile ?? "")
        case CMOSQ_TLS_PAIR: throw .mismatch(certificate: access.certificateFile ?? "", key: access.keyFile ?? "")
        default: throw .noMemory
        }
    }

    private static func withPaths<R>(_ access: BrokerAccess, _ body: (UnsafePointer<cmosq_tls>) -> R) -> R {
        func c(_ path: String?) -> [CChar] { path.map { Array($0.utf8CString) } ?? [] }
        return unsafe c(access.authorityFile).withUnsafeBufferPointer { authority in
            unsafe c(access.certificateFile).withUnsafeBufferPointer { certificate in
                unsafe c(access.keyFile).withUnsafeBufferPointer { key in
                    var files = unsafe cmosq_tls(
                        ca_file: authority.isEmpty ? nil : authority.baseAddress,
                        certificate_file: certificate.isEmpty ? nil : certificate.baseAddress,
                        key_file: key.isEmpty ? nil : key.baseAddress)
                    return unsafe body(&files)
                }
            }
        }
    }

    /// What is known of the newest attempt's encryption.
    var encryption: (report: cmosq_tls_report, names: String) {
        let names = unsafe SanitizedText(String(cString: cmosq_tls_names(raw)), limit: 256).text
        return (unsafe cmosq_tls_result(raw), names)
    }

    /// Decrypted bytes wait that `poll()` does not see.
    var hasUnread: Bool { unsafe cmosq_has_unread(raw) }

    /// Blocks as long as name look-up and connect take.
    ///
    /// - Parameter host: the broker's name, or an address of it; an encrypted link checks the name of `prepare`.
    func connect(to host: String, port: UInt16, keepAlive: Duration) -> (code: Code, words: String) {
        var systemError: Int32 = 0
        let code = Code(
            value: unsafe cmosq_connect(
                raw, host, port, UInt16(clamping: keepAlive.components.seconds), &systemError))
        return (code, systemError == 0 ? code.words : String(cError: systemError))
    }

    /// Nil when closed.
    var socket: CInt? {
        let descriptor = unsafe cmosq_socket(raw)
        return descriptor < 0 ? nil : descriptor
    }

    /// The address of the other side of the link; nil when closed.
    var peer: String? {
        var text = [CChar](repeating: 0, count: 64)
        guard unsafe cmosq_peer(raw, &text, UInt32(text.count)) else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    var wantsWrite: Bool { unsafe cmosq_wants_write(raw) }

    func read() -> Code { Code(value: unsafe cmosq_read(raw, 256)) }
    func write() -> Code { Code(value: unsafe cmosq_write(raw)) }
    func tick() -> Code { Code(value: unsafe cmosq_tick(raw)) }
    func disconnect() -> Code { Code(value: unsafe cmosq_disconnect(raw)) }
    func abort() { unsafe cmosq_abort(raw) }

    func publish(_ message: OutgoingMessage) -> (code: Code, id: Int32) {
        var packed: [CChar] = []
        for property in message.userProperties {
            packed.append(contentsOf: property.name.utf8CString)
            packed.append(contentsOf: property.value.utf8CString)
        }
        let response = message.responseTopic.map { Array($0.utf8CString) } ?? []
        var id: Int32 = 0
        let value = unsafe message.topic.withCString { topic in
            unsafe message.payload.withUnsafeBufferPointer { payload in
                unsafe message.correlation.withUnsafeBufferPointer { correlation in
                    unsafe response.withUnsafeBufferPointer { response in
                        unsafe packed.withUnsafeBufferPointer { properties in
                            var outgoing = unsafe cmosq_outgoing(
                                topic: topic, payload: payload.baseAddress,
                                response_topic: response.isEmpty ? nil : response.baseAddress,
                                correlation: correlation.baseAddress, user_properties: properties.baseAddress,
                                payload_length: UInt32(payload.count), correlation_length: UInt32(correlation.count),
                                user_property_count: UInt32(message.userProperties.count),
                                expiry_seconds: message.expirySeconds ?? 0, qos: message.qos.rawValue,
                                retain: message.retain)
                            return unsafe cmosq_publish(raw, &outgoing, &id)
                        }
                    }
                }
            }
        }
        return (Code(value: value), id)
    }

    func subscribe(_ subscription: Subscription) -> (code: Code, id: Int32) {
        var id: Int32 = 0
        let value = unsafe cmosq_subscribe(
            raw, subscription.filter, subscription.qos.rawValue, subscription.options, &id)
        return (Code(value: value), id)
    }

    func unsubscribe(_ filter: String) -> Code { Code(value: unsafe cmosq_unsubscribe(raw, filter)) }

    static func isValid(filter: String) -> Bool {
        if filter.isEmpty || filter.utf8.contains(0) { return false }
        return unsafe cmosq_filter_is_valid(filter)
    }

    /// The words for an MQTT 5 reason code, with its number.
    static func words(forReason reason: Int32) -> String {
        unsafe "\(String(cString: cmosq_reason_text(reason))) (reason \(reason))"
    }
}
