// The end of a send, by the clock or because nothing can come of it any more, for clients that have no such end themselves.

import { sendTimeoutMs } from '../model/delivery-limits.ts';

/** Nothing was answered in time; the message is for the subscriber. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';

  constructor(afterMs: number) {
    super(`no answer within ${afterMs / 1_000} s`);
  }
}

/** Comes `afterMs` from now (`sendTimeoutMs` unless told otherwise), or when `abort` is called; not once it is disposed. */
export class SendEnd implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(afterMs: number = sendTimeoutMs) {
    this.#timer = setTimeout(() => this.abort(new NoAnswer(afterMs)), afterMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /** What `work` comes to, or a rejection with the reason of the end if that is first. */
  before<Result>(work: Promise<Result>): Promise<Result> {
    const { signal } = this;
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
      if (signal.aborted) stop();
    });
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
