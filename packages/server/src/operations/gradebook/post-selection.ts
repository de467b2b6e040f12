// Whose submissions a grader shows or hides the grades of: read, checked and held.

import type { Assignment } from '../../model/assignment.ts';
import type { Caller } from '../../model/caller.ts';
import type { CourseSection } from '../../model/course.ts';
import { presentStates } from '../../model/enrollment.ts';
import { declined, notFound } from '../../model/refusal.ts';
import type { Submission } from '../../model/submission.ts';
import { gradebookView, isGraded, mayGrade } from '../../model/submission-policy.ts';
import { findAssignment, listAssignments } from '../../store/assignments.ts';
import { listSections } from '../../store/course-sections.ts';
import type { Query } from '../../store/database.ts';
import { listStudentEnrollments } from '../../store/student-enrollments.ts';
import { listSubmissionsOf } from '../../store/submissions.ts';
import { courseStanding, type FullCourseStanding } from '../courses/course-standing.ts';

/** Null lists are no limit. */
export interface PostSelection {
  assignmentId: number;
  sectionIds: readonly number[] | null;
  onlyStudentIds: readonly number[] | null;
  skipStudentIds: readonly number[] | null;
  gradedOnly: boolean;
  /** Sections must be named, and all exist. */
  isBySections: boolean;
}

export interface SelectedToPost {
  standing: FullCourseStanding;
  assignment: Assignment;
  /** Those named; null when none were. */
  sections: CourseSection[] | null;
  /** Of students who are in the course now, by id, with 'change' locks. */
  submissions: Submission[];
}

/**
 * Raises not_found, also without the right; declined in Canvas's words. `act` is how they name what is refused for
 * anonymous assignments. Canvas: core reference §11.
 */
export async function selectToPost(
  transaction: Query,
  caller: Caller,
  selection: PostSelection,
  act: 'posted' | 'hidden',
  nowMs: number,
): Promise<SelectedToPost> {
  const [found] = await listAssignments(transaction, [selection.assignmentId]);
  if (found === undefined) throw notFound();
  const standing = await courseStanding(transaction, caller, { by: 'id', id: found.courseId });
  const assignment = await findAssignment(transaction, found.courseId, found.id, 'share');
  if (assignment === undefined || !mayGrade(standing, assignment, nowMs)) throw notFound();
  assertAllowed(assignment, selection, act);
  const sections = await sectionsNamed(transaction, selection, assignment.courseId);
  const userIds = await studentIds(transaction, standing, selection, sections, nowMs);
  const rows = await listSubmissionsOf(transaction, [assignment.id], userIds, 'change');
  const submissions = selection.gradedOnly ? rows.filter(isGraded) : rows;
  return { standing, assignment, sections, submissions };
}

function assertAllowed(
  assignment: Pick<Assignment, 'anonymousGrading'>,
  { sectionIds, onlyStudentIds, skipStudentIds, gradedOnly, isBySections }: PostSelection,
  act: 'posted' | 'hidden',
): void {
  if (assignment.anonymousGrading === 1 && sectionIds !== null) {
    // Canvas: only where sections must be named does it say what was asked for.
    const verb = isBySections ? act : 'posted';
    throw declined('bad_request', `Anonymous assignments cannot be ${verb} by section`);
  }
  if (assignment.anonymousGrading === 1 && gradedOnly)
    throw declined('bad_request', 'Anonymous assignments cannot be posted by graded only');
  if (onlyStudentIds !== null && skipStudentIds !== null)
    throw declined('bad_request', 'only_student_ids and skip_student_ids cannot be used together');
}

async function sectionsNamed(
  transaction: Query,
  { sectionIds, isBySections }: PostSelection,
  courseId: number,
): Promise<CourseSection[] | null> {
  if (sectionIds === null) return null;
  const found = await listSections(transaction, [...new Set(sectionIds)]);
  const sections = found.filter(
    (section) => section.courseId === courseId && section.workflowState !== 'deleted',
  );
  if (isBySections && (sections.length === 0 || sections.length !== sectionIds.length))
    throw declined('bad_request', 'Invalid section ids');
  return sections;
}

/** Present students of the sections, as far as the caller sees them; each once, by id. */
async function studentIds(
  transaction: Query,
  standing: FullCourseStanding,
  { onlyStudentIds, skipStudentIds }: PostSelection,
  sections: readonly CourseSection[] | null,
  nowMs: number,
): Promise<number[]> {
  const seen = gradebookView(standing, nowMs)?.sectionIds ?? null;
  const students = await listStudentEnrollments(transaction, standing.course.id, onlyStudentIds);
  const skipped = new Set(skipStudentIds);
  const chosen = students.filter(
    ({ userId, courseSectionId, workflowState }) =>
      presentStates.includes(workflowState) &&
      (seen === null || seen.includes(courseSectionId)) &&
      (sections === null || sections.some(({ id }) => id === courseSectionId)) &&
      !skipped.has(userId),
  );
  return [...new Set(chosen.map(({ userId }) => userId))].sort((a, b) => a - b);
}
