// What the log of a running attempt says, for Caliper: its quiz page was opened, left or come back to, questions were seen,
// flagged, answered. Canvas announces nothing of it. Only what makes a difference is announced, never a repetition.

import type { Answer, AnswerSheet } from '../model/answer-sheet.ts';
import type { AttemptProgress } from '../model/attempt-progress.ts';
import { flagOf, questionIdOf, recordsOf, viewedIdsOf } from '../model/event-records.ts';
import type { FrozenQuestion } from '../model/question-data.ts';
import { fullAnswer } from '../model/questions/answer-forms.ts';
import { chosenTexts, isNoAnswer } from '../model/questions/given-answer.ts';
import { announcedAtMs, type QuizEvent, type TimedQuizEvent } from '../model/quiz-event.ts';
import type { TakenAttempt } from '../model/taken-attempt.ts';
import { wireTimeMs } from '../model/time.ts';
import type { Fact, FactBody, FactValue } from './fact.ts';
import { cutText } from './message-text.ts';

/** Types of events that may be announced. What pages say of answers is not: the server's own word on them is. */
export const announcedEventTypes = [
  'session_started',
  'page_blurred',
  'page_focused',
  'question_viewed',
  'question_flagged',
  'question_answered',
] as const;

/** Of these the questions need not be known. */
const aboutThePage: ReadonlySet<string | null> = new Set(['session_started', 'page_blurred', 'page_focused']);

export function isAboutQuestions({ eventType }: Pick<QuizEvent, 'eventType'>): boolean {
  return !aboutThePage.has(eventType);
}

export interface Recorded {
  /** Null when the event makes no difference. */
  fact: Fact | null;
  /** What the attempt has come to with it; the very same when that is what it had come to. */
  progress: AttemptProgress;
}

/**
 * Takes the events of an attempt one after the other, in the order in which they were stored. Question ids are texts, and
 * never global; other ids are. What pages claim of questions that the attempt does not have is passed over.
 */
export function quizEventRecorded(
  taken: TakenAttempt,
  questions: readonly FrozenQuestion[],
  event: TimedQuizEvent,
  progress: AttemptProgress,
): Recorded {
  const step = stepOf(questions, event, progress);
  if (step === null) return { fact: null, progress };
  const fact = factOf(taken, { event_type: event.eventType, quiz_event_id: event.id, ...step.details });
  return {
    fact: { ...fact, eventTimeMs: announcedAtMs(event, taken.startedAtMs) },
    progress: step.progress,
  };
}

/** Questions that have no answer when their attempt is handed in, seen or not; null when all have one. */
export function questionsSkipped(
  taken: TakenAttempt,
  questions: readonly FrozenQuestion[],
  sheet: Readonly<AnswerSheet>,
  handedInAtMs: number,
): Fact | null {
  const skipped = questions.filter(
    (question) => isItem(question) && isNoAnswer(fullAnswer(question, sheet[question.id]?.answer)),
  );
  if (skipped.length === 0) return null;
  const fact = factOf(taken, { event_type: 'questions_skipped', questions: skipped.map(itemKeys) });
  return { ...fact, eventTimeMs: handedInAtMs };
}

interface Step {
  details: FactBody;
  progress: AttemptProgress;
}

function stepOf(
  questions: readonly FrozenQuestion[],
  event: QuizEvent,
  progress: AttemptProgress,
): Step | null {
  const items = new Map(questions.filter(isItem).map((question) => [question.id, question]));
  switch (event.eventType) {
    case 'session_started':
    case 'page_blurred':
    case 'page_focused':
      return { details: {}, progress };
    case 'question_viewed':
      return viewed(items, event, progress);
    case 'question_flagged':
      return flagged(items, event, progress);
    case 'question_answered':
      return event.source === 'server' ? answered(items, event, progress) : null;
    default:
      return null;
  }
}

type Items = ReadonlyMap<number, FrozenQuestion>;

/** Of several that come into sight at once the first is the one that was turned to. */
function viewed(items: Items, { eventData }: QuizEvent, progress: AttemptProgress): Step | null {
  const seen = viewedIdsOf(eventData).flatMap((id) => items.get(id) ?? []);
  const [first] = seen;
  if (first === undefined) return null;
  const seenBefore = new Set(progress.viewed);
  const fresh = seen.filter(({ id }) => !seenBefore.has(id));
  const previous = progress.last === null ? undefined : items.get(progress.last);
  return {
    details: {
      questions: seen.map((question) => ({
        ...itemKeys(question),
        is_first_view: !seenBefore.has(question.id),
      })),
      previous_question: previous === undefined || previous.id === first.id ? null : itemKeys(previous),
      is_turned_to: first.id !== progress.last,
    },
    progress: {
      ...progress,
      viewed: fresh.length === 0 ? progress.viewed : [...progress.viewed, ...fresh.map(({ id }) => id)],
      last: first.id,
    },
  };
}

function flagged(items: Items, { id, eventData }: QuizEvent, progress: AttemptProgress): Step | null {
  for (const record of recordsOf(eventData)) {
    const question = items.get(questionIdOf(record) ?? Number.NaN);
    const flag = flagOf(record);
    if (question === undefined || flag === undefined) continue;
    const { [question.id]: flaggedBy, ...others } = progress.flagged;
    if ((flaggedBy !== undefined) === flag) return null;
    return {
      // The flag is named by the event that set it, also when it is taken off.
      details: { question: itemKeys(question), flagged: flag, flag_id: flaggedBy ?? id },
      progress: { ...progress, flagged: flag ? { ...others, [question.id]: id } : others },
    };
  }
  return null;
}

/** The log has an answer when it differs from the one before; the first mention of a question may be of none. */
function answered(items: Items, { eventData }: QuizEvent, progress: AttemptProgress): Step | null {
  const answeredIds = new Set(progress.answered);
  const answers: FactValue[] = [];
  for (const record of recordsOf(eventData)) {
    const question = items.get(questionIdOf(record) ?? Number.NaN);
    if (question === undefined) continue;
    const answer = record.answer as Answer;
    const isCleared = isNoAnswer(answer);
    if (isCleared && !answeredIds.has(question.id)) continue;
    if (isCleared) answeredIds.delete(question.id);
    else answeredIds.add(question.id);
    answers.push({
      ...itemKeys(question),
      is_cleared: isCleared,
      answer: typeof answer === 'string' ? cutText(answer) : answer,
      chosen: isCleared ? null : chosenTexts(question, answer),
    });
  }
  if (answers.length === 0) return null;
  return { details: { answers }, progress: { ...progress, answered: [...answeredIds] } };
}

/** Text between questions is none. */
function isItem({ question_type }: FrozenQuestion): boolean {
  return question_type !== 'text_only_question';
}

function itemKeys({ id, question_type, position, points_possible }: FrozenQuestion): FactBody {
  return { question_id: String(id), question_type, position, points_possible };
}

function factOf(taken: TakenAttempt, details: FactBody): Fact {
  const takerId = taken.userId ?? taken.previewUserId;
  return {
    eventName: 'quizwire.quiz_event_recorded',
    courseId: taken.courseId,
    assignmentId: taken.assignmentId,
    userId: takerId,
    body: {},
    details: {
      quiz_submission_id: taken.quizSubmissionId,
      quiz_id: taken.quizId,
      assignment_id: taken.assignmentId,
      course_id: taken.courseId,
      user_id: takerId,
      attempt: taken.attempt,
      started_at: wireTimeMs(taken.startedAtMs),
      quiz_title: taken.title,
      points_possible: taken.pointsPossible,
      is_preview: taken.previewUserId !== null,
      ...details,
    },
  };
}
