// The bytes of uploaded files, piece by piece: no query has more than one piece.

import type { AttachmentChunk } from '../model/attachment.ts';
import type { Query } from './database.ts';

export async function insertChunk(query: Query, chunk: AttachmentChunk): Promise<void> {
  await query.insertInto('attachmentChunks').values(chunk).execute();
}

/** Undefined behind the last one. */
export async function findChunk(
  query: Query,
  attachmentId: number,
  position: number,
): Promise<Uint8Array | undefined> {
  const row = await query
    .selectFrom('attachmentChunks')
    .select('bytes')
    .where('attachmentId', '=', attachmentId)
    .where('position', '=', position)
    .executeTakeFirst();
  return row?.bytes;
}
