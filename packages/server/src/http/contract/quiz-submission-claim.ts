// What somebody who acts on a running attempt sends along: which attempt they mean, its token, the access code.

import { Type } from 'typebox';
import { bodyBytesMax } from '../../model/limits.ts';
import type { AttemptClaim } from '../../operations/attempts/running-attempt.ts';
import { stringParam } from '../canvas-wire/params.ts';

export const claimParams = {
  attempt: Type.Optional(Type.Unknown({ description: 'The current attempt' })),
  validation_token: Type.Optional(Type.Unknown({ description: 'As given when the attempt began' })),
  access_code: Type.Optional(Type.Unknown({ description: "The quiz's access code, if it has one" })),
};

export const postedClaim = Type.Object(claimParams);

/** Only the access code can be malformed: a token or an attempt that makes no sense is a wrong one. */
export function claimOf(body: Record<string, unknown>, ip: string): AttemptClaim {
  return {
    accessCode: stringParam(body.access_code, 'access_code', bodyBytesMax) ?? null,
    validationToken: tokenOf(body.validation_token),
    attempt: strictInteger(body.attempt),
    ip,
  };
}

export function tokenOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Canvas: Ruby's `Integer()`: text that is a whole number and nothing else; a fraction of a JSON number is cut off. */
export function strictInteger(value: unknown): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  if (typeof value === 'string' && !/^\s*[+-]?\d+\s*$/.test(value)) return null;
  const number = Math.trunc(Number(value));
  return Number.isSafeInteger(number) ? number + 0 : null;
}
