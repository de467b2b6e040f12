// What comes back for one POST, as it comes in, until it is an outcome. Reads no more of it than people will look at.

import type { Dispatcher } from 'undici';
import type { Outcome } from '../model/delivery.ts';
import { responseBytesMax, responseHeadCharsMax, sendTimeoutMs } from '../model/delivery-limits.ts';
import { connectionFault } from './connection-fault.ts';
import { notSent } from './not-sent.ts';
import { plainText } from './plain-text.ts';
import { retryAfterMs } from './retry-after.ts';

/** A character has at most four bytes. */
const keptBytesMax = responseHeadCharsMax * 4;

const utf8 = new TextDecoder();

/**
 * Calls `settle` once, within `sendTimeoutMs` of its beginning. The status decides: once it is there, it does not matter what
 * becomes of the body.
 */
export class WebhookAnswer implements Dispatcher.DispatchHandler {
  readonly #clock: () => number;
  #settle: ((outcome: Outcome) => void) | null;
  #timer: NodeJS.Timeout | undefined;
  #controller: Dispatcher.DispatchController | null = null;
  #status: number | null = null;
  #retryAfterMs: number | null = null;
  #bytes = 0;
  readonly #kept: Buffer[] = [];
  #release: (() => void) | null = null;

  constructor(clock: () => number, settle: (outcome: Outcome) => void) {
    this.#clock = clock;
    this.#settle = settle;
  }

  /** The request has a client; `release` is called once when it is free for another, before or after `settle`. */
  begin(release: () => void): void {
    this.#release = release;
    this.#timer = setTimeout(() => this.#giveUp(), sendTimeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // A connection may come when its time is over.
    if (this.#settle === null) controller.abort(new Error('too late'));
    else this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    const asked = headers['retry-after'];
    this.#retryAfterMs = retryAfterMs(Array.isArray(asked) ? asked[0] : asked, this.#clock());
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const room = keptBytesMax - this.#bytes;
    if (room > 0) this.#kept.push(chunk.subarray(0, room));
    this.#bytes += chunk.length;
    if (this.#bytes > responseBytesMax) controller.abort(new Error('read enough'));
  }

  onResponseEnd(): void {
    this.#end(null);
    this.#over();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.#end(error);
    this.#over();
  }

  #over(): void {
    const release = this.#release;
    this.#release = null;
    release?.();
  }

  #giveUp(): void {
    const waitedFor = this.#controller === null ? 'connection' : 'answer';
    this.#end(null, `no ${waitedFor} within ${sendTimeoutMs / 1_000} s`);
    this.#controller?.abort(new Error('too late'));
  }

  #end(error: Error | null, reason = error === null ? '' : connectionFault(error)): void {
    const settle = this.#settle;
    if (settle === null) return;
    this.#settle = null;
    clearTimeout(this.#timer);
    settle(
      this.#status === null
        ? notSent(reason)
        : outcomeOf(this.#status, headOf(this.#kept), this.#retryAfterMs),
    );
  }
}

function outcomeOf(status: number, responseHead: string | null, retryAfter: number | null): Outcome {
  if (status < 300) return { kind: 'delivered', status, responseHead };
  if (status === 410) return { kind: 'gone', status, responseHead, reason: 'answered 410: it wants no more' };
  const isFinal = status === 413;
  const why = isFinal
    ? ': the message is too large for it'
    : status < 400
      ? ': redirects are not followed'
      : '';
  return {
    kind: 'failed',
    status,
    responseHead,
    reason: `answered ${status}${why}`,
    retryAfterMs: retryAfter,
    isFinal,
  };
}

/** Null for nothing. */
function headOf(chunks: readonly Buffer[]): string | null {
  if (chunks.length === 0) return null;
  const text = utf8.decode(Buffer.concat(chunks));
  return plainText(text.slice(0, responseHeadCharsMax)) || null;
}
