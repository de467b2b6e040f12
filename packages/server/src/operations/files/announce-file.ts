// A student says that a file is coming, and is given the right to upload it: Canvas's first step.

import type { Attachment } from '../../model/attachment.ts';
import { isPastSaving } from '../../model/attempt-times.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import {
  attachmentBytesMax,
  attemptAttachmentBytesMax,
  attemptAttachmentsMax,
  takerAttachmentBytesMax,
  uploadMs,
} from '../../model/file-limits.ts';
import { mayTakeFrom } from '../../model/ip-filter.ts';
import { maySubmitQuiz } from '../../model/quiz-policy.ts';
import { isRunning, type QuizSubmission } from '../../model/quiz-submission.ts';
import { declined, notFound, notPermitted, Refusal } from '../../model/refusal.ts';
import { countUploads, insertAttachment } from '../../store/attachments.ts';
import type { Database, Query } from '../../store/database.ts';
import { attemptContents } from '../attempts/attempt-contents.ts';
import { formQuizSubmission } from '../attempts/form-answers.ts';
import { isExcused } from '../attempts/gradebook-row.ts';
import { digestOf } from '../digest.ts';
import { type QuizPath, quizStanding } from '../quizzes/quiz-standing.ts';
import type { Random } from '../random.ts';

const uuidCharsCount = 40;
const uploadTokenCharsCount = 64;

export interface AnnouncedFile extends Pick<Attachment, 'displayName' | 'contentType' | 'announcedBytes'> {
  /** It is for the caller's preview; granted to editors. */
  isPreview: boolean;
  /** The address they call from. */
  ip: string;
}

/** The token that it may be uploaded with: once, and not long after. It cannot be had again. */
export type AnnounceFile = (caller: Caller, path: QuizPath, file: AnnouncedFile) => Promise<string>;

/**
 * For the caller's running attempt that has a file upload question. Raises not_found without an attempt, not_permitted for
 * who may not take the quiz, declined when it takes no answers any more, or not from here, argument_invalid past the bounds.
 */
export function announceFile(
  database: Pick<Database, 'transaction'>,
  random: Random,
  clock: Clock,
): AnnounceFile {
  return (caller, path, file) =>
    database.transaction(async (transaction) => {
      const nowMs = clock();
      const standing = await quizStanding(transaction, caller, path);
      const { quiz } = standing;
      const own = await formQuizSubmission(transaction, standing, file, nowMs);
      if (own === undefined || own.workflowState === 'settings_only') throw notFound();
      const excused = await isExcused(transaction, standing, own);
      if (!maySubmitQuiz(standing, quiz, excused, nowMs)) throw notPermitted();
      if (!isRunning(own)) throw declined('bad_request', 'quiz submission is already complete');
      if (isPastSaving(quiz, own, nowMs)) throw declined('bad_request', 'quiz submission is overdue');
      if (!mayTakeFrom(quiz.ipFilter, file.ip)) throw declined('forbidden', 'IP address denied');
      await assertTakesFiles(transaction, own);
      await assertHasRoom(transaction, own, file, nowMs);
      const uploadToken = random.characters(uploadTokenCharsCount);
      await insertAttachment(transaction, {
        uuid: random.characters(uuidCharsCount),
        quizSubmissionId: own.id,
        attempt: own.attempt,
        userId: caller.userId,
        displayName: file.displayName,
        contentType: file.contentType,
        announcedBytes: file.announcedBytes,
        sizeBytes: 0,
        workflowState: 'pending',
        uploadTokenDigest: digestOf(uploadToken),
        createdAtMs: nowMs,
        updatedAtMs: nowMs,
      });
      return uploadToken;
    });
}

async function assertTakesFiles(transaction: Query, own: QuizSubmission): Promise<void> {
  const { questions } = await attemptContents(transaction, own);
  if (!questions.some(({ question_type }) => question_type === 'file_upload_question')) {
    throw declined('bad_request', 'this attempt has no file upload question');
  }
}

/** The row of the quiz submission is locked, so of files announced at once each knows the others. */
async function assertHasRoom(
  transaction: Query,
  { id, attempt }: QuizSubmission,
  { announcedBytes }: AnnouncedFile,
  nowMs: number,
): Promise<void> {
  const uploads = await countUploads(transaction, id, nowMs - uploadMs, attachmentBytesMax);
  const own = uploads.find((one) => one.attempt === attempt) ?? { files: 0, bytes: 0 };
  const newBytes = announcedBytes ?? attachmentBytesMax;
  if (own.files >= attemptAttachmentsMax) {
    throw tooMuch(`an attempt has at most ${attemptAttachmentsMax} files`);
  }
  if (own.bytes + newBytes > attemptAttachmentBytesMax) {
    throw tooMuch(`the files of an attempt have at most ${attemptAttachmentBytesMax} bytes together`);
  }
  const allBytes = uploads.reduce((sum, { bytes }) => sum + bytes, newBytes);
  if (allBytes > takerAttachmentBytesMax) {
    throw tooMuch(`the files of all attempts have at most ${takerAttachmentBytesMax} bytes together`);
  }
}

function tooMuch(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'message', message });
}
