// Signing keys: rows and their changes. Rows are never deleted; which of them are published is signing-keys.ts of operations.

import type { SigningKey } from '../model/signing-key.ts';
import type { Query } from './database.ts';

/** The newest keys, `count` at most, oldest first. */
export async function listSigningKeys(query: Query, count: number): Promise<SigningKey[]> {
  const newest = await query
    .selectFrom('signingKeys')
    .selectAll()
    .orderBy('generation', 'desc')
    .limit(count)
    .execute();
  return newest.reverse();
}

/** The key that signs now; undefined before there is one. */
export async function findCurrentSigningKey(query: Query): Promise<SigningKey | undefined> {
  return query
    .selectFrom('signingKeys')
    .selectAll()
    .where('beganAtMs', 'is not', null)
    .orderBy('generation', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Whether it is new: another server may have made the key of this generation first, and then that one counts. */
export async function insertSigningKey(query: Query, key: SigningKey): Promise<boolean> {
  const inserted = await query
    .insertInto('signingKeys')
    .values(key)
    .onConflict((conflict) => conflict.column('generation').doNothing())
    .returning('generation')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function beginSigningKey(query: Query, generation: number, beganAtMs: number): Promise<void> {
  await query.updateTable('signingKeys').set({ beganAtMs }).where('generation', '=', generation).execute();
}

/** Forgets the private part of this key and of all before it. */
export async function retireSigningKeys(query: Query, untilGeneration: number): Promise<void> {
  await query
    .updateTable('signingKeys')
    .set({ privateJwk: '' })
    .where('generation', '<=', untilGeneration)
    .where('privateJwk', '<>', '')
    .execute();
}
