// What a caller asks for when enrolling somebody, and what is wrong with it. Knows no people: whether those named exist
// is asked later.

import {
  type EnrollableState,
  type EnrollmentType,
  enrollableStates,
  enrollmentTypes,
  isEnrollmentType,
  typeOfRoleId,
} from './enrollment.ts';
import type { Lookup } from './lookup.ts';
import { invalidField, Refusal } from './refusal.ts';

/** Null and undefined are not given. */
export interface EnrollmentDraft {
  user: Lookup | null;
  type: string | null;
  roleId: number | null;
  role: string | null;
  /** Canvas's own way in, for courses open to it; none is here. */
  selfEnrollmentCode: string | null;
  isForSelf: boolean;
  section: Lookup | null;
  state: string | null;
  associatedUser: Lookup | null;
  limitPrivilegesToCourseSection: boolean | undefined;
  startAtMs: number | null | undefined;
  endAtMs: number | null | undefined;
}

/**
 * The type to enrol as, and who. Every fault is told at once. Null draft: no parameters at all. A role's id counts before
 * its name, either before the type. Raises argument_invalid in Canvas's words: core reference §7.2.
 */
export function readEnrollmentDraft(
  draft: EnrollmentDraft | null,
): Omit<EnrollmentDraft, 'type' | 'user'> & { type: EnrollmentType; user: Lookup } {
  if (draft === null) throw argumentsInvalid(['No parameters given']);
  if (draft.selfEnrollmentCode !== null) throw argumentsInvalid(selfEnrollmentFaults(draft));
  const { type, fault } = typeAsked(draft);
  const faults = fault === undefined ? [] : [fault];
  if (draft.user === null) {
    faults.push(
      "Can't create an enrollment without a user. Include enrollment[user_id] to create an enrollment",
    );
  }
  if (faults.length > 0 || type === undefined || draft.user === null) throw argumentsInvalid(faults);
  return { ...draft, type, user: draft.user };
}

/** Canvas: `invited` unless asked otherwise. Raises record_invalid for a state nobody can be enrolled in. */
export function enrollableStateOf(text: string | null): EnrollableState {
  if (text === null) return 'invited';
  const state = enrollableStates.find((known) => known === text);
  if (state === undefined) throw invalidField('enrollment_state', 'inclusion', 'is not included in the list');
  return state;
}

/** Faults of one request, as Canvas joins them. */
export function argumentsInvalid(messages: readonly string[]): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'message', message: messages.join(', ') });
}

function typeAsked({ type, roleId, role }: EnrollmentDraft): { type?: EnrollmentType; fault?: string } {
  if (roleId === null && role === null) {
    const asked = type ?? 'StudentEnrollment';
    return isEnrollmentType(asked) ? { type: asked } : { fault: 'Invalid type' };
  }
  const typeOfRole = roleId === null ? enrollmentTypes.find((known) => known === role) : typeOfRoleId(roleId);
  if (typeOfRole === undefined) return { fault: 'Invalid role' };
  if (type !== null && type !== typeOfRole) {
    return { fault: 'The specified type must match the base type for the role' };
  }
  return { type: typeOfRole };
}

function selfEnrollmentFaults({ isForSelf }: EnrollmentDraft): string[] {
  const faults = ['enrollment[self_enrollment_code] is invalid'];
  if (!isForSelf) faults.push("enrollment[user_id] must be 'self' when self-enrolling");
  return faults;
}
