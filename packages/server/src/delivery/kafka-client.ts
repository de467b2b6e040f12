// Kafka's client as it is used here: what it waits for, how long, and how it authenticates. Who may be connected to is
// kafka-brokers.ts's, what is sent kafka.ts's.

import { isIP, type Socket } from 'node:net';
import type * as Kafka from '@platformatic/kafka';
import { connectTimeoutMs, scramIterationsMax, sendTimeoutMs } from '../model/delivery-limits.ts';
import type { KafkaTarget, TargetSecrets } from '../model/subscription.ts';
import { guardBrokers } from './kafka-brokers.ts';
import type { TargetGuard } from './target-guard.ts';

export interface KafkaClient {
  producer: Kafka.Producer;
  /** The one that Kafka's own clients choose for a key, out of so many. */
  partitionOf(key: Buffer, partitions: number): number;
  /** Lets go of all connections at once. */
  end(): void;
}

/**
 * A producer that waits for all replicas in sync (`acks=all`) and is idempotent: what it repeats by itself is stored once. It
 * is not connected yet. `onDefect` hears of errors that the client would throw to nobody; it must be ended then.
 */
export async function openKafkaClient(
  target: KafkaTarget,
  sasl: TargetSecrets['sasl'],
  guard: TargetGuard,
  onDefect: (error: unknown) => void,
): Promise<KafkaClient> {
  // Some ten megabytes, which only those pay who have a broker.
  const kafka = await import('@platformatic/kafka');
  const producer = new kafka.Producer({
    clientId: 'quizwire',
    bootstrapBrokers: [...target.brokers],
    idempotent: true,
    // None yet, in the words of the protocol. The client's own zeros ask for one that no broker knows.
    producerId: -1n,
    producerEpoch: -1,
    // Fewer than two would mean for ever, in an idempotent one. What takes longer is sent again by the dispatcher.
    retries: 2,
    retryDelay: 100,
    connectTimeout: connectTimeoutMs,
    requestTimeout: sendTimeoutMs,
    autocreateTopics: false,
    // It would send to where the leader of the first partition is now, and forget what the others had taken.
    repeatOnStaleMetadata: false,
    ...(target.usesTls ? { ...tlsOf(target.brokers, guard) } : {}),
    ...(sasl === null ? {} : { sasl: { ...sasl, authenticate: authenticator(kafka) } }),
  });
  let isOver = false;
  const sockets = new Set<Socket>();
  guardBrokers(producer.connections, {
    guard,
    usesTls: target.usesTls,
    sockets,
    onDefect(error) {
      if (!isOver) onDefect(error);
    },
    // Of a kind that the client knows not to try again.
    refused: (cause) => new kafka.UserError(cause.message, { cause }),
  });
  return {
    producer,
    partitionOf: (key, partitions) =>
      kafka.compatibilityPartitioner({ topic: target.topic }, key) % partitions,
    end() {
      isOver = true;
      // The client's own end waits until all is written, to a broker that may never read.
      for (const socket of sockets) socket.destroy();
      producer.close().catch(() => {});
    },
  };
}

function tlsOf(
  brokers: readonly string[],
  guard: TargetGuard,
): Pick<Kafka.ConnectionOptions, 'tls' | 'tlsServerName'> {
  const hosts = brokers.map((broker) => broker.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1'));
  return {
    tls: { minVersion: 'TLSv1.2', lookup: guard.lookup },
    // Hosted brokers are told apart by their name in the handshake, where an address must not be.
    tlsServerName: !hosts.some((host) => isIP(host) !== 0),
  };
}

/** As the client authenticates by itself, with a bound to the work that a broker may ask for in SCRAM. */
function authenticator({ saslPlain, saslScramSha }: typeof Kafka): Kafka.SASLCustomAuthenticator {
  const { defaultCrypto } = saslScramSha;
  const crypto: typeof defaultCrypto = {
    ...defaultCrypto,
    hi(definition, password, salt, iterations) {
      if (iterations > scramIterationsMax) {
        return Promise.reject(new Error(`the broker asks for ${iterations} iterations`));
      }
      return defaultCrypto.hi(definition, password, salt, iterations);
    },
  };
  return (mechanism, connection, authenticate, username = '', password = '', _token, done) => {
    if (mechanism === 'PLAIN') saslPlain.authenticate(authenticate, connection, username, password, done);
    else {
      const algorithm = mechanism === 'SCRAM-SHA-512' ? 'SHA-512' : 'SHA-256';
      saslScramSha.authenticate(authenticate, connection, algorithm, username, password, crypto, done);
    }
  };
}
