// What crosses between the main thread and the one that sends to HTTPS targets, in plain values and column by column, which
// costs a fraction of an object for each message.

import type { Outcome } from '../model/delivery.ts';
import type { PrivateSigningKey } from '../model/signing-key.ts';
import type { HttpsTarget, TargetSecrets } from '../model/subscription.ts';
import type { GuardRules } from './target-guard.ts';

/** What the thread is started with. */
export interface SendThreadData {
  guard: GuardRules;
  version: string;
}

export interface OpenHttps {
  target: HttpsTarget;
  secrets: TargetSecrets;
}

export interface ThreadMessages {
  kind: 'send';
  ids: number[];
  /** Of the targets. */
  handles: number[];
  uuids: string[];
  texts: string[];
  sentAtMs: number[];
}

/** Everything with an id is answered. */
export type ThreadRequest =
  | { kind: 'open'; id: number; handle: number; opened: OpenHttps }
  | { kind: 'close'; id: number; handle: number }
  /** To sign with from now on. */
  | { kind: 'key'; key: PrivateSigningKey }
  | ThreadMessages;

export interface ThreadAnswers {
  ids: number[];
  /** Null for what was no message, if it is done. */
  outcomes: (Outcome | null)[];
}
