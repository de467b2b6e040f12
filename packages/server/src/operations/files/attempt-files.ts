// The uploaded files of one attempt, and answers that may name no others.

import type { AnswerSheet } from '../../model/answer-sheet.ts';
import type { Attachment } from '../../model/attachment.ts';
import { answerOfFiles, fileIdsOf } from '../../model/questions/answers/files.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { declined } from '../../model/refusal.ts';
import { listAttachments } from '../../store/attachments.ts';
import type { Query } from '../../store/database.ts';
import type { AttemptContents } from '../attempts/attempt-contents.ts';

/** Those that are available, by id. They are the taker's own: nobody else can upload into an attempt. */
export async function attemptFiles(
  query: Query,
  attempt: Pick<QuizSubmission, 'id' | 'attempt'>,
): Promise<ReadonlyMap<number, Attachment>> {
  const files = await listAttachments(query, attempt);
  return new Map(
    files.filter(({ workflowState }) => workflowState === 'available').map((file) => [file.id, file]),
  );
}

/** The changes of a form without the files that the attempt does not have: an answer of such alone says nothing. */
export async function withOwnFiles(
  query: Query,
  quizSubmission: QuizSubmission,
  { questions }: Pick<AttemptContents, 'questions'>,
  changes: Readonly<AnswerSheet>,
): Promise<Readonly<AnswerSheet>> {
  const named = namedFiles(questions, changes);
  if (named.length === 0) return changes;
  const files = await attemptFiles(query, quizSubmission);
  const own: AnswerSheet = { ...changes };
  for (const { questionId, ids } of named) {
    const known = ids.filter((id) => files.has(Number(id)));
    const { answer: _, ...rest } = changes[questionId] ?? {};
    if (known.length > 0) own[questionId] = { ...rest, answer: answerOfFiles(known) };
    else if (Object.keys(rest).length > 0) own[questionId] = rest;
    else delete own[questionId];
  }
  return own;
}

/** Raises declined (bad_request) when an answer names a file that the attempt does not have. */
export async function assertOwnFiles(
  query: Query,
  quizSubmission: QuizSubmission,
  { questions }: Pick<AttemptContents, 'questions'>,
  changes: Readonly<AnswerSheet>,
): Promise<void> {
  const ids = namedFiles(questions, changes).flatMap((named) => named.ids);
  if (ids.length === 0) return;
  const files = await attemptFiles(query, quizSubmission);
  const unknown = ids.find((id) => !files.has(Number(id)));
  if (unknown !== undefined) throw declined('bad_request', `Unknown attachment '${unknown}'`);
}

function namedFiles(
  questions: AttemptContents['questions'],
  changes: Readonly<AnswerSheet>,
): { questionId: number; ids: string[] }[] {
  return questions
    .filter(({ question_type }) => question_type === 'file_upload_question')
    .map(({ id }) => ({ questionId: id, ids: fileIdsOf(changes[id]?.answer) }))
    .filter(({ ids }) => ids.length > 0);
}
