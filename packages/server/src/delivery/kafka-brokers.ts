// Keeps Kafka's client to brokers that are allowed, whoever names them, and the server from what a hostile broker answers:
// the client throws some errors to nobody, which would end the process.

import { isIP, type Socket } from 'node:net';
import type { Broker, Connection, ConnectionPool } from '@platformatic/kafka';
import { KafkaFrames } from './kafka-frames.ts';
import { type TargetGuard, TargetRefused } from './target-guard.ts';

interface BrokerUses {
  guard: TargetGuard;
  /** Then the guard is asked about names by the client, which makes the connection to what it says. */
  usesTls: boolean;
  /** Gets all sockets that are open. */
  sockets: Set<Socket>;
  /** An error for the client, made of the guard's. */
  refused(cause: TargetRefused): Error;
  /** Told what would have ended the process. */
  onDefect(error: unknown): void;
}

/** Has `pool` ask before it connects, to brokers of the subscription and to those that these name. */
export function guardBrokers(pool: ConnectionPool, uses: BrokerUses): void {
  const connect = pool.get.bind(pool);
  /** Brokers by `host:port`, with the address they were connected at. */
  const addresses = new Map<string, Broker>();

  async function open(broker: Broker): Promise<Connection> {
    const opened: Promise<Connection> = connect(broker);
    const connection = pool.getEstablishedConnection(broker);
    if (connection !== undefined) watch(connection, uses);
    return opened;
  }

  async function get(broker: Broker): Promise<Connection> {
    // A partition has no leader for the moment: the client has words for it.
    if (broker === undefined) return connect(broker);
    const { host, port } = broker;
    const fault = uses.guard.hostFault(host, port, 'kafka');
    if (fault !== null) throw uses.refused(new TargetRefused(fault));
    if (uses.usesTls || isIP(host) !== 0) return open(broker);
    const known = addresses.get(`${host}:${port}`);
    if (known !== undefined && pool.has(known)) return open(known);
    let failure: unknown;
    for (const address of await lookUp(host, uses)) {
      try {
        const connection = await open({ host: address, port });
        addresses.set(`${host}:${port}`, { host: address, port });
        return connection;
      } catch (error) {
        failure = error;
      }
    }
    throw failure;
  }

  function guarded(broker: Broker): Promise<Connection>;
  function guarded(broker: Broker, done: (error: Error | null, connection?: Connection) => void): void;
  function guarded(
    broker: Broker,
    done?: (error: Error | null, connection?: Connection) => void,
  ): Promise<Connection> | undefined {
    const opened = get(broker);
    if (done === undefined) return opened;
    opened.then((connection) => done(null, connection), done).catch(uses.onDefect);
    return undefined;
  }
  pool.get = guarded;
}

function lookUp(host: string, { guard, refused }: BrokerUses): Promise<string[]> {
  return new Promise((resolve, reject) => {
    guard.lookup(host, { all: true }, (error, addresses) => {
      if (error !== null) reject(error instanceof TargetRefused ? refused(error) : error);
      else resolve(typeof addresses === 'string' ? [addresses] : addresses.map(({ address }) => address));
    });
  });
}

const watched = new WeakSet<Connection>();

/** What is thrown at an answer closes the connection, and goes no further. */
function watch(connection: Connection, { sockets, onDefect }: BrokerUses): void {
  if (watched.has(connection)) return;
  watched.add(connection);
  // It speaks of its errors to whoever waits for it, and then perhaps once more to nobody, where Node ends the process.
  connection.on('error', () => {});
  const { socket } = connection;
  sockets.add(socket);
  socket.once('close', () => sockets.delete(socket));
  const frames = new KafkaFrames();
  const emit = socket.emit.bind(socket);
  socket.emit = (event: string | symbol, ...given: unknown[]): boolean => {
    if (event !== 'data') return emit(event, ...given);
    try {
      if (given[0] instanceof Buffer) frames.read(given[0]);
      return emit(event, ...given);
    } catch (error) {
      socket.destroy();
      onDefect(error);
      return true;
    }
  };
}
