// The receiver of deliveries, in a process of its own: what it is asked and what it says.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuSeconds } from '../report/usage.ts';

export type ToSink = { kind: 'expect'; warmUp: number; total: number } | { kind: 'count' };

export type FromSink =
  | { kind: 'listening'; port: number }
  | { kind: 'expecting' }
  | { kind: 'measuring' }
  | { kind: 'measured'; perSecond: number }
  | { kind: 'count'; count: SinkCount }
  | { kind: 'timed'; mark: string; atMs: number };

type Said<Kind extends FromSink['kind']> = Extract<FromSink, { kind: Kind }>;

/** Messages at `/count…` since it was told what to expect: distinct ones, and those that came again. */
export interface SinkCount {
  arrived: number;
  repeated: number;
}

export interface Drain extends SinkCount {
  /** Of the messages after the first `warmUp`. */
  perSecond: number;
  /** CPU that these processes kept busy meanwhile, in their order, and the sink last. */
  cores: number[];
}

export interface Sender {
  /** Processes whose CPU is counted. */
  processes: readonly { pid: number; withChildren?: boolean }[];
  /** Lets it put away what it has done; resolves when it has ended. */
  stop(): Promise<void>;
}

/** How long nothing new may arrive until all hope is lost. */
const stalledMs = 20_000;

export class Sink implements Disposable {
  readonly #child = fork(fileURLToPath(new URL('./sink-process.ts', import.meta.url)), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  readonly #kill = (): boolean => this.#child.kill('SIGKILL');
  #url = '';

  private constructor() {
    process.once('exit', this.#kill);
  }

  static async start(): Promise<Sink> {
    const sink = new Sink();
    const { port } = await sink.#next('listening');
    sink.#url = `http://127.0.0.1:${port}`;
    return sink;
  }

  /** `/count…` answers 204 and counts, `/time` answers 204 and tells the time, `/hang` never answers while a drain is measured. */
  url(path: string): string {
    return `${this.#url}${path}`;
  }

  /**
   * Forgets what it has counted, lets `begin` begin, and measures from the arrival of the first `warmUp` messages on until
   * `total` have arrived; then what was begun is stopped, and what came too often is counted. Throws when nothing arrives.
   */
  async drain(
    { warmUp, total }: { warmUp: number; total: number },
    begin: () => Promise<Sender>,
  ): Promise<Drain> {
    const expecting = this.#next('expecting');
    this.#child.send({ kind: 'expect', warmUp, total } satisfies ToSink);
    await expecting;
    let processes: Sender['processes'] = [];
    const read = (): number[] =>
      [...processes, { pid: this.#child.pid ?? Number.NaN }].map((one) => cpuSeconds(one.pid, one));
    let before: number[] = [];
    const warm = this.#next('measuring').then(() => {
      if (processes.length > 0) before = read();
    });
    const measured = this.#next('measured');
    await using sending = new AsyncDisposableStack();
    const sender = await begin();
    sending.defer(sender.stop);
    processes = sender.processes;
    await this.#untilStalled(Promise.all([warm, measured]), total);
    const after = read();
    const { perSecond } = await measured;
    const seconds = (total - warmUp) / perSecond;
    const cores = after.map((end, index) => (end - (before[index] ?? Number.NaN)) / seconds);
    await sending.disposeAsync();
    return { perSecond, cores, ...(await this.count()) };
  }

  count(): Promise<SinkCount> {
    const answer = this.#next('count');
    this.#child.send({ kind: 'count' } satisfies ToSink);
    return answer.then(({ count }) => count);
  }

  /**
   * When the message with that mark as its `request_id` arrives at `/time`: milliseconds of `process.hrtime`. Throws when it
   * does not.
   */
  async arrivalOf(mark: string): Promise<number> {
    const arrived = await until(
      this.#next('timed', (message) => message.mark === mark),
      stalledMs,
    );
    if (arrived === 'late') throw new Error(`${mark} did not arrive`);
    return arrived.atMs;
  }

  [Symbol.dispose](): void {
    process.off('exit', this.#kill);
    this.#child.removeAllListeners();
    this.#kill();
  }

  /** Resolves with `done`; throws when in all of 20 seconds nothing has arrived. */
  async #untilStalled(done: Promise<unknown>, total: number): Promise<void> {
    for (let before = -1; ; ) {
      if ((await until(done, stalledMs)) !== 'late') return;
      const { arrived } = await this.count();
      if (arrived === before) throw new Error(`${arrived} of ${total} messages arrived, and then no more`);
      before = arrived;
    }
  }

  #next<Kind extends FromSink['kind']>(
    kind: Kind,
    isWanted: (message: Said<Kind>) => boolean = () => true,
  ): Promise<Said<Kind>> {
    const isIt = (message: FromSink): message is Said<Kind> =>
      message.kind === kind && isWanted(message as Said<Kind>);
    return new Promise((resolve, reject) => {
      const heard = (message: FromSink): void => {
        if (!isIt(message)) return;
        this.#child.off('message', heard).off('exit', ended);
        resolve(message);
      };
      const ended = (): void => reject(new Error('the sink ended'));
      this.#child.on('message', heard).on('exit', ended);
    });
  }
}

async function until<Result>(done: Promise<Result>, ms: number): Promise<Result | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, ms, 'late');
  });
  return await Promise.race([done, late]).finally(() => clearTimeout(timer));
}
