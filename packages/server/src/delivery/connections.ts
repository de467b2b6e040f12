// Connections to one target, which are kept, each with one request at a time. undici's own Pool looks through all of them for
// each request, which takes about a tenth of the time of a send; here one that is free is at hand.

import { Client, errors } from 'undici';
import type { WebhookAnswer } from './webhook-answer.ts';

export interface Posting {
  path: string;
  /** Names and values in turn. */
  headers: string[];
  body: Buffer;
}

interface Place {
  client: Client;
  /** Has a free client from now on. */
  release(): void;
}

export class Connections implements AsyncDisposable {
  readonly #origin: string;
  readonly #max: number;
  readonly #options: Client.Options;
  readonly #clients: Client[] = [];
  /** The one that became free last is taken first, so that those that are not needed come to their end. */
  readonly #free: Place[] = [];
  readonly #waiting: { posting: Posting; answer: WebhookAnswer }[] = [];
  #isClosed = false;

  /** Makes them when they are needed, `max` at most; what comes while all are taken waits. */
  constructor(origin: string, max: number, options: Client.Options) {
    this.#origin = origin;
    this.#max = max;
    this.#options = { ...options, pipelining: 1 };
  }

  post(posting: Posting, answer: WebhookAnswer): void {
    if (this.#isClosed) {
      answer.onResponseError(null, new errors.ClientDestroyedError());
      return;
    }
    const place = this.#free.pop() ?? this.#another();
    if (place === null) this.#waiting.push({ posting, answer });
    else dispatch(place, posting, answer);
  }

  /** What is under way or waits fails. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    for (const { posting, answer } of this.#waiting.splice(0)) this.post(posting, answer);
    await Promise.all(this.#clients.map((client) => client.destroy()));
  }

  #another(): Place | null {
    if (this.#clients.length >= this.#max) return null;
    const client = new Client(this.#origin, this.#options);
    this.#clients.push(client);
    const place: Place = {
      client,
      release: () => {
        this.#free.push(place);
        // Not at once: a client that fails what it has must not be given more before it has done so.
        if (this.#waiting.length > 0) queueMicrotask(() => this.#sendWaiting());
      },
    };
    return place;
  }

  #sendWaiting(): void {
    while (this.#free.length > 0) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      this.post(next.posting, next.answer);
    }
  }
}

function dispatch({ client, release }: Place, { path, headers, body }: Posting, answer: WebhookAnswer): void {
  answer.begin(release);
  client.dispatch({ method: 'POST', path, headers, body }, answer);
}
