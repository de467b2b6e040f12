// Access tokens: which can be used, when a use is worth a write, and how far one may reach.

import { describe, expect, test } from 'vitest';
import {
  type AccessToken,
  assertUsable,
  isUsable,
  isUseWorthNoting,
  reachesNoFurther,
  scopesOf,
} from '../../src/model/access-token.ts';
import { Refusal, type RefusalReason } from '../../src/model/refusal.ts';

const nowMs = Date.UTC(2026, 8, 1, 9);

function refusalOf(token: Parameters<typeof assertUsable>[0]): RefusalReason | undefined {
  try {
    assertUsable(token, nowMs);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

describe('a token', () => {
  const invalid = { kind: 'access_token_invalid' };
  const revoked = { kind: 'access_token_revoked' };
  const expired = (expiredAtMs: number) => ({ kind: 'access_token_expired', expiredAtMs });
  const cells: [AccessToken['workflowState'], number | null, object | undefined][] = [
    ['active', null, undefined],
    ['active', nowMs + 1, undefined],
    ['active', nowMs, expired(nowMs)],
    ['active', nowMs - 1, expired(nowMs - 1)],
    ['pending', null, invalid],
    ['pending', nowMs - 1, invalid],
    ['deleted', null, revoked],
    ['deleted', nowMs - 1, revoked],
  ];
  test.each(cells)('that is %s and ends at %s is refused with %o', (workflowState, expiresAtMs, expected) => {
    expect(refusalOf({ workflowState, expiresAtMs })).toEqual(expected);
    expect(isUsable({ workflowState, expiresAtMs }, nowMs)).toBe(expected === undefined);
  });

  test('that is not known is invalid', () => {
    expect(refusalOf(undefined)).toEqual(invalid);
  });
});

test.each([
  [null, true],
  [nowMs, false],
  [nowMs - 599_999, false],
  [nowMs - 600_000, true],
  [nowMs + 1000, false],
])('after a last use at %s a use is worth noting: %s', (lastUsedAtMs, expected) => {
  expect(isUseWorthNoting(lastUsedAtMs, nowMs)).toBe(expected);
});

test.each<[string[], string[], boolean]>([
  [[], [], true],
  [['a'], [], true],
  [[], ['a'], false],
  [['a'], ['a'], true],
  [['a'], ['a', 'b'], true],
  [['a', 'b'], ['a'], false],
  [['b'], ['a'], false],
])('scopes %o reach no further than %o: %s', (scopes, holderScopes, expected) => {
  expect(reachesNoFurther(scopes, holderScopes)).toBe(expected);
});

test('scopes are read as they are kept', () => {
  expect(scopesOf({ scopes: '[]' })).toEqual([]);
  expect(scopesOf({ scopes: '["url:GET|/api/v1/users/:id"]' })).toEqual(['url:GET|/api/v1/users/:id']);
});
