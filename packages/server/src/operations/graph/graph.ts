// Everything that GraphQL reads, for one caller: many things at once, so that a level of a query costs a few statements
// however many nodes it has. What the caller may not see is not there.

import type { AssignmentGroup } from '../../model/assignment.ts';
import type { Caller } from '../../model/caller.ts';
import type { Clock } from '../../model/clock.ts';
import type { Lookup } from '../../model/lookup.ts';
import type { Quiz } from '../../model/quiz.ts';
import { findAccountId } from '../../store/accounts.ts';
import type { AssignmentPagesSelection } from '../../store/assignment-pages.ts';
import { findAssignmentIdBySis } from '../../store/assignments.ts';
import { findCourseId } from '../../store/courses.ts';
import type { Database } from '../../store/database.ts';
import type { SubmissionOrdering } from '../../store/submission-pages.ts';
import type { EnrollmentView } from '../courses/describe-enrollments.ts';
import type { SubmissionView } from '../gradebook/submission-view.ts';
import {
  type AssignmentsWanted,
  type SeenAssignment,
  seeAssignmentPages,
  seeAssignments,
  seeQuizzes,
} from './graph-assignments.ts';
import {
  type SeenAccount,
  type SeenCourse,
  type SeenSection,
  seeAccounts,
  seeAssignmentGroups,
  seeAssignmentGroupsOf,
  seeCourses,
  seeSections,
  seeSectionsOf,
} from './graph-courses.ts';
import {
  type RosterWanted,
  type SeenPerson,
  seeCourseEnrollments,
  seeCoursePeople,
  seeEnrollments,
  seeEnrollmentsOf,
  seePeopleIn,
} from './graph-people.ts';
import {
  type SubmissionsWanted,
  seeCourseSubmissions,
  seeSubmissionOf,
  seeSubmissionPages,
  seeSubmissions,
} from './graph-submissions.ts';

export interface GraphPage {
  limit: number;
  offset: number;
}

type Ids = readonly number[];

/** By id, what of it the caller may see. Lists of pages are by the id of what they belong to. */
export interface Graph {
  accounts(ids: Ids): Promise<Map<number, SeenAccount>>;
  courses(ids: Ids): Promise<Map<number, SeenCourse>>;
  sections(ids: Ids): Promise<Map<number, SeenSection>>;
  sectionsOf(courseId: number, page: GraphPage): Promise<SeenSection[]>;
  assignmentGroups(ids: Ids): Promise<Map<number, AssignmentGroup>>;
  assignmentGroupsOf(courseIds: Ids): Promise<Map<number, AssignmentGroup[]>>;
  assignments(ids: Ids): Promise<Map<number, SeenAssignment>>;
  assignmentsOf(
    within: AssignmentPagesSelection['within'],
    ids: Ids,
    wanted: AssignmentsWanted,
    page: GraphPage,
  ): Promise<Map<number, SeenAssignment[]>>;
  quizzes(ids: Ids): Promise<Map<number, Quiz>>;
  submissions(ids: Ids): Promise<Map<number, SubmissionView>>;
  submissionOf(assignmentId: number, userId: number): Promise<SubmissionView | undefined>;
  submissionsOf(
    assignmentIds: Ids,
    wanted: SubmissionsWanted,
    page: GraphPage,
  ): Promise<Map<number, SubmissionView[]>>;
  submissionsIn(
    courseId: number,
    wanted: SubmissionsWanted,
    orderings: readonly SubmissionOrdering[],
    page: GraphPage,
  ): Promise<SubmissionView[]>;
  enrollments(ids: Ids): Promise<Map<number, EnrollmentView>>;
  enrollmentsOf(userIds: Ids, courseId: number | null): Promise<Map<number, EnrollmentView[]>>;
  /** Undefined when the roster is not the caller's to see; so is `peopleIn`, which raises search_term_too_short. */
  enrollmentsIn(
    courseId: number,
    wanted: RosterWanted & { associatedUserIds: Ids | null },
    page: GraphPage,
  ): Promise<EnrollmentView[] | undefined>;
  peopleIn(
    courseId: number,
    wanted: RosterWanted & { searchTerm: string | null },
    page: GraphPage,
  ): Promise<SeenPerson[] | undefined>;
  /** By course, then user. */
  peopleAt(
    places: readonly { courseId: number; userId: number }[],
  ): Promise<ReadonlyMap<number, ReadonlyMap<number, SeenPerson>>>;
  /** 0, which nothing has, when there is none; whether the caller may see it is not asked. */
  idBySis(noun: 'account' | 'assignment' | 'course', sisId: string): Promise<number>;
}

export type ReadGraph = (caller: Caller) => Graph;

/** Make one for each request: everything in it is as of one moment of the clock. */
export function readGraph(database: Database, clock: Clock): ReadGraph {
  const { query } = database;
  return (caller) => {
    const nowMs = clock();
    return {
      accounts: (ids) => seeAccounts(query, caller, ids),
      courses: (ids) => seeCourses(query, caller, ids, nowMs),
      sections: (ids) => seeSections(query, caller, ids, nowMs),
      sectionsOf: (courseId, page) => seeSectionsOf(query, caller, courseId, page, nowMs),
      assignmentGroups: (ids) => seeAssignmentGroups(query, caller, ids, nowMs),
      assignmentGroupsOf: (ids) => seeAssignmentGroupsOf(query, caller, ids, nowMs),
      assignments: (ids) => seeAssignments(query, caller, ids, nowMs),
      assignmentsOf: (within, ids, wanted, page) =>
        seeAssignmentPages(query, caller, within, ids, wanted, page, nowMs),
      quizzes: (ids) => seeQuizzes(query, caller, ids, nowMs),
      submissions: (ids) => seeSubmissions(query, caller, ids, nowMs),
      submissionOf: (assignmentId, userId) => seeSubmissionOf(query, caller, assignmentId, userId, nowMs),
      submissionsOf: (ids, wanted, page) => seeSubmissionPages(query, caller, ids, wanted, page, nowMs),
      submissionsIn: (courseId, wanted, orderings, page) =>
        seeCourseSubmissions(query, caller, courseId, wanted, orderings, page, nowMs),
      enrollments: (ids) => seeEnrollments(query, caller, ids, nowMs),
      enrollmentsOf: (ids, courseId) => seeEnrollmentsOf(query, caller, ids, courseId, nowMs),
      enrollmentsIn: (courseId, wanted, page) =>
        seeCourseEnrollments(query, caller, courseId, wanted, page, nowMs),
      peopleIn: (courseId, wanted, page) => seeCoursePeople(query, caller, courseId, wanted, page, nowMs),
      peopleAt: (places) => seePeopleIn(query, caller, places, nowMs),
      async idBySis(noun, sisId) {
        const lookup: Lookup = { by: 'sis_id', value: sisId };
        if (noun === 'account') return (await findAccountId(query, lookup)) ?? 0;
        if (noun === 'course') return (await findCourseId(query, lookup)) ?? 0;
        return (await findAssignmentIdBySis(query, sisId)) ?? 0;
      },
    };
  };
}
