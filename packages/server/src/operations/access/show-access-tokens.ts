// Access tokens as their owner and admins see them: never their value.

import type { AccessToken } from '../../model/access-token.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import { hasUserRight } from '../../model/policy.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import {
  countAccessTokensOf,
  findAccessTokenByHint,
  findAccessTokenOf,
  listAccessTokensOf,
} from '../../store/access-tokens.ts';
import type { Database, Query } from '../../store/database.ts';
import { userStanding } from '../people/user-standing.ts';
import { tokenHintCharsCount } from './create-access-token.ts';

/** How a request names a token of a user: its id, or the first five characters of its value. */
export interface TokenName {
  /** 0 for what is no number. */
  id: number;
  text: string;
}

export interface ShowAccessTokens {
  /** Raises not_found, not_permitted. */
  one(caller: Caller, user: Lookup, name: TokenName): Promise<AccessToken>;
  /** All but deleted ones, oldest first. Raises not_found, not_permitted, and what `readPage` raises. */
  page(
    caller: Caller,
    user: Lookup,
    readPage: () => { page: number; perPage: number },
  ): Promise<{ tokens: AccessToken[]; total: number; page: number; perPage: number }>;
}

export function showAccessTokens(database: Database, clock: Clock): ShowAccessTokens {
  const { query } = database;

  async function ownerFor(caller: Caller, lookup: Lookup): Promise<number> {
    const standing = await userStanding(query, caller, lookup);
    if (!hasUserRight(standing, 'manage_access_tokens', clock())) throw notPermitted();
    return standing.userId;
  }

  return {
    async one(caller, lookup, name) {
      const token = await findAccessTokenNamed(query, await ownerFor(caller, lookup), name);
      if (token === undefined) throw notFound();
      return token;
    },

    async page(caller, lookup, readPage) {
      const userId = await ownerFor(caller, lookup);
      const { page, perPage } = readPage();
      const tokens = await listAccessTokensOf(query, userId, perPage, (page - 1) * perPage);
      return { tokens, total: await countAccessTokensOf(query, userId), page, perPage };
    },
  };
}

/** Canvas: five characters are a hint first. */
export async function findAccessTokenNamed(
  query: Query,
  userId: number,
  { id, text }: TokenName,
): Promise<AccessToken | undefined> {
  const byHint =
    text.length === tokenHintCharsCount ? await findAccessTokenByHint(query, userId, text) : undefined;
  return byHint ?? (await findAccessTokenOf(query, userId, id));
}
