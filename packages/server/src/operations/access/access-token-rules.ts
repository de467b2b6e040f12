// What holds for every access token, made or changed: until when it may last and what it may reach.

import { reachesNoFurther } from '../../model/access-token.ts';
import type { Caller } from '../../model/caller.ts';
import { studentTokenDaysMax, tokenPurposeCharsMax, tokenScopesMax } from '../../model/limits.ts';
import { invalidField, notPermitted, Refusal } from '../../model/refusal.ts';
import { parseTime } from '../../model/time.ts';
import type { Query } from '../../store/database.ts';
import { isOnlyStudent } from '../../store/user-enrollments.ts';

const dayMs = 86_400_000;

/** The scopes that there are: one for each route of the API. */
export type KnownScopes = Pick<ReadonlySet<string>, 'has'>;

/** Refuses an argument in the form that the token routes have for it. Canvas: reference §1.3, form L. */
export function tokenArgumentInvalid(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'list', message });
}

/** Raises record_invalid. */
export function assertPurpose(purpose: string): void {
  if (purpose.length > tokenPurposeCharsMax) {
    throw invalidField('purpose', 'too_long', `is too long (maximum is ${tokenPurposeCharsMax} characters)`);
  }
}

/**
 * Reads when a token ends; null is never. Canvas: somebody who is only a student must say when, at most 120 days ahead. The
 * rule looks at who asks, not at whose token it is, so that an admin may make a lasting one for a student.
 */
export async function expiryFor(
  query: Query,
  caller: Caller,
  text: string | null,
  nowMs: number,
): Promise<number | null> {
  const isBound = caller.adminAccountIds.length === 0 && (await isOnlyStudent(query, caller.userId));
  if (text === null || text.trim() === '') {
    if (isBound) throw tokenArgumentInvalid('Expiration date is required');
    return null;
  }
  const expiresAtMs = parseTime(text.trim());
  if (expiresAtMs === null) throw tokenArgumentInvalid('Invalid expiration date format');
  if (isBound && expiresAtMs > nowMs + studentTokenDaysMax * dayMs) {
    throw tokenArgumentInvalid(
      `Expiration date cannot be more than ${studentTokenDaysMax} days in the future`,
    );
  }
  return expiresAtMs;
}

/** The scopes without repetition. Raises record_invalid for one that no route has. */
export function checkedScopes(scopes: readonly string[], known: KnownScopes): string[] {
  const distinct = [...new Set(scopes)];
  if (distinct.length > tokenScopesMax)
    throw invalidField('scopes', 'too_long', `has more than ${tokenScopesMax} scopes`);
  const text = 'requested scopes must match scopes on developer key';
  if (!distinct.every((scope) => known.has(scope))) throw invalidField('scopes', text, text);
  return distinct;
}

/** Who comes with a scoped token may not leave with one that does more. Raises not_permitted. */
export function assertReach(scopes: readonly string[], caller: Caller): void {
  if (!reachesNoFurther(scopes, caller.scopes)) throw notPermitted();
}
