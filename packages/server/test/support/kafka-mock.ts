// A Kafka cluster for tests: librdkafka's mock brokers, in a program that the global set-up compiles (kafka-mock.c). It proves
// that we speak Kafka's protocol and that what we sent can be read; nothing of replicas, TLS or SASL, and nothing of idempotence:
// a batch that comes again with the same sequence number, which Kafka would know, it stores again.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Kafka's numbers: of what clients ask for, and of what brokers answer. */
export const produceApi = 0;
export const brokerErrors = {
  disconnect: -195,
  unknownTopic: 3,
  messageTooLarge: 10,
  topicAuthorization: 29,
};

export interface KafkaMock extends AsyncDisposable {
  /** `127.0.0.1:<port>` of each, the first has the id 1. */
  brokers: string[];
  createTopic(topic: string, partitions: number): Promise<void>;
  setLeader(topic: string, partition: number, broker: number): Promise<void>;
  /** So many next requests of the kind fail so. */
  failNext(api: number, error: number, times?: number): Promise<void>;
  /** Closes the broker's connections and takes none until it is up again. */
  takeDown(broker: number): Promise<void>;
  bringUp(broker: number): Promise<void>;
  /** From now on brokers answer so about the topic. */
  refuseTopic(topic: string, error: number): Promise<void>;
  /** All that is in the topic, as librdkafka's consumer reads it; the records of a partition in their order. */
  read(topic: string, partitions: number): Promise<KafkaRead[]>;
}

export interface KafkaRead {
  partition: number;
  offset: number;
  timestampMs: number;
  key: string | null;
  value: string;
  headers: Record<string, string>;
}

const header = '/usr/include/librdkafka/rdkafka_mock.h';

/** The compiled program and a function that removes it; or, in words, what this machine lacks. */
export async function compileKafkaMock(): Promise<{ program: string; remove(): Promise<void> } | string> {
  if (!existsSync(header)) return `there is no ${header} (librdkafka-dev)`;
  const directory = await mkdtemp(join(tmpdir(), 'quizwire-kafka-'));
  const program = join(directory, 'kafka-mock');
  const source = fileURLToPath(new URL('kafka-mock.c', import.meta.url));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    await promisify(execFile)('gcc', ['-O1', '-o', program, source, '-lrdkafka']);
    return { program, remove };
  } catch (error) {
    await remove();
    return `gcc does not compile kafka-mock.c: ${(error as Error).message}`;
  }
}

/** Starts a cluster. It ends when it is disposed, or this process ends. */
export async function startKafka(program: string, brokers = 1): Promise<KafkaMock> {
  const child = spawn(program, [String(brokers)], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  async function next(): Promise<string> {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the mock cluster has ended');
    return value;
  }
  // One line at a time: answers are told apart by their order.
  let last: Promise<unknown> = Promise.resolve();
  function command(line: string): Promise<string[]> {
    const answer = last.then(async () => {
      child.stdin.write(`${line}\n`);
      const answered: string[] = [];
      for (let got = await next(); got !== 'ok'; got = await next()) answered.push(got);
      return answered;
    });
    last = answer.catch(() => {});
    return answer;
  }
  async function tell(line: string): Promise<void> {
    const [fault] = await command(line);
    if (fault !== undefined) throw new Error(fault);
  }
  return {
    brokers: (await next()).split(','),
    createTopic: (topic, partitions) => tell(`topic ${topic} ${partitions}`),
    setLeader: (topic, partition, broker) => tell(`leader ${topic} ${partition} ${broker}`),
    failNext: (api, error, times = 1) => tell(`error ${api} ${error} ${times}`),
    takeDown: (broker) => tell(`down ${broker}`),
    bringUp: (broker) => tell(`up ${broker}`),
    refuseTopic: (topic, error) => tell(`refuse ${topic} ${error}`),
    read: async (topic, partitions) => (await command(`read ${topic} ${partitions}`)).map(recordOf),
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await new Promise((resolve) =>
        child.exitCode === null ? child.once('close', resolve) : resolve(null),
      );
    },
  };
}

function recordOf(line: string): KafkaRead {
  const [word, partition, offset, timestamp, key = '', value = '', ...headers] = line.split(' ');
  if (word !== 'record') throw new Error(line);
  return {
    partition: Number(partition),
    offset: Number(offset),
    timestampMs: Number(timestamp),
    key: key === 'null' ? null : textOf(key),
    value: textOf(value),
    headers: Object.fromEntries(
      headers.map((header) => {
        const [name = '', text = ''] = header.split('=');
        return [name, textOf(text)];
      }),
    ),
  };
}

function textOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString();
}
