// Takes what is old out of the log of deliveries, bit by bit. Ids grow with time, so it begins with the lowest and needs no
// index of times, which every delivery would have to pay for.

import type { Query } from './database.ts';

/** Of the `rowsMax` oldest sends, those that began before. How many there were. */
export async function deleteSendsBefore(
  transaction: Query,
  beforeMs: number,
  rowsMax: number,
): Promise<number> {
  const oldest = transaction.selectFrom('sends').select('id').orderBy('id').limit(rowsMax);
  const { numDeletedRows } = await transaction
    .deleteFrom('sends')
    .where(
      'id',
      '<=',
      transaction.selectFrom(oldest.as('oldest')).select(({ fn }) => fn.max('oldest.id').as('id')),
    )
    .where('startedAtMs', '<', beforeMs)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/**
 * Of the next `rowsMax` deliveries behind an id, those that were settled before. The id up to which it looked; null when what
 * comes then is not old enough, or nothing comes.
 */
export async function deleteDeliveriesBefore(
  transaction: Query,
  beforeMs: number,
  afterId: number,
  rowsMax: number,
): Promise<number | null> {
  const next = await transaction
    .selectFrom('deliveries')
    .select(['id', 'createdAtMs'])
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(rowsMax)
    .execute();
  const last = next.at(-1);
  if (last === undefined) return null;
  await transaction
    .deleteFrom('deliveries')
    .where('id', '>', afterId)
    .where('id', '<=', last.id)
    .where('state', '!=', 'waiting')
    .where('settledAtMs', '<', beforeMs)
    .execute();
  const isOld = next.some(({ createdAtMs }) => createdAtMs < beforeMs);
  return next.length === rowsMax && isOld ? last.id : null;
}

/** Replays that ended before. */
export async function deleteReplaysBefore(query: Query, beforeMs: number): Promise<void> {
  await query.deleteFrom('replays').where('finishedAtMs', '<', beforeMs).execute();
}
