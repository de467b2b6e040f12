// Run at every start: the root account and its admin exist, and the configured admin token is theirs.

import type { Clock } from '../model/clock.ts';
import { deleteAccessTokensFor, findAccessTokenByDigest, insertAccessToken } from '../store/access-tokens.ts';
import { type Database, DatabaseUnusable } from '../store/database.ts';
import { ensureFirstRows, firstAdminId } from '../store/first-rows.ts';
import { digestOf } from './digest.ts';
import type { Random } from './random.ts';

/** By it the configured token is known again; another one in its place ends it. */
const adminTokenPurpose = 'QUIZWIRE_ADMIN_TOKEN';

/** Idempotent, and safe when several servers start at once. Raises DatabaseUnusable for an admin token that was ended. */
export async function prepareAccount(
  database: Database,
  adminToken: string | null,
  random: Random,
  clock: Clock,
): Promise<void> {
  const nowMs = clock();
  await database.transaction(async (transaction) => {
    await ensureFirstRows(transaction, {
      accountName: 'Quizwire',
      accountUuid: random.characters(40),
      adminName: 'Account Admin',
      adminUuid: random.characters(40),
      nowMs,
    });
    if (adminToken === null) return;
    const tokenDigest = digestOf(adminToken);
    const found = await findAccessTokenByDigest(transaction, tokenDigest);
    if (found?.workflowState === 'active') return;
    if (found) {
      throw new DatabaseUnusable('QUIZWIRE_ADMIN_TOKEN was used before and has been ended: choose another');
    }
    await deleteAccessTokensFor(transaction, firstAdminId, adminTokenPurpose, nowMs);
    await insertAccessToken(transaction, {
      userId: firstAdminId,
      realUserId: null,
      tokenDigest,
      tokenHint: adminToken.slice(0, 5),
      purpose: adminTokenPurpose,
      scopes: '[]',
      expiresAtMs: null,
      lastUsedAtMs: null,
      workflowState: 'active',
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    });
  });
}
