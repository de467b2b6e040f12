// Scores and comments that a teacher posts for one attempt. Canvas: quiz reference §2.9.

import { Type } from 'typebox';
import { isRecord, scalarText } from '../../model/loose-value.ts';
import { answerCommentCharsMax, quizPointsMax } from '../../model/quiz-limits.ts';
import { declined, malformed } from '../../model/refusal.ts';
import type { AttemptScores, ScoringAsked } from '../../operations/attempts/score-attempt.ts';
import { leadingInteger } from '../canvas-wire/ids.ts';
import { leadingDecimal } from '../canvas-wire/leading-decimal.ts';
import { isPresent, objectParam, stringParam } from '../canvas-wire/params.ts';

type Parameters = Record<string, unknown>;
type Scores = AttemptScores['questions'];

const leaf = (description: string) => Type.Optional(Type.Unknown({ description }));

export const postedScores = Type.Object({
  quiz_submissions: Type.Optional(
    Type.Unknown({
      description:
        'A list of one: `{"attempt", "fudge_points", "questions": {"<question id>": {"score", "comment"}}}`; what is ' +
        'missing or null stays, an empty comment takes the comment away',
    }),
  ),
  include: leaf('`include[]=submission`, `quiz`, `user`: these records too, and `meta`'),
});

/** Canvas: the first of the list counts; null when there is none. Raises declined and malformed. */
export function scoringOf({ quiz_submissions: items }: Parameters): ScoringAsked | null {
  if (!Array.isArray(items)) throw declined('bad_request', 'missing required key :quiz_submissions');
  const first: unknown = items[0];
  if (!isPresent(first)) return null;
  const item = objectParam(first, 'quiz_submissions[0]') ?? {};
  const attempt = scalarText(isPresent(item.attempt) ? item.attempt : undefined);
  return {
    attempt: attempt === undefined ? null : leadingInteger(attempt),
    readScores: () => ({
      fudgePoints: fudgePointsOf(item.fudge_points),
      questions: questionsOf(item.questions),
    }),
  };
}

function fudgePointsOf(value: unknown): number | undefined {
  if (isBlankGiven(value)) return undefined;
  const points = pointsOf(value);
  if (points === undefined) {
    throw malformed(`quiz_submissions[0][fudge_points] must be a number of at most ${quizPointsMax}`);
  }
  return points;
}

/** Canvas: what is no object is passed over. */
function questionsOf(value: unknown): Scores {
  const questions = new Map<number, { score?: number; comment?: string }>();
  if (!isRecord(value)) return questions;
  for (const [id, asked] of Object.entries(value)) {
    const name = `quiz_submissions[0][questions][${id}]`;
    const { score, comment } = objectParam(asked, name) ?? {};
    const change = {
      ...(isBlankGiven(score) ? {} : { score: scoreOf(score) }),
      ...(comment === undefined || comment === null ? {} : { comment: commentOf(comment, name) }),
    };
    if (Object.keys(change).length > 0) questions.set(leadingInteger(id), change);
  }
  return questions;
}

function scoreOf(value: unknown): number {
  const points = pointsOf(value);
  if (points === undefined) throw declined('bad_request', 'question score must be an unsigned decimal');
  return points;
}

function commentOf(value: unknown, name: string): string {
  return stringParam(value, `${name}[comment]`, answerCommentCharsMax) ?? '';
}

/** Canvas: text that is no number counts as 0. Undefined for what is no single value, and beyond all bounds. */
function pointsOf(value: unknown): number | undefined {
  const points = typeof value === 'string' ? leadingDecimal(value) : value;
  return typeof points === 'number' && Math.abs(points) <= quizPointsMax ? points : undefined;
}

/** As Rails has it: nothing, null, false, space, an empty list or object. */
function isBlankGiven(value: unknown): boolean {
  if (!isPresent(value)) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
