// The encryption of a connection: an SSL_CTX of our own, given to libmosquitto.
//
// The library's own set-up reports every failed check as one error, takes "*.com" for a name (until 2.0.16), and reads
// its files once for ever. With a context of our own OpenSSL checks the name, we note why a check failed while it fails,
// and new files are taken at the next connect.
#define _GNU_SOURCE  // timegm
#include "internal.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static int64_t seconds_of(const ASN1_TIME *time) {
    struct tm parts;
    return time && ASN1_TIME_to_tm(time, &parts) == 1 ? (int64_t)timegm(&parts) : 0;
}

static void add_name(cmosq_tls_notes *notes, const char *name, size_t length) {
    size_t used = strlen(notes->names);
    if (length == 0 || used + length + 3 > sizeof notes->names) return;
    if (used) {
        memcpy(notes->names + used, ", ", 2);
        used += 2;
    }
    memcpy(notes->names + used, name, length);
    notes->names[used + length] = 0;
}

static void add_address(cmosq_tls_notes *notes, const ASN1_OCTET_STRING *address) {
    char text[64];
    const unsigned char *b = ASN1_STRING_get0_data(address);
    if (ASN1_STRING_length(address) == 4)
        snprintf(text, sizeof text, "%d.%d.%d.%d", b[0], b[1], b[2], b[3]);
    else if (ASN1_STRING_length(address) == 16)
        snprintf(text, sizeof text, "%x:%x:%x:%x:%x:%x:%x:%x", b[0] << 8 | b[1], b[2] << 8 | b[3], b[4] << 8 | b[5],
                 b[6] << 8 | b[7], b[8] << 8 | b[9], b[10] << 8 | b[11], b[12] << 8 | b[13], b[14] << 8 | b[15]);
    else
        return;
    add_name(notes, text, strlen(text));
}

// The names that a certificate is for; its common name where it has no others.
static void note_names(cmosq_tls_notes *notes, X509 *certificate) {
    notes->names[0] = 0;
    GENERAL_NAMES *list = X509_get_ext_d2i(certificate, NID_subject_alt_name, NULL, NULL);
    for (int i = 0; i < sk_GENERAL_NAME_num(list); i++) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(list, i);
        if (name->type == GEN_DNS)
            add_name(notes, (const char *)ASN1_STRING_get0_data(name->d.dNSName),
                     (size_t)ASN1_STRING_length(name->d.dNSName));
        else if (name->type == GEN_IPADD)
            add_address(notes, name->d.iPAddress);
    }
    GENERAL_NAMES_free(list);
    if (notes->names[0]) return;
    char common[200];
    int length = X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, common, sizeof common);
    if (length > 0) add_name(notes, common, (size_t)length);
}

static cmosq_client *client_of(const SSL *ssl) { return SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl)); }

static int on_verify(int is_fine, X509_STORE_CTX *store) {
    if (is_fine) return 1;
    SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
    cmosq_client *client = ssl ? client_of(ssl) : NULL;
    X509 *certificate = X509_STORE_CTX_get_current_cert(store);
    if (!client) return 0;
    cmosq_tls_notes *notes = &client->notes;
    notes->report.verify_error = X509_STORE_CTX_get_error(store);
    notes->report.verify_depth = X509_STORE_CTX_get_error_depth(store);
    if (certificate) {
        notes->report.not_before = seconds_of(X509_get0_notBefore(certificate));
        notes->report.not_after = seconds_of(X509_get0_notAfter(certificate));
        note_names(notes, certificate);
    }
    return 0;
}

static void note_chain(cmosq_tls_notes *notes, const SSL *ssl) {
    STACK_OF(X509) *chain = SSL_get0_verified_chain(ssl);
    for (int i = 0; i < sk_X509_num(chain); i++) {
        X509 *certificate = sk_X509_value(chain, i);
        int64_t end = seconds_of(X509_get0_notAfter(certificate));
        if (i == 0) {
            notes->report.not_before = seconds_of(X509_get0_notBefore(certificate));
            notes->report.not_after = end;
            note_names(notes, certificate);
        } else if (notes->report.authority_not_after == 0 || end < notes->report.authority_not_after) {
            notes->report.authority_not_after = end;
        }
    }
}

static void on_info(const SSL *ssl, int where, int value) {
    cmosq_client *client = client_of(ssl);
    if (!client) return;
    cmosq_tls_report *report = &client->notes.report;
    if (where & SSL_CB_HANDSHAKE_START) {
        report->has_begun = true;
        // The library names the host that it connects to, which may be the address that the name had last.
        unsigned char address[sizeof(struct in6_addr)];
        if (inet_pton(AF_INET, client->name, address) != 1 && inet_pton(AF_INET6, client->name, address) != 1)
            SSL_set_tlsext_host_name((SSL *)ssl, client->name);
    }
    if (where & SSL_CB_HANDSHAKE_DONE) {
        if (!report->is_complete) note_chain(&client->notes, ssl);
        report->is_complete = true;
    } else if ((where & SSL_CB_READ_ALERT) == SSL_CB_READ_ALERT) {
        // The low byte says what; 0 is a good-bye.
        if ((value & 0xff) != 0) report->alert = value & 0xff;
    } else if (where == SSL_CB_CONNECT_EXIT && value <= 0) {
        unsigned long code = ERR_peek_error();
        if (ERR_GET_LIB(code) != ERR_LIB_SSL) return;
        switch (ERR_GET_REASON(code)) {
        case SSL_R_UNEXPECTED_EOF_WHILE_READING: report->is_cut_short = true; break;
        case SSL_R_UNSUPPORTED_PROTOCOL:
        case SSL_R_VERSION_TOO_LOW: report->is_too_old = true; break;
        case SSL_R_WRONG_VERSION_NUMBER:
        case SSL_R_PACKET_LENGTH_TOO_LONG:
        case SSL_R_UNEXPECTED_MESSAGE:
        case SSL_R_HTTP_REQUEST: report->is_foreign = true; break;
        default: break;
        }
    }
}

// Without a person to ask, a key with a passphrase cannot be used.
static int no_passphrase(char *buffer, int size, int is_writing, void *data) {
    (void)buffer; (void)size; (void)is_writing;
    *(bool *)data = true;
    return 0;
}

static int32_t load_own(SSL_CTX *tls, const cmosq_tls *files) {
    if (SSL_CTX_use_certificate_chain_file(tls, files->certificate_file) != 1) return CMOSQ_TLS_CERTIFICATE;
    bool is_locked = false;
    SSL_CTX_set_default_passwd_cb(tls, no_passphrase);
    SSL_CTX_set_default_passwd_cb_userdata(tls, &is_locked);
    int code = SSL_CTX_use_PrivateKey_file(tls, files->key_file, SSL_FILETYPE_PEM);
    unsigned long error = ERR_peek_last_error();
    SSL_CTX_set_default_passwd_cb_userdata(tls, NULL);
    SSL_CTX_set_default_passwd_cb(tls, NULL);
    if (is_locked) return CMOSQ_TLS_KEY_LOCKED;
    if (code != 1 && ERR_GET_LIB(error) == ERR_LIB_X509 && ERR_GET_REASON(error) == X509_R_KEY_VALUES_MISMATCH)
        return CMOSQ_TLS_PAIR;
    if (code != 1) return CMOSQ_TLS_KEY;
    return SSL_CTX_check_private_key(tls) == 1 ? CMOSQ_TLS_FINE : CMOSQ_TLS_PAIR;
}

static int32_t make_context(cmosq_client *client, const char *host) {
    SSL_CTX *tls = SSL_CTX_new(TLS_client_method());
    if (!tls) return CMOSQ_TLS_MEMORY;
    SSL_CTX_set_app_data(tls, client);
    SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
    SSL_CTX_set_options(tls, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    // libmosquitto repeats a write from another buffer, and part by part.
    SSL_CTX_set_mode(tls, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_verify(tls, SSL_VERIFY_PEER, on_verify);
    SSL_CTX_set_info_callback(tls, on_info);
    X509_VERIFY_PARAM *checks = SSL_CTX_get0_param(tls);
    X509_VERIFY_PARAM_set_hostflags(checks, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    // One of the two: an address is looked for among addresses.
    if (X509_VERIFY_PARAM_set1_ip_asc(checks, host) != 1 && X509_VERIFY_PARAM_set1_host(checks, host, 0) != 1) {
        SSL_CTX_free(tls);
        return CMOSQ_TLS_MEMORY;
    }
    client->name = strdup(host);
    if (!client->name) {
        SSL_CTX_free(tls);
        return CMOSQ_TLS_MEMORY;
    }
    client->tls = tls;
    mosquitto_int_option(client->mosquitto, MOSQ_OPT_SSL_CTX_WITH_DEFAULTS, 0);
    return mosquitto_void_option(client->mosquitto, MOSQ_OPT_SSL_CTX, tls) == MOSQ_ERR_SUCCESS ? CMOSQ_TLS_FINE
                                                                                               : CMOSQ_TLS_MEMORY;
}

int32_t cmosq_use_tls(cmosq_client *client, const cmosq_tls *files, const char *host) {
    ERR_clear_error();
    memset(&client->notes, 0, sizeof client->notes);
    client->notes.report.alert = -1;
    int32_t code = client->tls ? CMOSQ_TLS_FINE : make_context(client, host);
    if (code != CMOSQ_TLS_FINE) return code;
    X509_STORE *store = X509_STORE_new();
    if (!store) return CMOSQ_TLS_MEMORY;
    // The context takes the store over, with what was in it before gone.
    SSL_CTX_set_cert_store(client->tls, store);
    int loaded = files->ca_file ? X509_STORE_load_file(store, files->ca_file)
                                : SSL_CTX_set_default_verify_paths(client->tls);
    code = loaded != 1 ? CMOSQ_TLS_CA : files->certificate_file ? load_own(client->tls, files) : CMOSQ_TLS_FINE;
    ERR_clear_error();
    return code;
}

cmosq_tls_report cmosq_tls_result(const cmosq_client *client) { return client->notes.report; }

const char *cmosq_tls_names(const cmosq_client *client) { return client->notes.names; }

const char *cmosq_tls_verify_text(int32_t error) { return X509_verify_cert_error_string(error); }

bool cmosq_has_unread(cmosq_client *client) {
    SSL *ssl = client->tls ? mosquitto_ssl_get(client->mosquitto) : NULL;
    return ssl && SSL_pending(ssl) > 0;
}

void cmosq_tls_free(cmosq_client *client) { SSL_CTX_free(client->tls); }

bool cmosq_certificate_dates(const char *path, int64_t *not_before, int64_t *not_after) {
    BIO *file = BIO_new_file(path, "r");
    X509 *certificate = file ? PEM_read_bio_X509(file, NULL, NULL, NULL) : NULL;
    BIO_free(file);
    ERR_clear_error();
    if (!certificate) return false;
    *not_before = seconds_of(X509_get0_notBefore(certificate));
    *not_after = seconds_of(X509_get0_notAfter(certificate));
    X509_free(certificate);
    return true;
}
