// The main thread's end of a thread that sends to HTTPS targets: connections, TLS, signatures and answers are its work, so that
// no request of a student waits for them. Messages and outcomes cross over as many together as there are in a turn.

import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Outcome } from '../model/delivery.ts';
import {
  sendsAheadMax,
  threadLookedAtEveryMs,
  threadSilentMax,
  webhookSendsAtOnce,
} from '../model/delivery-limits.ts';
import type { PrivateSigningKey } from '../model/signing-key.ts';
import { notSent, notSigned } from './not-sent.ts';
import { failedToSend } from './outcomes.ts';
import { refusedTransport } from './refused-transport.ts';
import type {
  OpenHttps,
  SendThreadData,
  ThreadAnswers,
  ThreadMessages,
  ThreadRequest,
} from './send-thread-port.ts';
import type { TargetGuard } from './target-guard.ts';
import { eachAlone, type OutgoingMessage, type Transport } from './transport.ts';

export interface SendThreadUses {
  guard: TargetGuard;
  /** The same object until it changes. */
  signingKey(): Promise<PrivateSigningKey>;
  /** Of Quizwire, for the receiver's log. */
  version: string;
  /** The thread has ended by itself, or hung: a defect. What was under way has failed, and the next send starts another. */
  threadEnded(error: Error): void;
}

interface Asked {
  /** How often the thread had been looked at by then. */
  look: number;
  answered(outcome: Outcome | null): void;
}

const script = new URL(`./send-thread-script${extname(import.meta.url)}`, import.meta.url);

const closed = notSent('not sent: its connections were closed');

export class SendThread implements AsyncDisposable {
  readonly #uses: SendThreadUses;
  readonly #lookedAtEveryMs: number;
  #worker: Worker | null = null;
  #looking: NodeJS.Timeout | undefined;
  #looks = 0;
  /** For a thread that comes after one that has ended. */
  readonly #targets = new Map<number, OpenHttps>();
  /** In the order of asking. */
  readonly #asked = new Map<number, Asked>();
  #lastId = 0;
  #messages: ThreadMessages | null = null;
  #knownKey: PrivateSigningKey | null = null;
  #isDisposed = false;

  /** The thread starts when the first target is opened. */
  constructor(uses: SendThreadUses, lookedAtEveryMs = threadLookedAtEveryMs) {
    this.#uses = uses;
    this.#lookedAtEveryMs = lookedAtEveryMs;
  }

  /** Resolves when the thread is ready for it, so that no send waits for that. Rejects only for a defect. */
  async open(opened: OpenHttps): Promise<Transport> {
    const fault = this.#uses.guard.urlFault(opened.target.url);
    if (fault !== null) return refusedTransport(fault);
    const handle = ++this.#lastId;
    const refusal = await new Promise<Outcome | null>((answered) => {
      const id = this.#ask(answered);
      this.#tell({ kind: 'open', id, handle, opened });
    });
    if (refusal?.kind === 'failed') throw new Error(`the target could not be opened: ${refusal.reason}`);
    this.#targets.set(handle, opened);
    const sendOne = opened.target.signsPayload
      ? (message: OutgoingMessage) => this.#sendSigned(handle, message)
      : (message: OutgoingMessage) => this.#send(handle, message);
    return {
      messagesAtOnceMax: 1,
      sendsAtOnceMax: webhookSendsAtOnce + sendsAheadMax,
      send: (messages) => eachAlone(messages, sendOne),
      [Symbol.asyncDispose]: () => this.#close(handle),
    };
  }

  /** What is under way fails. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    await this.#worker?.terminate();
  }

  #send(handle: number, { uuid, text, sentAtMs }: OutgoingMessage): Promise<readonly Outcome[]> {
    if (!this.#targets.has(handle)) return Promise.resolve([closed]);
    return new Promise((resolve) => {
      const id = this.#ask((outcome) => resolve([outcome ?? failedToSend]));
      const messages = this.#messagesOfTurn();
      messages.ids.push(id);
      messages.handles.push(handle);
      messages.uuids.push(uuid);
      messages.texts.push(text);
      messages.sentAtMs.push(sentAtMs);
    });
  }

  /** The key goes before the first message that needs it. */
  async #sendSigned(handle: number, message: OutgoingMessage): Promise<readonly Outcome[]> {
    try {
      const key = await this.#uses.signingKey();
      if (this.#knownKey !== key && !this.#isDisposed) {
        this.#tell({ kind: 'key', key });
        this.#knownKey = key;
      }
    } catch {
      return [notSigned];
    }
    return this.#send(handle, message);
  }

  async #close(handle: number): Promise<void> {
    if (!this.#targets.delete(handle) || this.#worker === null) return;
    await new Promise<unknown>((answered) => {
      const id = this.#ask(answered);
      this.#handOver();
      this.#tell({ kind: 'close', id, handle });
    });
  }

  #ask(answered: Asked['answered']): number {
    const id = ++this.#lastId;
    this.#asked.set(id, { look: this.#looks, answered });
    return id;
  }

  /** Messages that are sent before all else that waits has had its turn go together; nobody waits for more of them. */
  #messagesOfTurn(): ThreadMessages {
    if (this.#messages === null) {
      this.#messages = { kind: 'send', ids: [], handles: [], uuids: [], texts: [], sentAtMs: [] };
      process.nextTick(() => this.#handOver());
    }
    return this.#messages;
  }

  #handOver(): void {
    const messages = this.#messages;
    this.#messages = null;
    if (messages !== null) this.#tell(messages);
  }

  #tell(request: ThreadRequest): void {
    if (this.#isDisposed) this.#failAll();
    else (this.#worker ?? this.#start()).postMessage(request);
  }

  #start(): Worker {
    const { guard, version } = this.#uses;
    const worker = new Worker(script, {
      workerData: { guard: guard.rules, version } satisfies SendThreadData,
    });
    let error = new Error('the thread that sends has ended');
    worker.on('message', (answers: ThreadAnswers) => this.#answered(answers));
    worker.on('error', (cause: Error) => {
      error = cause;
    });
    worker.on('exit', () => this.#ended(error));
    this.#worker = worker;
    this.#looking = setInterval(() => this.#look(worker), this.#lookedAtEveryMs).unref();
    for (const [handle, opened] of this.#targets) this.#tell({ kind: 'open', id: 0, handle, opened });
    return worker;
  }

  #answered({ ids, outcomes }: ThreadAnswers): void {
    for (let index = 0; index < ids.length; index++) {
      const id = ids[index] as number;
      const asked = this.#asked.get(id);
      this.#asked.delete(id);
      asked?.answered(outcomes[index] ?? null);
    }
  }

  /** A thread that answers nothing for longer than anything takes hangs. Our own standstill is not counted as its silence. */
  #look(worker: Worker): void {
    this.#looks++;
    const [oldest] = this.#asked.values();
    if (oldest !== undefined && this.#looks - oldest.look > threadSilentMax) void worker.terminate();
  }

  #ended(error: Error): void {
    clearInterval(this.#looking);
    this.#worker = null;
    this.#knownKey = null;
    this.#failAll();
    if (!this.#isDisposed) this.#uses.threadEnded(error);
  }

  /** Perhaps they have arrived: whoever gets a message twice can tell by its id. */
  #failAll(): void {
    const asked = [...this.#asked.values()];
    this.#asked.clear();
    for (const { answered } of asked) answered(failedToSend);
  }
}
