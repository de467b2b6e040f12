// A running attempt as its taker's page shows it: the state of every question, and the contents of those that may be seen.

import type { Answer, AnswerSheet } from '../../model/answer-sheet.ts';
import type { Attachment } from '../../model/attachment.ts';
import { attemptLimitAtMs } from '../../model/attempt-times.ts';
import type { FrozenQuestion } from '../../model/question-data.ts';
import { fullAnswer } from '../../model/questions/answer-forms.ts';
import { fileIdsOf } from '../../model/questions/answers/files.ts';
import { isNoAnswer } from '../../model/questions/given-answer.ts';
import {
  type PageQuestion,
  type PageQuestionType,
  pageQuestion,
  pageQuestionType,
} from '../../model/questions/page-question.ts';
import type { Quiz } from '../../model/quiz.ts';
import type { QuizSubmission } from '../../model/quiz-submission.ts';
import { notFound } from '../../model/refusal.ts';
import type { Query } from '../../store/database.ts';
import { attemptFiles } from '../files/attempt-files.ts';
import { attemptContents } from './attempt-contents.ts';
import { blankKey } from './blank-key.ts';

export interface RunningView {
  quizSubmission: QuizSubmission;
  startedAtMs: number;
  /** When the server hands it in by itself: at its end or, where the timer hands nothing in, later; null for never. */
  closesAtMs: number | null;
  /** All of them, in the order of the attempt. */
  questions: QuestionState[];
  /** Those that may be seen now. */
  shown: ShownQuestion[];
}

export interface QuestionState {
  id: number;
  /** From 1; null for what is only text. */
  number: number | null;
  questionType: PageQuestionType;
  pointsPossible: number;
  isAnswered: boolean;
  isFlagged: boolean;
  /** Left behind in a quiz that cannot go back. */
  isClosed: boolean;
}

export interface ShownQuestion {
  question: PageQuestion;
  answer: Answer;
  /** Of an upload question: those that the answer names. */
  files: Attachment[];
}

/**
 * Of a quiz of single questions one is shown: `questionId`, or the first that is not closed. In one that cannot go back it is
 * always the first that is not closed, so that nobody sees a question before those ahead of it are final. Raises not_found
 * for an id that the attempt does not have.
 */
export async function viewRunning(
  query: Query,
  quiz: Quiz,
  quizSubmission: QuizSubmission,
  questionId: number | null,
): Promise<RunningView> {
  const { startedAtMs } = quizSubmission;
  if (startedAtMs === null) throw new Error(`running quiz submission ${quizSubmission.id} never began`);
  const { questions, sheet } = await attemptContents(query, quizSubmission);
  const states = questions.map((question) => stateOf(quiz, question, sheet));
  const visible = quiz.oneQuestionAtATime === 1 ? [oneToShow(quiz, states, questionId)] : states;
  const ids = new Set(visible.map((state) => state?.id));
  const shown = questions.filter(({ id }) => ids.has(id));
  return {
    quizSubmission,
    startedAtMs,
    closesAtMs: attemptLimitAtMs(quiz, quizSubmission),
    questions: states,
    shown: await shownQuestions(query, quizSubmission, shown, sheet),
  };
}

/** With what was put down in the attempt that `quizSubmission` shows, in the order given. */
export async function shownQuestions(
  query: Query,
  quizSubmission: Pick<QuizSubmission, 'id' | 'attempt'>,
  questions: readonly FrozenQuestion[],
  sheet: Readonly<AnswerSheet>,
): Promise<ShownQuestion[]> {
  const answered = questions.map((question) => {
    const answer = fullAnswer(question, sheet[question.id]?.answer);
    const isUpload = question.question_type === 'file_upload_question';
    return { question, answer, fileIds: isUpload ? fileIdsOf(answer) : [] };
  });
  const hasFiles = answered.some(({ fileIds }) => fileIds.length > 0);
  const files = hasFiles ? await attemptFiles(query, quizSubmission) : new Map<number, Attachment>();
  return answered.map(({ question, answer, fileIds }) => ({
    question: pageQuestion(question, blankKey),
    answer,
    files: fileIds.flatMap((id) => files.get(Number(id)) ?? []),
  }));
}

export function questionNumber({ question_type, position }: FrozenQuestion): number | null {
  return question_type === 'text_only_question' ? null : position;
}

function stateOf(quiz: Quiz, question: FrozenQuestion, sheet: Readonly<AnswerSheet>): QuestionState {
  const entry = sheet[question.id];
  return {
    id: question.id,
    number: questionNumber(question),
    questionType: pageQuestionType(question),
    pointsPossible: question.points_possible,
    isAnswered: !isNoAnswer(fullAnswer(question, entry?.answer)),
    isFlagged: entry?.flagged === true,
    isClosed: quiz.cantGoBack === 1 && entry?.read === true,
  };
}

function oneToShow(
  quiz: Quiz,
  states: readonly QuestionState[],
  questionId: number | null,
): QuestionState | undefined {
  const asked = states.find(({ id }) => id === questionId);
  if (questionId !== null && asked === undefined) throw notFound();
  const next = states.find(({ isClosed }) => !isClosed);
  return quiz.cantGoBack === 1 ? next : (asked ?? next);
}
