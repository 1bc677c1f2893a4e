// The least that a program can do with messages: counts them with libmosquitto, and says what processor time that took.
// usage: MessageCounter PORT FILTER COUNT SECONDS; prints "ready", then "COUNT MICROSECONDS" once it has them all, or
// when the seconds are over.
#include <mosquitto.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static long counted;

static void connected(struct mosquitto *client, void *filter, int code) {
    if (code == 0) mosquitto_subscribe(client, NULL, filter, 0);
}

static void subscribed(struct mosquitto *client, void *filter, int id, int count, const int *granted) {
    puts("ready");
    fflush(stdout);
}

static void came(struct mosquitto *client, void *filter, const struct mosquitto_message *message) { counted += 1; }

static long microseconds(struct timeval time) { return time.tv_sec * 1000000L + time.tv_usec; }

int main(int argc, char **argv) {
    if (argc != 5) return 2;
    long wanted = atol(argv[3]);
    time_t end = time(NULL) + atol(argv[4]);
    mosquitto_lib_init();
    struct mosquitto *client = mosquitto_new(NULL, true, argv[2]);
    if (!client) return 1;
    mosquitto_connect_callback_set(client, connected);
    mosquitto_subscribe_callback_set(client, subscribed);
    mosquitto_message_callback_set(client, came);
    if (mosquitto_connect(client, "127.0.0.1", atoi(argv[1]), 60) != MOSQ_ERR_SUCCESS) return 1;
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    long before = microseconds(usage.ru_utime) + microseconds(usage.ru_stime);
    while (counted < wanted && time(NULL) < end) {
        if (mosquitto_loop(client, 1000, 1) != MOSQ_ERR_SUCCESS) return 1;
    }
    getrusage(RUSAGE_SELF, &usage);
    printf("%ld %ld\n", counted, microseconds(usage.ru_utime) + microseconds(usage.ru_stime) - before);
    return 0;
}
