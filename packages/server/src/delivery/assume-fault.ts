// Why a role was not assumed, in words for the subscriber.

import { faultCharsMax } from '../model/delivery-limits.ts';
import { connectionFault } from './connection-fault.ts';
import { retryAfterMs } from './retry-after.ts';

/** STS gave no credentials; the message is for the subscriber. One line, bounded. */
export class RoleNotAssumed extends Error {
  override readonly name = 'RoleNotAssumed';
  /** How long STS asks to be left alone; null for no such wish. */
  readonly retryAfterMs: number | null;

  constructor(reason: string, retryAfterMs: number | null = null) {
    super(`RoleArn was not assumed: ${reason}`.replace(/\s+/g, ' ').slice(0, faultCharsMax));
    this.retryAfterMs = retryAfterMs;
  }

  /** Out of whatever the client of STS threw. */
  static because(error: unknown, nowMs: number): RoleNotAssumed {
    const { $response: answer, $fault: fault, name, message }: StsError = error instanceof Error ? error : {};
    if (answer?.statusCode === undefined) return new RoleNotAssumed(connectionFault(error));
    const wait = retryAfterMs(answer.headers?.['retry-after'], nowMs);
    // The SDK has this name for answers without one.
    if (fault === undefined || name === 'Unknown')
      return new RoleNotAssumed(`the answer is not one of STS, and has status ${answer.statusCode}`, wait);
    return new RoleNotAssumed(`${name}: ${message}`, wait);
  }
}

/** What the SDK puts into its errors: an answer when there was one, and a fault when that was one of AWS's. */
interface StsError {
  name?: string;
  message?: string;
  $fault?: 'client' | 'server';
  $response?: { statusCode?: number; headers?: Record<string, string> };
}
