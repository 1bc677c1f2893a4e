#define _GNU_SOURCE  // pthread_setname_np
#include "internal.h"

#include <errno.h>
#include <mqtt_protocol.h>
#include <netdb.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

_Static_assert((int)CMOSQ_NO_CONNECTION == (int)MOSQ_ERR_NO_CONN, "mosquitto's code for no connection");
_Static_assert((int)CMOSQ_PROTOCOL == (int)MOSQ_ERR_PROTOCOL, "mosquitto's code for what is no MQTT");
_Static_assert((int)CMOSQ_LOST == (int)MOSQ_ERR_CONN_LOST, "mosquitto's code for a closed connection");
_Static_assert((int)CMOSQ_UNKNOWN_NAME == (int)MOSQ_ERR_EAI, "mosquitto's code for a name that is not found");

void cmosq_library_init(void) { mosquitto_lib_init(); }

// --- callbacks

static void on_connect(struct mosquitto *m, void *object, int reason, int flags, const mosquitto_property *properties) {
    (void)m; (void)flags;
    cmosq_client *client = object;
    uint32_t maximum = 0;
    mosquitto_property_read_int32(properties, MQTT_PROP_MAXIMUM_PACKET_SIZE, &maximum, false);
    uint16_t keep_alive = 0;
    bool has_keep_alive = mosquitto_property_read_int16(properties, MQTT_PROP_SERVER_KEEP_ALIVE, &keep_alive, false);
    client->callbacks.connected(client->context, reason, maximum, has_keep_alive ? keep_alive : -1);
}

static void on_disconnect(struct mosquitto *m, void *object, int reason, const mosquitto_property *properties) {
    (void)m; (void)properties;
    cmosq_client *client = object;
    client->callbacks.disconnected(client->context, reason);
}

static void on_publish(struct mosquitto *m, void *object, int id, int reason, const mosquitto_property *properties) {
    (void)m; (void)properties;
    cmosq_client *client = object;
    client->packets += 1;
    client->callbacks.published(client->context, id, reason);
}

static void on_subscribe(struct mosquitto *m, void *object, int id, int count, const int *granted,
                         const mosquitto_property *properties) {
    (void)m; (void)properties;
    cmosq_client *client = object;
    client->packets += 1;
    // A SUBACK without reason codes breaks the protocol: an unspecified error.
    client->callbacks.subscribed(client->context, id, count > 0 ? granted[0] : MQTT_RC_UNSPECIFIED);
}

static bool pack(cmosq_client *client, const char *text) {
    size_t length = text ? strlen(text) : 0;
    size_t needed = client->packed_length + 2 + length;
    if (needed > client->packed_capacity) {
        size_t capacity = needed * 2 + 256;
        uint8_t *grown = realloc(client->packed, capacity);
        if (!grown) return false;
        client->packed = grown;
        client->packed_capacity = capacity;
    }
    uint8_t *place = client->packed + client->packed_length;
    place[0] = (uint8_t)(length & 0xff);
    place[1] = (uint8_t)(length >> 8);
    if (length) memcpy(place + 2, text, length);
    client->packed_length = needed;
    return true;
}

static void pack_user_properties(cmosq_client *client, const mosquitto_property *properties) {
    client->packed_length = 0;
    char *name = NULL, *value = NULL;
    const mosquitto_property *at =
        mosquitto_property_read_string_pair(properties, MQTT_PROP_USER_PROPERTY, &name, &value, false);
    while (at) {
        size_t before = client->packed_length;
        if (!pack(client, name) || !pack(client, value)) client->packed_length = before;
        free(name);
        free(value);
        name = value = NULL;
        at = mosquitto_property_read_string_pair(at, MQTT_PROP_USER_PROPERTY, &name, &value, true);
    }
}

static void on_message(struct mosquitto *m, void *object, const struct mosquitto_message *message,
                       const mosquitto_property *properties) {
    (void)m;
    cmosq_client *client = object;
    client->packets += 1;
    cmosq_message out = {
        .topic = message->topic,
        .topic_length = (uint32_t)strlen(message->topic),
        .payload = message->payload,
        .payload_length = (uint32_t)message->payloadlen,
        .qos = (uint8_t)message->qos,
        .retain = message->retain,
    };
    char *response = NULL;
    void *correlation = NULL;
    uint16_t correlation_length = 0;
    if (properties) {
        pack_user_properties(client, properties);
        out.user_properties = client->packed;
        out.user_properties_length = (uint32_t)client->packed_length;
        if (mosquitto_property_read_string(properties, MQTT_PROP_RESPONSE_TOPIC, &response, false) && response) {
            out.response_topic = (const uint8_t *)response;
            out.response_topic_length = (uint32_t)strlen(response);
        }
        if (mosquitto_property_read_binary(properties, MQTT_PROP_CORRELATION_DATA, &correlation, &correlation_length,
                                           false)) {
            out.correlation = correlation;
            out.correlation_length = correlation_length;
        }
    }
    client->callbacks.received(client->context, &out);
    free(response);
    free(correlation);
}

// --- life

cmosq_client *cmosq_create(const char *client_id, const cmosq_callbacks *callbacks, void *context,
                           uint16_t receive_maximum, uint16_t send_maximum) {
    cmosq_client *client = calloc(1, sizeof *client);
    if (!client) return NULL;
    client->callbacks = *callbacks;
    client->context = context;
    client->mosquitto = mosquitto_new(client_id, true, client);
    if (!client->mosquitto) {
        free(client);
        return NULL;
    }
    struct mosquitto *m = client->mosquitto;
    mosquitto_int_option(m, MOSQ_OPT_PROTOCOL_VERSION, MQTT_PROTOCOL_V5);
    mosquitto_int_option(m, MOSQ_OPT_RECEIVE_MAXIMUM, receive_maximum);
    mosquitto_int_option(m, MOSQ_OPT_SEND_MAXIMUM, send_maximum);
    mosquitto_int_option(m, MOSQ_OPT_TCP_NODELAY, 1);
    // Without it PUBACK goes out before the callback ran: a QoS 1 message must not be acknowledged unread.
    mosquitto_threaded_set(m, true);
    mosquitto_connect_v5_callback_set(m, on_connect);
    mosquitto_disconnect_v5_callback_set(m, on_disconnect);
    mosquitto_publish_v5_callback_set(m, on_publish);
    mosquitto_subscribe_v5_callback_set(m, on_subscribe);
    mosquitto_message_v5_callback_set(m, on_message);
    return client;
}

void cmosq_destroy(cmosq_client *client) {
    if (!client) return;
    mosquitto_destroy(client->mosquitto);
    cmosq_tls_free(client);
    free(client->packed);
    free(client->host);
    free(client->name);
    free(client);
}

int32_t cmosq_set_will(cmosq_client *client, const char *topic, const uint8_t *payload, uint32_t payload_length,
                       uint8_t qos, bool retain) {
    return mosquitto_will_set_v5(client->mosquitto, topic, (int)payload_length, payload, qos, retain, NULL);
}

int32_t cmosq_set_login(cmosq_client *client, const char *user, const char *password) {
    return mosquitto_username_pw_set(client->mosquitto, user, password);
}

int32_t cmosq_connect(cmosq_client *client, const char *host, uint16_t port, uint16_t keep_alive_seconds,
                      int32_t *system_error) {
    errno = 0;
    bool is_known = client->host && strcmp(client->host, host) == 0;
    int code = is_known
        ? mosquitto_reconnect(client->mosquitto)
        : mosquitto_connect_bind_v5(client->mosquitto, host, port, keep_alive_seconds, NULL, NULL);
    *system_error = code == MOSQ_ERR_ERRNO ? errno : 0;
    if (is_known && code != MOSQ_ERR_INVAL) return code;
    free(client->host);
    client->host = code == MOSQ_ERR_INVAL ? NULL : strdup(host);
    return code;
}

bool cmosq_peer(const cmosq_client *client, char *text, uint32_t size) {
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    int descriptor = mosquitto_socket(client->mosquitto);
    return descriptor >= 0 && getpeername(descriptor, (struct sockaddr *)&address, &length) == 0
        && getnameinfo((struct sockaddr *)&address, length, text, size, NULL, 0, NI_NUMERICHOST) == 0;
}

int32_t cmosq_disconnect(cmosq_client *client) {
    return mosquitto_disconnect_v5(client->mosquitto, 0, NULL);
}

void cmosq_abort(cmosq_client *client) {
    int descriptor = mosquitto_socket(client->mosquitto);
    if (descriptor < 0) return;
    // The library has no call for it; on a socket shut down, its next reads end with "connection lost" and a close.
    shutdown(descriptor, SHUT_RDWR);
    for (int i = 0; i < 1000 && mosquitto_socket(client->mosquitto) >= 0; i++)
        if (mosquitto_loop_read(client->mosquitto, 1) != MOSQ_ERR_SUCCESS) break;
}

int32_t cmosq_socket(cmosq_client *client) { return mosquitto_socket(client->mosquitto); }

bool cmosq_wants_write(cmosq_client *client) { return mosquitto_want_write(client->mosquitto); }

int32_t cmosq_read(cmosq_client *client, int32_t maximum_packets) {
    for (int32_t i = 0; i < maximum_packets; i++) {
        errno = 0;
        uint64_t before = client->packets;
        int code = mosquitto_loop_read(client->mosquitto, 1);
        if (code != MOSQ_ERR_SUCCESS) return code;
        if (mosquitto_socket(client->mosquitto) < 0) break;
        // With a packet read, EAGAIN is not the socket's: the library writes a byte into a pipe of its own at each PUBACK,
        // which nobody here reads, and that is full at some time.
        if (errno == EAGAIN && client->packets == before) break;
    }
    return MOSQ_ERR_SUCCESS;
}

int32_t cmosq_write(cmosq_client *client) { return mosquitto_loop_write(client->mosquitto, 1); }

int32_t cmosq_tick(cmosq_client *client) { return mosquitto_loop_misc(client->mosquitto); }

// --- messages

static int properties_of(const cmosq_outgoing *message, mosquitto_property **list) {
    int code = MOSQ_ERR_SUCCESS;
    const char *text = message->user_properties;
    for (uint32_t i = 0; i < message->user_property_count && code == MOSQ_ERR_SUCCESS; i++) {
        const char *name = text;
        const char *value = name + strlen(name) + 1;
        text = value + strlen(value) + 1;
        code = mosquitto_property_add_string_pair(list, MQTT_PROP_USER_PROPERTY, name, value);
    }
    if (code == MOSQ_ERR_SUCCESS && message->response_topic)
        code = mosquitto_property_add_string(list, MQTT_PROP_RESPONSE_TOPIC, message->response_topic);
    if (code == MOSQ_ERR_SUCCESS && message->correlation_length)
        code = mosquitto_property_add_binary(list, MQTT_PROP_CORRELATION_DATA, message->correlation,
                                             (uint16_t)message->correlation_length);
    if (code == MOSQ_ERR_SUCCESS && message->expiry_seconds)
        code = mosquitto_property_add_int32(list, MQTT_PROP_MESSAGE_EXPIRY_INTERVAL, message->expiry_seconds);
    return code;
}

int32_t cmosq_publish(cmosq_client *client, const cmosq_outgoing *message, int32_t *message_id) {
    mosquitto_property *list = NULL;
    int id = 0;
    int code = properties_of(message, &list);
    if (code == MOSQ_ERR_SUCCESS)
        code = mosquitto_publish_v5(client->mosquitto, &id, message->topic, (int)message->payload_length,
                                    message->payload, message->qos, message->retain, list);
    mosquitto_property_free_all(&list);
    *message_id = id;
    return code;
}

int32_t cmosq_subscribe(cmosq_client *client, const char *filter, uint8_t qos, uint8_t options, int32_t *message_id) {
    int id = 0;
    int code = mosquitto_subscribe_v5(client->mosquitto, &id, filter, qos, options, NULL);
    *message_id = id;
    return code;
}

int32_t cmosq_unsubscribe(cmosq_client *client, const char *filter) {
    return mosquitto_unsubscribe_v5(client->mosquitto, NULL, filter, NULL);
}

bool cmosq_matches(const char *filter, const char *topic) {
    bool result = false;
    return mosquitto_topic_matches_sub(filter, topic, &result) == MOSQ_ERR_SUCCESS && result;
}

bool cmosq_filter_is_valid(const char *filter) { return mosquitto_sub_topic_check(filter) == MOSQ_ERR_SUCCESS; }

const char *cmosq_error_text(int32_t code) { return mosquitto_strerror(code); }

const char *cmosq_reason_text(int32_t reason) { return mosquitto_reason_string(reason); }

// --- Linux

int32_t cmosq_event_make(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void cmosq_event_signal(int32_t event) { eventfd_write(event, 1); }

void cmosq_event_clear(int32_t event) {
    eventfd_t count;
    eventfd_read(event, &count);
}

void cmosq_name_thread(const char *name) { pthread_setname_np(pthread_self(), name); }
