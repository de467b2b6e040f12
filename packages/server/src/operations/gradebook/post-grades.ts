// A grader shows students their grades of an assignment, or hides them again.

import type { Assignment } from '../../model/assignment.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { CourseSection } from '../../model/course.ts';
import type { Progress } from '../../model/progress.ts';
import { wireTime } from '../../model/time.ts';
import type { AnnouncingDatabase } from '../announcing/announcing-database.ts';
import { recordFinishedJob } from './finished-progress.ts';
import { type PostSelection, selectToPost } from './post-selection.ts';
import { recomputeCourseScores } from './recompute-course-scores.ts';
import { saveSubmissions } from './save-submission.ts';

export interface PostedGrades {
  assignment: Assignment;
  /** Those named; null when none were. */
  sections: CourseSection[] | null;
  progress: Progress;
}

export interface PostGrades {
  /**
   * Every chosen submission counts as posted now, also those without a grade; course scores follow. Raises not_found, also
   * without the right, and declined in Canvas's words. Canvas: core reference §11.
   */
  post(caller: Caller, selection: PostSelection): Promise<PostedGrades>;
  /** As `post`, the other way. */
  hide(caller: Caller, selection: PostSelection): Promise<PostedGrades>;
}

export function postGrades(database: AnnouncingDatabase, clock: Clock): PostGrades {
  return {
    post: (caller, selection) => {
      const nowMs = clock();
      return change(caller, selection, nowMs, nowMs);
    },
    hide: (caller, selection) => change(caller, selection, null, clock()),
  };

  function change(
    caller: Caller,
    selection: PostSelection,
    postedAtMs: number | null,
    nowMs: number,
  ): Promise<PostedGrades> {
    const act = postedAtMs === null ? 'hidden' : 'posted';
    return database.transaction(caller, async (transaction) => {
      const selected = await selectToPost(transaction, caller, selection, act, nowMs);
      const { standing, assignment, sections, submissions } = selected;
      await saveSubmissions(
        transaction,
        submissions.map((before) => ({ assignment, before, changes: { postedAtMs }, reason: 'posting' })),
        nowMs,
      );
      const userIds = submissions.map(({ userId }) => userId);
      await recomputeCourseScores(transaction, standing.course, userIds, nowMs);
      const progress = await recordFinishedJob(
        transaction,
        {
          courseId: assignment.courseId,
          userId: caller.userId,
          tag: tagOf(selection, act),
          failure: null,
          results: { assignment_id: assignment.id, posted_at: wireTime(postedAtMs), user_ids: userIds },
        },
        nowMs,
      );
      return { assignment, sections, progress };
    });
  }
}

function tagOf({ isBySections }: PostSelection, act: 'posted' | 'hidden'): string {
  const verb = act === 'posted' ? 'post' : 'hide';
  return `${verb}_assignment_grades${isBySections ? '_for_sections' : ''}`;
}
