// The web page's form: whose attempt it is about, and what of it counts. Canvas: quiz reference §2.11.

import type { AnswerSheet } from '../../model/answer-sheet.ts';
import type { PageSession } from '../../model/page-clock.ts';
import { hasCourseRight } from '../../model/policy.ts';
import { sheetOfForm } from '../../model/questions/sheet-of-form.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import type { Query } from '../../store/database.ts';
import { findQuizSubmissionOf } from '../../store/quiz-submissions.ts';
import { isSameSecret } from '../access/same-secret.ts';
import type { QuizStanding } from '../quizzes/quiz-standing.ts';
import type { AttemptContents } from './attempt-contents.ts';
import { blankKey } from './blank-key.ts';

export interface PostedForm {
  /** Every field of it, by name. */
  fields: Readonly<Record<string, unknown>>;
  validationToken: string | null;
  /** The attempt that the page shows; null when the form does not say. */
  attempt: number | null;
  /** It asks for the caller's preview; granted to editors. */
  isPreview: boolean;
  /** What the page says of itself; null when it says nothing. */
  pageSession: PageSession | null;
  /** The page's wall clock when it sent the form, if it said. */
  sentAtMs: number | null;
  /** The address they call from. */
  ip: string;
}

/** What the caller has on the quiz: their preview when an editor asks for that. Locked for change; undefined without. */
export async function formQuizSubmission(
  transaction: Query,
  standing: QuizStanding,
  form: Pick<PostedForm, 'isPreview'>,
  nowMs: number,
): Promise<QuizSubmission | undefined> {
  const { caller, quiz } = standing;
  const isPreview = form.isPreview && hasCourseRight(standing, 'manage_assignments', nowMs);
  const taker = isPreview ? { previewUserId: caller.userId } : { userId: caller.userId };
  return findQuizSubmissionOf(transaction, quiz.id, taker, 'change');
}

/** Canvas: previews need no token. */
export function hasToken(quizSubmission: QuizSubmission, form: Pick<PostedForm, 'validationToken'>): boolean {
  if (quizSubmission.workflowState === 'preview') return true;
  return isSameSecret(form.validationToken, quizSubmission.validationToken);
}

/** What the form puts down. In a quiz that cannot go back, questions that were read are final. */
export function formAnswers(
  quiz: Pick<Quiz, 'cantGoBack'>,
  { questions, sheet }: AttemptContents,
  { fields }: Pick<PostedForm, 'fields'>,
  sanitise: (html: string) => string,
): AnswerSheet {
  const asked = sheetOfForm(questions, fields, blankKey, sanitise, sheet);
  if (quiz.cantGoBack === 0) return asked;
  return Object.fromEntries(Object.entries(asked).filter(([id]) => sheet[id]?.read !== true));
}
