// Waits for the feed to grow.

import type { FeedNumbering } from './feed-numbering.ts';

export class FeedGrowth implements Disposable {
  readonly #signal: AbortSignal;
  readonly #forget: () => void;
  #isGrown = false;
  #wake = (): void => {};

  /** From now on no growth is missed. Once `signal` aborts, nothing is waited for. */
  constructor(numbering: FeedNumbering, signal: AbortSignal) {
    this.#signal = signal;
    const aborted = (): void => this.#wake();
    signal.addEventListener('abort', aborted);
    const unlisten = numbering.listen(() => {
      this.#isGrown = true;
      this.#wake();
    });
    this.#forget = () => {
      unlisten();
      signal.removeEventListener('abort', aborted);
    };
  }

  /** Resolves as soon as the feed has grown since this resolved last, and after `ms` in any case. */
  async within(ms: number): Promise<void> {
    if (!this.#isGrown && !this.#signal.aborted && ms > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#isGrown = false;
  }

  [Symbol.dispose](): void {
    this.#forget();
  }
}
