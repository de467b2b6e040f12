// Puts what staff did into the log of the attempt that it was done to, in the transaction that does it: no action without its
// event. What was granted between two attempts is told again in the log of the second.

import { isJob } from '../../model/cause.ts';
import { receivedAtMs } from '../../model/quiz-event.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import type { StaffAction } from '../../model/staff-action.ts';
import { wireTimeMs } from '../../model/time.ts';
import type { Query } from '../../store/database.ts';
import { insertOwnEvents, listStaffEvents } from '../../store/quiz-events.ts';
import { findUserWithLogin } from '../../store/users.ts';
import type { Transaction } from '../announcing/announcing-database.ts';

type ActedOn = Pick<QuizSubmission, 'id' | 'attempt' | 'startedAtMs' | 'userId'>;

export interface StaffActionsOn {
  /** As it shows the attempt in whose log the actions belong; of attempt 0 before the first. A preview has no log. */
  quizSubmission: ActedOn;
  actions: readonly StaffAction[];
}

/** In order. Data say who (null for the server by itself) and when. */
export async function logStaffActions(
  transaction: Transaction,
  acted: readonly StaffActionsOn[],
  nowMs: number,
): Promise<void> {
  const logged = acted.filter(
    ({ quizSubmission, actions }) => quizSubmission.userId !== null && actions.length > 0,
  );
  if (logged.length === 0) return;
  const by = await acting(transaction);
  const at = wireTimeMs(nowMs);
  const events = logged.flatMap(({ quizSubmission, actions }) =>
    actions.map(({ eventType, details }) => ({
      quizSubmissionId: quizSubmission.id,
      attempt: quizSubmission.attempt,
      eventType,
      eventData: JSON.stringify({ by, at, ...details }),
      createdAtMs: receivedAtMs(nowMs, quizSubmission.startedAtMs),
      source: 'staff' as const,
    })),
  );
  await insertOwnEvents(transaction, events);
}

/** Tells again in the log of `begun` what was granted since `before`, the attempt that it follows, was over, if it ever was. */
export async function logEarlierGrants(
  transaction: Query,
  before: Pick<QuizSubmission, 'id' | 'attempt' | 'finishedAtMs'>,
  begun: Pick<QuizSubmission, 'attempt' | 'startedAtMs'>,
  nowMs: number,
): Promise<void> {
  const events = await listStaffEvents(transaction, before, before.finishedAtMs ?? 0);
  const grants = events.filter(({ eventType }) => eventType !== 'score_changed');
  await insertOwnEvents(
    transaction,
    grants.map(({ eventType, eventData }) => ({
      quizSubmissionId: before.id,
      attempt: begun.attempt,
      eventType,
      eventData,
      createdAtMs: receivedAtMs(nowMs, begun.startedAtMs),
      source: 'staff' as const,
    })),
  );
}

async function acting(transaction: Transaction): Promise<{ id: number; name: string | null } | null> {
  const { cause } = transaction;
  if (isJob(cause)) return null;
  const person = await findUserWithLogin(transaction, cause.userId);
  return { id: cause.userId, name: person?.user.name ?? null };
}
