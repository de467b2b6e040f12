// Courses: their life, and whether one is over. Dates count only when the course restricts enrollments to them.

import type { Flag } from './flag.ts';

export interface Course {
  id: number;
  accountId: number;
  rootAccountId: number;
  name: string;
  courseCode: string;
  sisCourseId: string | null;
  integrationId: string | null;
  uuid: string;
  /** Canvas shows `claimed` as `unpublished`. */
  workflowState: 'claimed' | 'available' | 'completed' | 'deleted';
  startAtMs: number | null;
  concludeAtMs: number | null;
  restrictEnrollmentsToCourseDates: Flag;
  isPublic: Flag;
  isPublicToAuthUsers: Flag;
  timeZone: string | null;
  applyAssignmentGroupWeights: Flag;
  hideFinalGrades: Flag;
  /** A JSON object: `CourseSettings`. */
  settings: string;
  createdAtMs: number;
  updatedAtMs: number;
}

/** Fields that are kept and shown but decide nothing in the life of a course. Absent ones have Canvas's default. */
export interface CourseSettings {
  license?: string | null;
  publicSyllabus?: boolean;
  publicSyllabusToAuth?: boolean;
  publicDescription?: string | null;
  /** HTML, sanitised. */
  syllabusBody?: string | null;
  allowStudentWikiEdits?: boolean;
  allowWikiComments?: boolean;
  allowStudentForumAttachments?: boolean;
  openEnrollment?: boolean;
  selfEnrollment?: boolean;
  defaultView?: string | null;
  gradingStandardId?: number | null;
  gradePassbackSetting?: string | null;
  courseFormat?: string | null;
  postManually?: boolean;
  locale?: string | null;
  courseColor?: string | null;
  friendlyName?: string | null;
  conditionalRelease?: boolean;
  /** Counts only while the feature is on. Canvas: core reference §6.4. */
  allowFinalGradeOverride?: boolean;
  hideDistributionGraphs?: boolean;
  restrictStudentPastView?: boolean;
  restrictStudentFutureView?: boolean;
  restrictQuantitativeData?: boolean;
  filterSpeedGraderByStudentGroup?: boolean;
  /** `23:59:59` if absent. */
  defaultDueTime?: string | null;
  homeroomCourse?: boolean;
  usageRightsRequired?: boolean;
  lockAllAnnouncements?: boolean;
  allowStudentDiscussionTopics?: boolean;
  allowStudentDiscussionEditing?: boolean;
  allowStudentDiscussionReporting?: boolean;
  allowStudentAnonymousDiscussionTopics?: boolean;
  allowStudentOrganizedGroups?: boolean;
  showAnnouncementsOnHomePage?: boolean;
  homePageAnnouncementLimit?: number | null;
  syllabusCourseSummary?: boolean;
  hideSectionsOnCourseUsersPage?: boolean;
  /** Ours; Canvas refuses students. */
  studentsCanReadOwnAttemptLog?: boolean;
}

export function settingsOf(course: Pick<Course, 'settings'>): CourseSettings {
  return JSON.parse(course.settings) as CourseSettings;
}

/** A group of people within a course. Its dates are kept and shown; they decide nothing here. */
export interface CourseSection {
  id: number;
  courseId: number;
  name: string;
  sisSectionId: string | null;
  integrationId: string | null;
  /** The one made with the course and named like it, to which enrollments go unless they say otherwise. */
  defaultSection: Flag;
  workflowState: 'active' | 'deleted';
  startAtMs: number | null;
  endAtMs: number | null;
  restrictEnrollmentsToSectionDates: Flag;
  createdAtMs: number;
  updatedAtMs: number;
}

/** The one enrollment term that every course is in. */
export const defaultTerm = { id: 1, name: 'Default Term' } as const;

export type CourseEvent = 'claim' | 'offer' | 'conclude' | 'delete' | 'undelete';

export type CourseState = Course['workflowState'];

/**
 * What becomes of a course: its state, then the event. `offer` is idempotent, a conclusion can be taken back by `offer`
 * or `claim`, and only `undelete` speaks to a deleted course. Canvas: core reference §6.3.
 */
const courseStates: Record<CourseState, Record<CourseEvent, CourseState>> = {
  claimed: {
    claim: 'claimed',
    offer: 'available',
    conclude: 'completed',
    delete: 'deleted',
    undelete: 'claimed',
  },
  available: {
    claim: 'claimed',
    offer: 'available',
    conclude: 'completed',
    delete: 'deleted',
    undelete: 'available',
  },
  completed: {
    claim: 'claimed',
    offer: 'available',
    conclude: 'completed',
    delete: 'deleted',
    undelete: 'completed',
  },
  deleted: {
    claim: 'deleted',
    offer: 'deleted',
    conclude: 'deleted',
    delete: 'deleted',
    undelete: 'claimed',
  },
};

export const courseEvents: readonly CourseEvent[] = ['claim', 'offer', 'conclude', 'delete', 'undelete'];

/** The state after `event`. An undelete of a living course, and any other event on a deleted one, changes nothing. */
export function courseStateAfter(state: CourseState, event: CourseEvent): CourseState {
  return courseStates[state][event];
}

/** Canvas: a course is over when concluded by hand or when its restricting end date has passed. */
export function isConcluded(
  course: Pick<Course, 'workflowState' | 'restrictEnrollmentsToCourseDates' | 'concludeAtMs'>,
  nowMs: number,
): boolean {
  if (course.workflowState === 'completed') return true;
  return (
    course.restrictEnrollmentsToCourseDates === 1 &&
    course.concludeAtMs !== null &&
    course.concludeAtMs <= nowMs
  );
}

/** Whether students may take part now: published, begun and not over. */
export function isAvailable(
  course: Pick<Course, 'workflowState' | 'restrictEnrollmentsToCourseDates' | 'startAtMs' | 'concludeAtMs'>,
  nowMs: number,
): boolean {
  if (course.workflowState !== 'available' || isConcluded(course, nowMs)) return false;
  return (
    course.restrictEnrollmentsToCourseDates === 0 || course.startAtMs === null || course.startAtMs <= nowMs
  );
}
