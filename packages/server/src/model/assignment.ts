// Assignments: what the gradebook has columns for, and the groups that weigh them.

import type { Flag } from './flag.ts';

export const gradingTypes = [
  'points',
  'percent',
  'pass_fail',
  'letter_grade',
  'gpa_scale',
  'not_graded',
] as const;

export type GradingType = (typeof gradingTypes)[number];

export const submissionTypes = [
  'online_quiz',
  'none',
  'on_paper',
  'discussion_topic',
  'external_tool',
  'online_upload',
  'online_text_entry',
  'online_url',
  'media_recording',
  'not_graded',
  'wiki_page',
  'student_annotation',
  'ams',
] as const;

export interface AssignmentGroup {
  id: number;
  courseId: number;
  name: string;
  position: number;
  /** Percent. */
  groupWeight: number;
  dropLowest: number | null;
  dropHighest: number | null;
  /** JSON text: ids of assignments. */
  neverDrop: string;
  sisSourceId: string | null;
  /** JSON text of an object. */
  integrationData: string;
  workflowState: 'available' | 'deleted';
  createdAtMs: number;
  updatedAtMs: number;
}

export interface Assignment {
  id: number;
  courseId: number;
  assignmentGroupId: number;
  name: string;
  /** Safe HTML. */
  description: string | null;
  position: number;
  pointsPossible: number | null;
  gradingType: GradingType;
  gradingStandardId: number | null;
  /** Names joined by commas. */
  submissionTypes: string;
  dueAtMs: number | null;
  unlockAtMs: number | null;
  lockAtMs: number | null;
  workflowState: 'published' | 'unpublished' | 'deleted';
  omitFromFinalGrade: Flag;
  hideInGradebook: Flag;
  onlyVisibleToOverrides: Flag;
  /** Grades are shown to students only when somebody posts them. */
  postManually: Flag;
  anonymousGrading: Flag;
  /** Null is unlimited. */
  allowedAttempts: number | null;
  sisAssignmentId: string | null;
  integrationId: string | null;
  /** JSON text of an object. */
  integrationData: string;
  createdAtMs: number;
  updatedAtMs: number;
}

/** An assignment counts in course scores unless it says that it is not graded. Canvas: core reference §12.1. */
export function isGradeable(assignment: Pick<Assignment, 'gradingType' | 'submissionTypes'>): boolean {
  const types = assignment.submissionTypes.split(',');
  return (
    assignment.gradingType !== 'not_graded' && !types.includes('not_graded') && !types.includes('wiki_page')
  );
}
