import CMosquitto
import Glibc

/// The handle of one libmosquitto client; made, driven and destroyed by one thread.
@safe struct MosquittoClient: ~Copyable {
    /// What the library says: 0, or why not.
    struct Code: Hashable {
        let value: Int32
        var isSuccess: Bool { value == 0 }
        var isNoConnection: Bool { value == Int32(CMOSQ_NO_CONNECTION) }
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

    /// Blocks as long as name look-up and connect take.
    func connect(_ broker: BrokerURL, keepAlive: Duration) -> (code: Code, words: String) {
        var systemError: Int32 = 0
        let code = Code(
            value: unsafe cmosq_connect(
                raw, broker.host, broker.port, UInt16(clamping: keepAlive.components.seconds), &systemError))
        return (code, systemError == 0 ? code.words : describe(systemError: systemError))
    }

    /// Nil when closed.
    var socket: CInt? {
        let descriptor = unsafe cmosq_socket(raw)
        return descriptor < 0 ? nil : descriptor
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
