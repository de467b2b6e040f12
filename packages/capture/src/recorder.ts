// What `record` hands out.

import type { PageSession } from './page-session.ts';

export interface Recorder {
  /** Id (UUID) of this page session: all that is recorded from `record()` to `stop()`, on one page load. */
  readonly session: string;
  /**
   * Sends what is pending now. Resolves when it has arrived, or cannot be sent at present; never rejects. After
   * `onRefused` this is how to try again.
   */
  flush(): Promise<void>;
  /** Records an event of the page's own. `data` is anything that JSON can hold. */
  mark(type: string, data?: unknown): void;
  /** To be sent along with an autosave or hand-in, so that the server knows how much there is to know. */
  pageSession(): PageSession;
  /** Removes every listener and records no more. What is pending is sent as when the page is left. */
  stop(): void;
}
