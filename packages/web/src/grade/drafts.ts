// What a grader has put down and not saved yet: which of it is a change, and what it makes of the score. Pure.

import type { ResultQuestion } from '../api/taking.ts';
import type { Grading, Scores } from './grade-api.ts';

/** As typed. */
export interface Draft {
  score: string;
  comment: string;
}

export interface Drafts {
  /** By question. */
  questions: ReadonlyMap<number, Draft>;
  fudgePoints: string;
}

const number = /^[+-]?(?:\d+|\d*[.,]\d+)$/;

export function draftOf({ points, comment }: Pick<ResultQuestion, 'points' | 'comment'>): Draft {
  return { score: points === null ? '' : String(points), comment: comment ?? '' };
}

export function draftsOf({ questions, attempt }: Pick<Grading, 'questions' | 'attempt'>): Drafts {
  return {
    questions: new Map(questions.map((question) => [question.id, draftOf(question)])),
    fudgePoints: attempt.fudge_points === null ? '' : String(attempt.fudge_points),
  };
}

/** After `sent` was saved and came back as `saved`: what was typed meanwhile stays. */
export function rebased(now: Drafts, sent: Drafts, saved: Drafts): Drafts {
  const questions = new Map(saved.questions);
  for (const [id, draft] of now.questions) if (draft !== sent.questions.get(id)) questions.set(id, draft);
  return {
    questions,
    fudgePoints: now.fudgePoints === sent.fudgePoints ? saved.fudgePoints : now.fudgePoints,
  };
}

/** Why the text is no score; null when it is one. `before` is what is saved, null for nothing. */
export function faultOf(text: string, before: number | null): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return before === null ? null : 'A score cannot be taken away: give 0 instead.';
  return number.test(trimmed) ? null : 'Type a number of points.';
}

/** Only what is another than what is saved, so that it does not undo what somebody else does meanwhile. */
export function changesOf(grading: Pick<Grading, 'questions' | 'attempt'>, drafts: Drafts): Scores | null {
  const questions: Scores['questions'] = {};
  for (const question of grading.questions) {
    const draft = drafts.questions.get(question.id);
    if (draft === undefined) continue;
    const before = draftOf(question);
    const change = {
      ...(isChanged(draft.score, question.points) ? { score: pointsIn(draft.score) } : {}),
      ...(draft.comment === before.comment ? {} : { comment: draft.comment }),
    };
    if (Object.keys(change).length > 0) questions[question.id] = change;
  }
  const fudge = isChanged(drafts.fudgePoints, grading.attempt.fudge_points)
    ? { fudge_points: pointsIn(drafts.fudgePoints) }
    : {};
  const scores = { ...fudge, questions };
  return Object.keys(questions).length === 0 && !('fudge_points' in fudge) ? null : scores;
}

export function hasFaults(grading: Pick<Grading, 'questions' | 'attempt'>, drafts: Drafts): boolean {
  return (
    faultOf(drafts.fudgePoints, grading.attempt.fudge_points) !== null ||
    grading.questions.some(
      ({ id, points }) => faultOf(drafts.questions.get(id)?.score ?? '', points) !== null,
    )
  );
}

/** The score of the attempt once all of it is saved, as far as it can be known before. */
export function scoreAfter(
  { questions, attempt }: Pick<Grading, 'questions' | 'attempt'>,
  drafts: Drafts,
): number {
  const moved = questions.reduce((sum, { id, points }) => {
    const text = drafts.questions.get(id)?.score ?? '';
    return isChanged(text, points) ? sum + pointsIn(text) - (points ?? 0) : sum;
  }, 0);
  const fudge = isChanged(drafts.fudgePoints, attempt.fudge_points)
    ? pointsIn(drafts.fudgePoints) - (attempt.fudge_points ?? 0)
    : 0;
  return (attempt.score ?? 0) + moved + fudge;
}

function isChanged(text: string, before: number | null): boolean {
  return text.trim() !== '' && faultOf(text, before) === null && pointsIn(text) !== before;
}

function pointsIn(text: string): number {
  return Number(text.trim().replace(',', '.'));
}
