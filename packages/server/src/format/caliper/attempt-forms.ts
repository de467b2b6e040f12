// An attempt at a quiz starts and is handed in.

import { type Assessment, type Attempt, type CaliperEvent, duration } from '@quizwire/caliper';
import { parseTime } from '../../model/time.ts';
import type { QuizAttemptKey } from './names.ts';
import { commonKeys, person, type Told } from './told.ts';
import { caliperTime, countOf, numberOf, textOf, type Values } from './values.ts';

export function attemptStarted(told: Told): CaliperEvent[] | null {
  return attemptEvent(told, 'Started', {});
}

/** By whoever took it. */
export function quizSubmitted(told: Told): CaliperEvent[] | null {
  return attemptEvent(told, 'Submitted', {});
}

/** Caliper: the actor stays the taker; that the server did it is an extension. */
export function attemptClosed(told: Told): CaliperEvent[] | null {
  return attemptEvent(told, 'Submitted', { closed_by_server: true });
}

function attemptEvent(told: Told, action: 'Started' | 'Submitted', more: Values): CaliperEvent[] | null {
  const taken = takenAttempt(told);
  if (taken === null) return null;
  const { takerId, assessment, attempt, isPreview } = taken;
  return [
    {
      ...commonKeys(told, { ...more, is_preview: isPreview || undefined, score: told.details.score }),
      type: 'AssessmentEvent',
      actor: person(told, takerId),
      action,
      object: assessment,
      generated: action === 'Started' ? { ...attempt, endedAtTime: undefined, duration: undefined } : attempt,
    },
  ];
}

export interface Taken {
  key: QuizAttemptKey;
  takerId: string;
  assessment: Assessment;
  attempt: Attempt;
  isPreview: boolean;
}

/** What our own events of attempts say in their details, or Canvas's `quiz_submitted` in its body and metadata. */
export function takenAttempt({ names, details, body, courseId = '', userId }: Told): Taken | null {
  const quizId = names.id(details.quiz_id ?? body.quiz_id);
  const quizSubmissionId = names.id(details.quiz_submission_id ?? body.submission_id);
  const takerId = names.id(details.user_id) ?? userId;
  if (quizId === undefined || quizSubmissionId === undefined || takerId === undefined) return null;
  const key = { courseId, quizId, quizSubmissionId, attempt: countOf(details.attempt) };
  const quizIri = names.quiz(courseId, quizId);
  const startedAtMs = parseTime(details.started_at);
  const endedAtMs = parseTime(details.finished_at);
  const spentMs = startedAtMs === null || endedAtMs === null ? -1 : endedAtMs - startedAtMs;
  return {
    key,
    takerId,
    isPreview: details.is_preview === true,
    assessment: {
      id: quizIri,
      type: 'Assessment',
      name: textOf(details.quiz_title),
      maxScore: numberOf(details.points_possible),
    },
    attempt: {
      id: names.quizAttempt(key),
      type: 'Attempt',
      assignee: names.user(takerId),
      assignable: quizIri,
      count: key.attempt,
      startedAtTime: startedAtMs === null ? undefined : caliperTime(startedAtMs),
      endedAtTime: endedAtMs === null ? undefined : caliperTime(endedAtMs),
      duration: spentMs >= 0 ? duration(spentMs) : undefined,
    },
  };
}
