// The MQTT 5 client of libmosquitto 2.0, as far as FloorTUI needs it.
//
// libmosquitto's own header is not shown to Swift: its enums, macros and variadics import badly, and properties come as
// linked lists that only C reads well. Each function here does one thing with fixed-width types. Nothing here locks:
// one thread makes, drives and destroys a client, and all callbacks run inside its calls.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cmosq_client cmosq_client;

// A received message. All pointers die when the callback returns; a length of 0 means "absent".
typedef struct {
    const char *topic;             // ends with NUL
    const uint8_t *payload;
    const uint8_t *response_topic;
    const uint8_t *correlation;
    const uint8_t *user_properties;  // name, value, name, value, …: each a 16-bit little-endian length, then the bytes
    uint32_t topic_length;
    uint32_t payload_length;
    uint32_t response_topic_length;
    uint32_t correlation_length;
    uint32_t user_properties_length;
    uint8_t qos;
    bool retain;
} cmosq_message;

// A message to publish. The library copies everything before `cmosq_publish` returns.
typedef struct {
    const char *topic;             // ends with NUL
    const uint8_t *payload;
    const char *response_topic;    // NULL for none
    const uint8_t *correlation;
    const char *user_properties;   // name, value, name, value, …: each ends with NUL
    uint32_t payload_length;
    uint32_t correlation_length;
    uint32_t user_property_count;  // pairs
    uint32_t expiry_seconds;       // 0 for never
    uint8_t qos;
    bool retain;
} cmosq_outgoing;

typedef struct {
    // CONNACK: 0 or the MQTT 5 reason code; the largest packet that the broker takes, 0 for no limit.
    // `keep_alive_seconds`: that the broker wants instead of ours, where it says so; -1 else.
    void (*connected)(void *context, int32_t reason, uint32_t maximum_packet_size, int32_t keep_alive_seconds);
    // 128 and up: the broker's DISCONNECT reason; below: the library's error code.
    void (*disconnected)(void *context, int32_t reason);
    // For QoS 0: written; for QoS 1: acknowledged, with the reason code of PUBACK.
    void (*published)(void *context, int32_t message_id, int32_t reason);
    // SUBACK of one filter: the granted QoS, or a reason code of 128 and up.
    void (*subscribed)(void *context, int32_t message_id, int32_t reason);
    void (*received)(void *context, const cmosq_message *message);
} cmosq_callbacks;

// Not thread-safe in libmosquitto (a plain counter): call once, before the first client.
void cmosq_library_init(void);

// NULL when memory is short or the id is no UTF-8. `receive_maximum` and `send_maximum`: QoS 1 messages in flight.
cmosq_client *cmosq_create(const char *client_id, const cmosq_callbacks *callbacks, void *context,
                           uint16_t receive_maximum, uint16_t send_maximum);
void cmosq_destroy(cmosq_client *client);

// All functions below that return int32_t: 0, or a code for `cmosq_error_text`.
int32_t cmosq_set_will(cmosq_client *client, const char *topic, const uint8_t *payload, uint32_t payload_length,
                       uint8_t qos, bool retain);
// The user's name and password from the next connect on; both may be NULL.
int32_t cmosq_set_login(cmosq_client *client, const char *user, const char *password);
// Resolves, connects and writes CONNECT; blocks as long as the system does. `system_error` gets errno, or 0. The host may
// be an address of the broker: certificates are checked for the name of `cmosq_use_tls`.
int32_t cmosq_connect(cmosq_client *client, const char *host, uint16_t port, uint16_t keep_alive_seconds,
                      int32_t *system_error);
// The address of the other side as text; false when there is no socket.
bool cmosq_peer(const cmosq_client *client, char *text, uint32_t size);
int32_t cmosq_disconnect(cmosq_client *client);
// Closes the socket now, without DISCONNECT.
void cmosq_abort(cmosq_client *client);

// -1 when there is none.
int32_t cmosq_socket(cmosq_client *client);
bool cmosq_wants_write(cmosq_client *client);
// Reads until the socket is empty, or `maximum_packets` were read.
int32_t cmosq_read(cmosq_client *client, int32_t maximum_packets);
int32_t cmosq_write(cmosq_client *client);
// Keepalive; call about once a second.
int32_t cmosq_tick(cmosq_client *client);

int32_t cmosq_publish(cmosq_client *client, const cmosq_outgoing *message, int32_t *message_id);
int32_t cmosq_subscribe(cmosq_client *client, const char *filter, uint8_t qos, uint8_t options, int32_t *message_id);
int32_t cmosq_unsubscribe(cmosq_client *client, const char *filter);

// Whether `topic` lies within `filter` (`+`, `#`); false for an invalid filter.
bool cmosq_matches(const char *filter, const char *topic);
bool cmosq_filter_is_valid(const char *filter);
const char *cmosq_error_text(int32_t code);
// The words for an MQTT 5 reason code.
const char *cmosq_reason_text(int32_t reason);

// The codes that are told apart.
enum { CMOSQ_NO_CONNECTION = 4, CMOSQ_PROTOCOL = 2, CMOSQ_LOST = 7, CMOSQ_UNKNOWN_NAME = 15 };

// --- encryption

// Paths end with NUL.
typedef struct {
    const char *ca_file;           // NULL: the certificates that this system trusts
    const char *certificate_file;  // NULL: no certificate of our own
    const char *key_file;          // with `certificate_file`
} cmosq_tls;

// Which file cannot be used: it is no PEM, the key has a passphrase, or certificate and key do not belong together.
enum {
    CMOSQ_TLS_FINE, CMOSQ_TLS_CA, CMOSQ_TLS_CERTIFICATE, CMOSQ_TLS_KEY, CMOSQ_TLS_KEY_LOCKED, CMOSQ_TLS_PAIR,
    CMOSQ_TLS_MEMORY
};

// What is known of the encryption of the newest attempt. Times in seconds since 1970; 0 for not known.
typedef struct {
    int64_t not_before;           // of the certificate that failed its check; else of the broker's
    int64_t not_after;
    int64_t authority_not_after;  // the earliest end among the certificates that signed it
    int32_t verify_error;         // 0, or why the check failed: X509_V_ERR_…
    int32_t verify_depth;         // which certificate failed: 0 the broker's own, 1 and up those that signed it
    int32_t alert;                // the TLS alert that the broker sent; -1 for none
    bool has_begun;               // a first word was said
    bool is_complete;             // the handshake came to its end
    bool is_cut_short;            // the broker closed in the middle of it
    bool is_foreign;              // what the broker sent is not TLS
    bool is_too_old;              // the broker speaks only versions before 1.2
} cmosq_tls_report;

// Makes the connection an encrypted one, TLS 1.2 or newer, that checks the broker's certificate and name. Call before
// each connect: the files are read anew. Returns CMOSQ_TLS_…
int32_t cmosq_use_tls(cmosq_client *client, const cmosq_tls *files, const char *host);
cmosq_tls_report cmosq_tls_result(const cmosq_client *client);
// The names that the certificate in the report is for; lives as long as the client, until the next `cmosq_use_tls`.
const char *cmosq_tls_names(const cmosq_client *client);
const char *cmosq_tls_verify_text(int32_t error);
// Decrypted bytes wait that the socket no longer announces.
bool cmosq_has_unread(cmosq_client *client);
// Of the first certificate in a PEM file; false where there is none.
bool cmosq_certificate_dates(const char *path, int64_t *not_before, int64_t *not_after);

// What the connection's thread needs of Linux and Swift's Glibc module does not show.

// An eventfd, non-blocking; -1 and errno when there is none.
int32_t cmosq_event_make(void);
void cmosq_event_signal(int32_t event);
void cmosq_event_clear(int32_t event);
// Names the calling thread; 15 bytes at most.
void cmosq_name_thread(const char *name);
