// How long a target asks to be left alone, out of its Retry-After header (RFC 9110 §10.2.3).

import { retryAfterMaxMs } from '../model/delivery-limits.ts';

/** Milliseconds from `nowMs`, bounded; null for no header and for what is neither seconds nor a date of HTTP. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | null {
  const text = header?.trim() ?? '';
  const seconds = /^\d+$/.test(text);
  // Date.parse alone would take a bare year, and much else.
  if (!seconds && !/^[A-Za-z]{3,9},? .*\d{2}:\d{2}:\d{2}/.test(text)) return null;
  const waitMs = seconds ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(waitMs, 0), retryAfterMaxMs);
}
