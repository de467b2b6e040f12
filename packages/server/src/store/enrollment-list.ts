// Lists of enrollments: selection, order and paging.

import { sql } from 'kysely';
import { rootAccountId } from '../model/account.ts';
import type { Enrollment, EnrollmentState, EnrollmentType } from '../model/enrollment.ts';
import type { RosterView } from '../model/roster-policy.ts';
import type { Query } from './database.ts';

/** What is null does not limit; an empty list leaves nothing. */
export interface EnrollmentSelection {
  /** Among these. */
  ids: readonly number[] | null;
  courseId: number | null;
  courseSectionId: number | null;
  userIds: readonly number[] | null;
  /** Of observers of these. */
  associatedUserIds: readonly number[] | null;
  types: readonly EnrollmentType[] | null;
  states: readonly EnrollmentState[] | null;
  sisUserIds: readonly string[] | null;
  sisCourseIds: readonly string[] | null;
  sisSectionIds: readonly string[] | null;
  sisAccountIds: readonly string[] | null;
  /** Whom the viewer sees beside themselves. */
  view: Pick<RosterView, 'sectionIds' | 'observedIds'> & { viewerId: number };
}

/** Canvas: by type, sortable name without regard to case, and id. Of living people in courses that are not deleted. */
export async function listEnrollments(
  query: Query,
  selection: EnrollmentSelection,
  limit: number,
  offset: number,
): Promise<Enrollment[]> {
  const { ids, courseId, courseSectionId, userIds, associatedUserIds, types, states, view } = selection;
  let enrollments = query
    .selectFrom('enrollments')
    .innerJoin('users', 'users.id', 'enrollments.userId')
    .innerJoin('courses', 'courses.id', 'enrollments.courseId')
    .innerJoin('courseSections', 'courseSections.id', 'enrollments.courseSectionId')
    .selectAll('enrollments')
    .where('users.workflowState', '<>', 'deleted')
    .where('courses.workflowState', '<>', 'deleted');
  if (ids !== null) enrollments = enrollments.where('enrollments.id', 'in', orNothing(ids));
  if (courseId !== null) enrollments = enrollments.where('enrollments.courseId', '=', courseId);
  if (courseSectionId !== null)
    enrollments = enrollments.where('enrollments.courseSectionId', '=', courseSectionId);
  if (userIds !== null) enrollments = enrollments.where('enrollments.userId', 'in', orNothing(userIds));
  if (associatedUserIds !== null) {
    enrollments = enrollments.where('enrollments.associatedUserId', 'in', orNothing(associatedUserIds));
  }
  if (types !== null) enrollments = enrollments.where('enrollments.type', 'in', orNoText(types));
  if (states !== null) enrollments = enrollments.where('enrollments.workflowState', 'in', orNoText(states));
  if (view.sectionIds !== null || view.observedIds !== null) {
    const { viewerId, sectionIds, observedIds } = view;
    enrollments = enrollments.where((where) => {
      const own = where('enrollments.userId', '=', viewerId);
      const seen = [];
      if (sectionIds !== null) seen.push(where('enrollments.courseSectionId', 'in', orNothing(sectionIds)));
      if (observedIds !== null) {
        seen.push(
          where('enrollments.userId', 'in', orNothing(observedIds)),
          where('enrollments.type', '=', 'StudentEnrollment'),
        );
      }
      return where.or([own, where.and(seen)]);
    });
  }
  const { sisUserIds, sisCourseIds, sisSectionIds, sisAccountIds } = selection;
  if (sisUserIds !== null) {
    enrollments = enrollments.where('enrollments.userId', 'in', (where) =>
      where
        .selectFrom('pseudonyms')
        .select('userId')
        .where('accountId', '=', rootAccountId)
        .where('sisUserId', 'in', orNoText(sisUserIds)),
    );
  }
  if (sisCourseIds !== null)
    enrollments = enrollments.where('courses.sisCourseId', 'in', orNoText(sisCourseIds));
  if (sisSectionIds !== null) {
    enrollments = enrollments.where('courseSections.sisSectionId', 'in', orNoText(sisSectionIds));
  }
  if (sisAccountIds !== null) {
    enrollments = enrollments.where('courses.accountId', 'in', (where) =>
      where.selectFrom('accounts').select('id').where('sisAccountId', 'in', orNoText(sisAccountIds)),
    );
  }
  return enrollments
    .orderBy('enrollments.type')
    .orderBy(sql`lower(users.sortable_name)`)
    .orderBy('enrollments.id')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** PostgreSQL takes no empty list; nothing has this id. */
function orNothing(ids: readonly number[]): readonly number[] {
  return ids.length === 0 ? [0] : ids;
}

function orNoText<Text extends string>(texts: readonly Text[]): readonly Text[] {
  return texts.length === 0 ? ['' as Text] : texts;
}
