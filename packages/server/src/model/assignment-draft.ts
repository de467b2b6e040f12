// What a caller may set on an assignment, and what comes of it. Knows no right: what the caller may not set is taken out
// before it comes here.

import { type Assignment, gradingTypes, submissionTypes } from './assignment.ts';
import { tooLong } from './course-draft.ts';
import { flag } from './flag.ts';
import { nameCharsMax } from './limits.ts';
import { quizPointsMax } from './quiz-limits.ts';
import { type FieldFault, Refusal } from './refusal.ts';
import { endOfLocalDay } from './time-zone.ts';

/** Fields as asked for: undefined leaves one as it is, null clears it. */
export interface AssignmentDraft {
  name?: string | null | undefined;
  /** Safe HTML. */
  description?: string | null | undefined;
  position?: number | null | undefined;
  submissionTypes?: readonly string[] | null | undefined;
  pointsPossible?: number | null | undefined;
  gradingType?: string | null | undefined;
  gradingStandardId?: number | null | undefined;
  dueAtMs?: number | null | undefined;
  unlockAtMs?: number | null | undefined;
  lockAtMs?: number | null | undefined;
  assignmentGroupId?: number | null | undefined;
  isPublished?: boolean | undefined;
  omitFromFinalGrade?: boolean | undefined;
  hideInGradebook?: boolean | undefined;
  onlyVisibleToOverrides?: boolean | undefined;
  anonymousGrading?: boolean | undefined;
  /** −1 is unlimited, too. */
  allowedAttempts?: number | null | undefined;
  sisAssignmentId?: string | null | undefined;
  integrationId?: string | null | undefined;
  integrationData?: Readonly<Record<string, unknown>> | undefined;
  /** What could not be read. */
  faults: readonly FieldFault[];
}

/** The assignment's fields that a caller sets. */
export type AssignmentFields = Omit<
  Assignment,
  'id' | 'courseId' | 'assignmentGroupId' | 'postManually' | 'createdAtMs' | 'updatedAtMs'
>;

export const blankAssignment: Omit<AssignmentFields, 'position'> = {
  name: 'Assignment',
  description: null,
  pointsPossible: 0,
  gradingType: 'points',
  gradingStandardId: null,
  submissionTypes: 'none',
  dueAtMs: null,
  unlockAtMs: null,
  lockAtMs: null,
  workflowState: 'unpublished',
  omitFromFinalGrade: 0,
  hideInGradebook: 0,
  onlyVisibleToOverrides: 0,
  anonymousGrading: 0,
  allowedAttempts: null,
  sisAssignmentId: null,
  integrationId: null,
  integrationData: '{}',
};

/** What is not in the draft and matters for it. */
export interface AssignmentDraftFacts {
  /** A student has handed something in. */
  hasSubmissions: boolean;
  /** The caller's, for times of day. */
  timeZone: string;
}

/** What a quiz decides for its own assignment. Canvas: core reference §9. */
const quizOwned = [
  'name',
  'description',
  'submissionTypes',
  'pointsPossible',
  'isPublished',
  'allowedAttempts',
] as const;

/** The draft without what the assignment has from its quiz. */
export function withoutQuizFields(draft: AssignmentDraft): AssignmentDraft {
  return { ...draft, ...Object.fromEntries(quizOwned.map((field) => [field, undefined])) };
}

/**
 * The assignment after the draft. A blank name becomes "Assignment", blank points become 0, and a due or lock time of
 * midnight becomes the end of that day. Raises record_invalid, first for what could not be read.
 * Canvas: core reference §9.
 */
export function applyAssignmentDraft(
  assignment: AssignmentFields,
  draft: AssignmentDraft,
  { hasSubmissions, timeZone }: AssignmentDraftFacts,
): AssignmentFields {
  if (draft.faults.length > 0) throw invalid(draft.faults);
  const gradingType = knownGradingType(draft.gradingType ?? undefined) ?? assignment.gradingType;
  const applied: AssignmentFields = {
    name: draft.name === undefined ? assignment.name : draft.name?.trim() || blankAssignment.name,
    description: given(draft.description, assignment.description),
    position: draft.position ?? assignment.position,
    pointsPossible: draft.pointsPossible === null ? 0 : (draft.pointsPossible ?? assignment.pointsPossible),
    gradingType,
    gradingStandardId: given(draft.gradingStandardId, assignment.gradingStandardId),
    submissionTypes: submissionTypesAfter(assignment, draft),
    dueAtMs: given(lastOfDay(draft.dueAtMs, timeZone), assignment.dueAtMs),
    unlockAtMs: given(draft.unlockAtMs, assignment.unlockAtMs),
    lockAtMs: given(lastOfDay(draft.lockAtMs, timeZone), assignment.lockAtMs),
    workflowState: workflowStateAfter(assignment, draft),
    omitFromFinalGrade: asFlag(draft.omitFromFinalGrade, assignment.omitFromFinalGrade),
    hideInGradebook: asFlag(draft.hideInGradebook, assignment.hideInGradebook),
    onlyVisibleToOverrides: asFlag(draft.onlyVisibleToOverrides, assignment.onlyVisibleToOverrides),
    anonymousGrading: asFlag(draft.anonymousGrading, assignment.anonymousGrading),
    allowedAttempts: attemptsAfter(assignment, draft),
    sisAssignmentId: textOrNull(draft.sisAssignmentId, assignment.sisAssignmentId),
    integrationId: textOrNull(draft.integrationId, assignment.integrationId),
    integrationData:
      draft.integrationData === undefined
        ? assignment.integrationData
        : JSON.stringify(draft.integrationData),
  };
  const faults = [...wordFaults(draft), ...faultsOf(assignment, applied, hasSubmissions)];
  if (faults.length > 0) throw invalid(faults);
  return applied;
}

function invalid(faults: readonly FieldFault[]): Refusal {
  return new Refusal({ kind: 'record_invalid', faults: [...faults] });
}

/** Words outside a closed set. */
function wordFaults({ gradingType }: AssignmentDraft): FieldFault[] {
  if (gradingType == null || knownGradingType(gradingType) !== undefined) return [];
  return [{ field: 'grading_type', type: 'inclusion', message: 'is not included in the list' }];
}

function faultsOf(before: AssignmentFields, after: AssignmentFields, hasSubmissions: boolean): FieldFault[] {
  const texts: [field: string, text: string | null][] = [
    ['name', after.name],
    ['sis_source_id', after.sisAssignmentId],
    ['integration_id', after.integrationId],
  ];
  const faults = texts
    .filter(([, text]) => text !== null && [...text].length > nameCharsMax)
    .map(([field]) => tooLong(field));
  const { dueAtMs, unlockAtMs, lockAtMs, pointsPossible, allowedAttempts } = after;
  const isOutside =
    dueAtMs !== null &&
    ((lockAtMs !== null && lockAtMs < dueAtMs) || (unlockAtMs !== null && unlockAtMs > dueAtMs));
  if (isOutside) faults.push(worded('due_at', 'must be between availability dates'));
  if (Math.abs(pointsPossible ?? 0) > quizPointsMax)
    faults.push(worded('points_possible', `must be less than or equal to ${quizPointsMax}`));
  if (allowedAttempts !== null && allowedAttempts < 1)
    faults.push(worded('allowed_attempts', 'must be greater than 0'));
  if (before.workflowState === 'published' && after.workflowState === 'unpublished' && hasSubmissions)
    faults.push(worded('published', "Can't unpublish if there are student submissions"));
  return faults;
}

function worded(field: string, message: string): FieldFault {
  return { field, type: message, message };
}

function submissionTypesAfter(assignment: AssignmentFields, draft: AssignmentDraft): string {
  const asked = draft.submissionTypes;
  if (asked != null) return asked.filter((type) => type !== '').join(',') || 'none';
  return draft.gradingType === 'not_graded' ? 'not_graded' : assignment.submissionTypes;
}

function workflowStateAfter(
  assignment: AssignmentFields,
  { isPublished }: AssignmentDraft,
): Assignment['workflowState'] {
  if (isPublished === undefined) return assignment.workflowState;
  return isPublished ? 'published' : 'unpublished';
}

function attemptsAfter(assignment: AssignmentFields, { allowedAttempts }: AssignmentDraft): number | null {
  if (allowedAttempts === undefined) return assignment.allowedAttempts;
  return allowedAttempts === -1 ? null : allowedAttempts;
}

function knownGradingType(text: string | undefined): Assignment['gradingType'] | undefined {
  return gradingTypes.find((type) => type === text);
}

/** Whether an assignment may have this submission type; the empty one is none. */
export function isSubmissionType(text: string): boolean {
  return text === '' || (submissionTypes as readonly string[]).includes(text);
}

function lastOfDay(ms: number | null | undefined, timeZone: string): number | null | undefined {
  return ms == null ? ms : endOfLocalDay(ms, timeZone);
}

function given<Value>(asked: Value | undefined, current: Value): Value {
  return asked === undefined ? current : asked;
}

function textOrNull(asked: string | null | undefined, current: string | null): string | null {
  return asked === undefined ? current : asked?.trim() || null;
}

function asFlag(asked: boolean | undefined, current: 0 | 1): 0 | 1 {
  return asked === undefined ? current : flag(asked);
}
