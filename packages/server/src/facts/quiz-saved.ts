// quiz_created and quiz_updated. Title, description, points, dates and publication are not among what announces an update:
// they surface as assignment_updated. Canvas: live events reference §3.8.

import type { Course } from '../model/course.ts';
import type { Quiz } from '../model/quiz.ts';
import { wireTime, wireTimeMs } from '../model/time.ts';
import type { EventName } from './event-names.ts';
import type { Fact } from './fact.ts';

type Context = Pick<Course, 'id' | 'uuid'>;

const announcedColumns = [
  'accessCode',
  'allowedAttempts',
  'anonymousSubmissions',
  'cantGoBack',
  'disableTimerAutosubmission',
  'hideCorrectAnswersAtMs',
  'hideResults',
  'ipFilter',
  'oneQuestionAtATime',
  'oneTimeResults',
  'requireLockdownBrowser',
  'scoringPolicy',
  'showCorrectAnswers',
  'showCorrectAnswersAtMs',
  'showCorrectAnswersLastAttempt',
  'shuffleAnswers',
  'timeLimitMinutes',
] as const satisfies readonly (keyof Quiz)[];

export function quizCreated(course: Context, quiz: Quiz): Fact {
  return quizFact('quiz_created', course, quiz);
}

/** Null unless one of the columns changed that Canvas watches. */
export function quizUpdated(course: Context, before: Quiz, after: Quiz): Fact | null {
  const isAnnounced = announcedColumns.some((column) => before[column] !== after[column]);
  return isAnnounced ? quizFact('quiz_updated', course, after) : null;
}

function quizFact(eventName: EventName, course: Context, quiz: Quiz): Fact {
  return {
    eventName,
    courseId: course.id,
    assignmentId: quiz.assignmentId,
    userId: null,
    body: {
      quiz_id: quiz.id,
      context_id: course.id,
      assignment_id: quiz.assignmentId,
      context_type: 'Course',
      context_uuid: course.uuid,
      title: quiz.title,
      description: quiz.description,
      quiz_type: quiz.quizType,
      points_possible: quiz.pointsPossible,
      due_at: wireTime(quiz.dueAtMs),
      lock_at: wireTime(quiz.lockAtMs),
      unlock_at: wireTime(quiz.unlockAtMs),
      show_correct_answers_at: wireTime(quiz.showCorrectAnswersAtMs),
      hide_correct_answers_at: wireTime(quiz.hideCorrectAnswersAtMs),
      time_limit: quiz.timeLimitMinutes,
      // Whether there is one, never which.
      access_code: quiz.accessCode !== null,
      ip_filter: quiz.ipFilter,
      allowed_attempts: quiz.allowedAttempts,
      scoring_policy: quiz.scoringPolicy,
      hide_results: quiz.hideResults,
      shuffle_answers: quiz.shuffleAnswers === 1,
      show_correct_answers: quiz.showCorrectAnswers === 1,
      show_correct_answers_last_attempt: quiz.showCorrectAnswersLastAttempt === 1,
      one_question_at_a_time: quiz.oneQuestionAtATime === 1,
      cant_go_back: quiz.cantGoBack === 1,
      one_time_results: quiz.oneTimeResults === 1,
      anonymous_submissions: quiz.anonymousSubmissions === 1,
      require_lockdown_browser: quiz.requireLockdownBrowser === 1,
      require_lockdown_browser_for_results: false,
      disable_timer_autosubmission: quiz.disableTimerAutosubmission === 1,
      only_visible_to_overrides: quiz.onlyVisibleToOverrides === 1,
      workflow_state: quiz.workflowState,
      updated_at: wireTime(quiz.updatedAtMs),
    },
    details: { created_at: wireTimeMs(quiz.createdAtMs) },
  };
}
