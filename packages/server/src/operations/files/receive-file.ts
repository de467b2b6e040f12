// An announced file comes in: Canvas's second step. Its bytes are stored as they come, and the file is there with the last.

import type { Attachment } from '../../model/attachment.ts';
import type { Clock } from '../../model/clock.ts';
import { attachmentBytesMax, attachmentChunkBytes, uploadMs } from '../../model/file-limits.ts';
import { notFound, Refusal } from '../../model/refusal.ts';
import { insertChunk } from '../../store/attachment-chunks.ts';
import { deleteUpload, isUploadToken, makeAvailable, takeUpload } from '../../store/attachments.ts';
import type { Database } from '../../store/database.ts';
import { digestOf } from '../digest.ts';
import { inChunks } from './in-chunks.ts';

export type ReceiveFile = (uploadToken: string, bytes: AsyncIterable<Uint8Array>) => Promise<Attachment>;

/**
 * All of it or nothing: what fails on the way, `bytes` included, leaves no trace, and the token is used up. Each piece is a
 * commit of its own, since a transaction waits for nobody's network. Raises not_found for a token that is unknown, used or too
 * old, before a byte is asked for; too_large; argument_invalid when it is not as long as announced; what `bytes` raises.
 */
export function receiveFile(database: Pick<Database, 'query' | 'transaction'>, clock: Clock): ReceiveFile {
  return async (uploadToken, bytes) => {
    const digest = digestOf(uploadToken);
    // Anybody may try a token, and that must not hold up who writes.
    if (!(await isUploadToken(database.query, digest))) throw notFound();
    const file = await database.transaction((transaction) =>
      takeUpload(transaction, digest, clock() - uploadMs),
    );
    if (file === undefined) throw notFound();
    try {
      const sizeBytes = await store(database, file, bytes);
      const available = await database.transaction((transaction) =>
        makeAvailable(transaction, file.id, sizeBytes, clock()),
      );
      if (available === undefined) throw notFound();
      return available;
    } catch (error) {
      // Where the database is the trouble, upkeep forgets it later; why it failed matters more.
      await database.transaction((transaction) => deleteUpload(transaction, file.id)).catch(() => {});
      throw error;
    }
  };
}

/** How many bytes it has. */
async function store(
  database: Pick<Database, 'transaction'>,
  { id, announcedBytes }: Attachment,
  bytes: AsyncIterable<Uint8Array>,
): Promise<number> {
  let sizeBytes = 0;
  let position = 0;
  for await (const chunk of inChunks(bytes, attachmentChunkBytes)) {
    sizeBytes += chunk.length;
    if (sizeBytes > attachmentBytesMax) {
      const message = `a file has at most ${attachmentBytesMax} bytes`;
      throw new Refusal({ kind: 'too_large', message });
    }
    if (announcedBytes !== null && sizeBytes > announcedBytes) throw wrongSize(announcedBytes);
    const row = { attachmentId: id, position, bytes: chunk };
    await database.transaction((transaction) => insertChunk(transaction, row));
    position++;
  }
  if (announcedBytes !== null && sizeBytes !== announcedBytes) throw wrongSize(announcedBytes);
  return sizeBytes;
}

function wrongSize(announcedBytes: number): Refusal {
  const message = `the file does not have the ${announcedBytes} bytes that were announced`;
  return new Refusal({ kind: 'argument_invalid', shape: 'message', message });
}
