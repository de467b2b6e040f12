/* A Kafka cluster of librdkafka's mock brokers on 127.0.0.1, for tests. Speaks the protocol and keeps records in memory; has no
 * TLS, no SASL and no replicas, and what is sent again is stored again. First line of stdout: the brokers. Then it obeys lines of stdin, each answered by "ok"; ends
 * with stdin. kafka-mock.ts knows the lines. */
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void put_hex(const void *bytes, size_t length) {
  if (bytes == NULL) fputs("null", stdout);
  for (size_t index = 0; bytes != NULL && index < length; index++) printf("%02x", ((const unsigned char *)bytes)[index]);
}

/* "record <partition> <offset> <time in ms> <key> <value>", then " <name>=<value>" for each header; keys and values in hex. */
static void put_record(rd_kafka_message_t *record) {
  printf("record %d %lld %lld ", record->partition, (long long)record->offset,
         (long long)rd_kafka_message_timestamp(record, NULL));
  put_hex(record->key, record->key_len);
  fputs(" ", stdout);
  put_hex(record->payload, record->len);
  rd_kafka_headers_t *headers;
  const char *name;
  const void *value;
  size_t length;
  if (rd_kafka_message_headers(record, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR) {
    for (size_t at = 0; rd_kafka_header_get_all(headers, at, &name, &value, &length) == RD_KAFKA_RESP_ERR_NO_ERROR; at++) {
      printf(" %s=", name);
      put_hex(value, length);
    }
  }
  puts("");
}

/* All that is in the first partitions of a topic, read by librdkafka's own consumer. */
static void read_topic(rd_kafka_mock_cluster_t *cluster, const char *name, int partitions) {
  char fault[512];
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "bootstrap.servers", rd_kafka_mock_cluster_bootstraps(cluster), fault, sizeof(fault));
  rd_kafka_conf_set(conf, "enable.partition.eof", "true", fault, sizeof(fault));
  rd_kafka_conf_set(conf, "fetch.wait.max.ms", "10", fault, sizeof(fault));
  rd_kafka_t *consumer = rd_kafka_new(RD_KAFKA_CONSUMER, conf, fault, sizeof(fault));
  rd_kafka_topic_t *topic = rd_kafka_topic_new(consumer, name, NULL);
  rd_kafka_queue_t *queue = rd_kafka_queue_new(consumer);
  for (int partition = 0; partition < partitions; partition++) {
    rd_kafka_consume_start_queue(topic, partition, RD_KAFKA_OFFSET_BEGINNING, queue);
  }
  time_t end = time(NULL) + 20;
  for (int left = partitions; left > 0 && time(NULL) < end;) {
    rd_kafka_message_t *record = rd_kafka_consume_queue(queue, 500);
    if (record == NULL) continue;
    if (record->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) left--;
    if (record->err == RD_KAFKA_RESP_ERR_NO_ERROR) put_record(record);
    rd_kafka_message_destroy(record);
  }
  for (int partition = 0; partition < partitions; partition++) rd_kafka_consume_stop(topic, partition);
  rd_kafka_queue_destroy(queue);
  rd_kafka_topic_destroy(topic);
  rd_kafka_destroy(consumer);
}

int main(int argc, char **argv) {
  char fault[512], line[512], topic[256];
  int broker, partition, api, code, times;
  rd_kafka_t *handle = rd_kafka_new(RD_KAFKA_PRODUCER, rd_kafka_conf_new(), fault, sizeof(fault));
  rd_kafka_mock_cluster_t *cluster = rd_kafka_mock_cluster_new(handle, argc > 1 ? atoi(argv[1]) : 1);
  printf("%s\n", rd_kafka_mock_cluster_bootstraps(cluster));
  fflush(stdout);
  while (fgets(line, sizeof(line), stdin) != NULL) {
    if (sscanf(line, "topic %255s %d", topic, &partition) == 2) {
      rd_kafka_mock_topic_create(cluster, topic, partition, 1);
    } else if (sscanf(line, "read %255s %d", topic, &partition) == 2) {
      read_topic(cluster, topic, partition);
    } else if (sscanf(line, "leader %255s %d %d", topic, &partition, &broker) == 3) {
      rd_kafka_mock_partition_set_leader(cluster, topic, partition, broker);
    } else if (sscanf(line, "error %d %d %d", &api, &code, &times) == 3) {
      while (times-- > 0) rd_kafka_mock_push_request_errors(cluster, (int16_t)api, 1, (rd_kafka_resp_err_t)code);
    } else if (sscanf(line, "refuse %255s %d", topic, &code) == 2) {
      rd_kafka_mock_topic_set_error(cluster, topic, (rd_kafka_resp_err_t)code);
    } else if (sscanf(line, "down %d", &broker) == 1) {
      rd_kafka_mock_broker_set_down(cluster, broker);
    } else if (sscanf(line, "up %d", &broker) == 1) {
      rd_kafka_mock_broker_set_up(cluster, broker);
    } else {
      printf("unknown line: %s", line);
    }
    puts("ok");
    fflush(stdout);
  }
  return 0;
}
