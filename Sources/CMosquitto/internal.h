// What the files of this target share; nothing of it is shown to Swift.
#pragma once
#include "CMosquitto.h"

#include <mosquitto.h>
#include <openssl/types.h>

// What was seen of the newest encrypted attempt.
typedef struct {
    cmosq_tls_report report;
    char names[256];
} cmosq_tls_notes;

struct cmosq_client {
    struct mosquitto *mosquitto;
    cmosq_callbacks callbacks;
    void *context;
    char *host;         // that the library knows, with its port: reconnect to it; NULL before the first
    char *name;         // that the broker's certificate is to be for; NULL for a plain connection
    SSL_CTX *tls;       // NULL for a plain connection; the library holds a reference of its own
    cmosq_tls_notes notes;
    uint64_t packets;   // that were handed over or acknowledged
    uint8_t *packed;    // user properties of the message being handed over; reused
    size_t packed_capacity;
    size_t packed_length;
};

void cmosq_tls_free(cmosq_client *client);
