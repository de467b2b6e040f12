// An uploaded file, looked at or read, by who uploaded it and by who grades it.

import { setImmediate as turnOfOthers } from 'node:timers/promises';
import type { Attachment } from '../../model/attachment.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import { notFound, notPermitted } from '../../model/refusal.ts';
import { mayReadAllGrades } from '../../model/submission-policy.ts';
import { findChunk } from '../../store/attachment-chunks.ts';
import { findAttachment } from '../../store/attachments.ts';
import type { Database, Query } from '../../store/database.ts';
import { findQuizOfSubmission } from '../../store/quiz-submissions.ts';
import { quizStanding } from '../quizzes/quiz-standing.ts';

export interface ReadFile {
  /** Raises not_found, not_permitted. */
  show(caller: Caller, id: number): Promise<Attachment>;
  /** As `show`, with the bytes, to be read once. A reader who stops holds nothing of the database. */
  open(caller: Caller, id: number): Promise<{ file: Attachment; bytes: AsyncIterable<Uint8Array> }>;
}

/** Of files that are available; others, and those of a deleted quiz or course, are not found. */
export function readFile({ query }: Pick<Database, 'query'>, clock: Clock): ReadFile {
  async function show(caller: Caller, id: number): Promise<Attachment> {
    const file = await findAttachment(query, id);
    if (file === undefined || file.workflowState !== 'available') throw notFound();
    const place = await findQuizOfSubmission(query, file.quizSubmissionId);
    if (place === undefined) throw notFound();
    const { courseId, quizId } = place;
    const standing = await quizStanding(query, caller, { course: { by: 'id', id: courseId }, quizId });
    if (file.userId !== caller.userId && !mayReadAllGrades(standing, clock())) throw notPermitted();
    return file;
  }
  return {
    show,
    async open(caller, id) {
      const file = await show(caller, id);
      return { file, bytes: chunksOf(query, file.id) };
    },
  };
}

async function* chunksOf(query: Query, attachmentId: number): AsyncGenerator<Uint8Array, void, void> {
  for (let position = 0; ; position++) {
    const chunk = await findChunk(query, attachmentId, position);
    if (chunk === undefined) return;
    yield chunk;
    // Where neither the database nor a fast reader makes it wait, a class's downloads would have the server to themselves.
    await turnOfOthers();
  }
}
