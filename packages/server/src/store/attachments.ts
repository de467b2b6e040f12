// Uploaded files: rows and their changes. Their bytes are in attachment-chunks.ts.

import { sql } from 'kysely';
import type { Attachment } from '../model/attachment.ts';
import type { QuizSubmission } from '../model/quiz-submission.ts';
import type { Query } from './database.ts';
import { locked } from './row-lock.ts';

export async function insertAttachment(query: Query, attachment: Omit<Attachment, 'id'>): Promise<void> {
  await query.insertInto('attachments').values(attachment).execute();
}

/** Of any state; undefined when there is none. */
export async function findAttachment(query: Query, id: number): Promise<Attachment | undefined> {
  return query.selectFrom('attachments').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Those of one attempt, of any state, by id. */
export async function listAttachments(
  query: Query,
  { id, attempt }: Pick<QuizSubmission, 'id' | 'attempt'>,
): Promise<Attachment[]> {
  return query
    .selectFrom('attachments')
    .selectAll()
    .where('quizSubmissionId', '=', id)
    .where('attempt', '=', attempt)
    .orderBy('id')
    .execute();
}

export interface AttemptUploads {
  attempt: number;
  files: number;
  bytes: number;
}

/**
 * How much each attempt of a quiz submission has of files, those on their way too: as announced, or `unsaidBytes` where nothing
 * was. One that was announced before `announcedFromMs` and never begun does not come any more.
 */
export async function countUploads(
  query: Query,
  quizSubmissionId: number,
  announcedFromMs: number,
  unsaidBytes: number,
): Promise<AttemptUploads[]> {
  const { rows } = await sql<AttemptUploads>`
    select attempt, count(*) as files, cast(sum(
      case when workflow_state = 'available' then size_bytes else coalesce(announced_bytes, ${unsaidBytes}) end
    ) as bigint) as bytes from attachments
    where quiz_submission_id = ${quizSubmissionId}
      and (workflow_state <> 'pending' or created_at_ms >= ${announcedFromMs})
    group by attempt`.execute(query);
  return rows;
}

/** Whether the token ever was given out and not used up. */
export async function isUploadToken(query: Query, uploadTokenDigest: string): Promise<boolean> {
  const rows = query
    .selectFrom('attachments')
    .select('id')
    .where('uploadTokenDigest', '=', uploadTokenDigest);
  return (await rows.executeTakeFirst()) !== undefined;
}

/**
 * Takes the one upload that the token is good for; undefined when it is unknown, was taken, or the file was announced before
 * `announcedFromMs`. Of several at once one has it.
 */
export async function takeUpload(
  query: Query,
  uploadTokenDigest: string,
  announcedFromMs: number,
): Promise<Attachment | undefined> {
  return query
    .updateTable('attachments')
    .set({ workflowState: 'receiving' })
    .where('uploadTokenDigest', '=', uploadTokenDigest)
    .where('workflowState', '=', 'pending')
    .where('createdAtMs', '>=', announcedFromMs)
    .returningAll()
    .executeTakeFirst();
}

/** The file is there from now on. Undefined when it was forgotten meanwhile. */
export async function makeAvailable(
  query: Query,
  id: number,
  sizeBytes: number,
  nowMs: number,
): Promise<Attachment | undefined> {
  return query
    .updateTable('attachments')
    .set({ workflowState: 'available', uploadTokenDigest: null, sizeBytes, updatedAtMs: nowMs })
    .where('id', '=', id)
    .where('workflowState', '=', 'receiving')
    .returningAll()
    .executeTakeFirst();
}

/** Ids of uploads that never ended, of files announced before `announcedBeforeMs`. */
export async function listAbandonedUploads(
  query: Query,
  announcedBeforeMs: number,
  limit: number,
): Promise<number[]> {
  const rows = await query
    .selectFrom('attachments')
    .select('id')
    .where('workflowState', '<>', 'available')
    .where('createdAtMs', '<', announcedBeforeMs)
    .orderBy('createdAtMs')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** With its bytes. One that is available stays. In a transaction. */
export async function deleteUpload(transaction: Query, id: number): Promise<void> {
  const uploading = transaction
    .selectFrom('attachments')
    .select('id')
    .where('id', '=', id)
    .where('workflowState', '<>', 'available');
  // Locked, so that it cannot become available between the two.
  if ((await locked(transaction, uploading, 'change').executeTakeFirst()) === undefined) return;
  await transaction.deleteFrom('attachmentChunks').where('attachmentId', '=', id).execute();
  await transaction.deleteFrom('attachments').where('id', '=', id).execute();
}
