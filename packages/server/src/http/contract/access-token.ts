// Access tokens on the wire: what may be asked, and how a token is written. Its value is written once, when it is made.

import { type Static, Type } from 'typebox';
import { type AccessToken, scopesOf } from '../../model/access-token.ts';
import { nameCharsMax, textCharsMax } from '../../model/limits.ts';
import { Refusal } from '../../model/refusal.ts';
import { wireTime } from '../../model/time.ts';
import type { AccessTokenDraft } from '../../operations/access/create-access-token.ts';
import type { AccessTokenEdit } from '../../operations/access/update-access-token.ts';
import { booleanParam, objectParam, stringListParam, stringParam } from '../canvas-wire/params.ts';

export const userTokensPath = '/api/v1/users/:user_id/tokens';
export const userTokenPath = '/api/v1/users/:user_id/tokens/:id';
export const userGeneratedTokensPath = '/api/v1/users/:user_id/user_generated_tokens';

const user = Type.String({ description: 'User id, `self` or `sis_user_id:…`' });
export const tokensParams = Type.Object({ user_id: user });
export const tokenParams = Type.Object({
  user_id: user,
  id: Type.String({ description: 'Token id, or the first five characters of the token' }),
});

const optional = (description: string) => Type.Optional(Type.Unknown({ description }));

export const tokensQuery = Type.Object({
  page: optional('From 1'),
  per_page: optional('1 to 100, 10 if absent'),
});

export const newTokenBody = Type.Object({
  token: Type.Optional(
    Type.Object({
      purpose: optional('Required'),
      expires_at: optional(
        'ISO 8601; never if absent. Who is only a student needs one, at most 120 days ahead',
      ),
      scopes: optional(
        '`url:<VERB>|<path>` of the routes it may reach; everything the user may if absent. Enforced',
      ),
      active: optional('Ours: an admin makes a token for somebody else that is usable at once'),
    }),
  ),
});

export const changedTokenBody = Type.Object({
  token: Type.Optional(
    Type.Object({
      purpose: optional('What it is for'),
      expires_at: optional('ISO 8601; blank for never'),
      scopes: optional('In place of those it has'),
      regenerate: optional('Give it a new value; the old one ends'),
      active: optional('Ours: the owner makes a pending token usable'),
    }),
  ),
});

const nullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });

export const shownToken = Type.Object({
  id: Type.Integer(),
  created_at: Type.String(),
  expires_at: nullableText,
  last_used_at: nullableText,
  purpose: Type.String(),
  real_user_id: Type.Unsafe<number | null>({ type: ['integer', 'null'] }),
  remember_access: Type.Unsafe<boolean | null>({ type: ['boolean', 'null'] }),
  scopes: Type.Array(Type.String()),
  updated_at: Type.String(),
  user_id: Type.Integer(),
  workflow_state: Type.Unsafe<AccessToken['workflowState']>({ enum: ['active', 'pending', 'deleted'] }),
  app_name: Type.String(),
  token_hint: Type.String(),
  visible_token: Type.String({ description: 'The whole token when it was just made, later its beginning' }),
  can_manually_regenerate: Type.Boolean(),
  token: Type.Optional(Type.String({ description: 'Only when it was just made' })),
});

/** `value` is null unless the token was made just now. Whoever is shown a token may also give it a new value. */
export function tokenJson(token: AccessToken, value: string | null): Static<typeof shownToken> {
  return {
    id: token.id,
    created_at: wireTime(token.createdAtMs),
    expires_at: wireTime(token.expiresAtMs),
    last_used_at: wireTime(token.lastUsedAtMs),
    purpose: token.purpose,
    real_user_id: token.realUserId,
    remember_access: null,
    scopes: scopesOf(token),
    updated_at: wireTime(token.updatedAtMs),
    user_id: token.userId,
    workflow_state: token.workflowState,
    // Canvas: the name of its key for tokens that people make themselves.
    app_name: 'User-Generated',
    token_hint: token.tokenHint,
    visible_token: value ?? `${token.tokenHint}...`,
    can_manually_regenerate: token.workflowState !== 'deleted',
    ...(value === null ? {} : { token: value }),
  };
}

/** Raises parameter_missing without `token`, also an empty one; malformed. */
export function tokenDraftOf(body: Record<string, unknown>): AccessTokenDraft {
  const token = requiredToken(body);
  return {
    purpose: textOf(token.purpose, 'purpose') ?? null,
    expiresAt: textOf(token.expires_at, 'expires_at') ?? null,
    scopes: stringListParam(token.scopes, 'token[scopes]', nameCharsMax) ?? [],
    isActive: booleanParam(token.active, 'token[active]') === true,
  };
}

/** Raises parameter_missing without `token`, also an empty one; malformed. */
export function tokenEditOf(body: Record<string, unknown>): AccessTokenEdit {
  const token = requiredToken(body);
  return {
    purpose: textOf(token.purpose, 'purpose') ?? undefined,
    expiresAt: textOf(token.expires_at, 'expires_at'),
    scopes: stringListParam(token.scopes, 'token[scopes]', nameCharsMax) ?? undefined,
    isRegenerated: booleanParam(token.regenerate, 'token[regenerate]') === true,
    isActive: booleanParam(token.active, 'token[active]') === true,
  };
}

function requiredToken(body: Record<string, unknown>): Record<string, unknown> {
  const token = objectParam(body.token, 'token');
  // Canvas: what is required may not be empty.
  if (token == null || Object.keys(token).length === 0)
    throw new Refusal({ kind: 'parameter_missing', parameter: 'token' });
  return token;
}

function textOf(value: unknown, name: string): string | null | undefined {
  return stringParam(value, `token[${name}]`, textCharsMax);
}
