// What lists of enrollments may be asked for, as Canvas words it. Core reference §7.2.

import { defaultTerm } from './course.ts';
import {
  type EnrollmentStanding,
  type EnrollmentState,
  type EnrollmentType,
  enrollmentStates,
  enrollmentTypes,
  isEnrollmentType,
  typeOfRoleId,
} from './enrollment.ts';
import { malformed, notFound, Refusal } from './refusal.ts';

/** Null does not limit. */
export interface EnrollmentFilter {
  types: readonly string[] | null;
  /** Names of roles; like their ids, they count before types. */
  roles: readonly string[] | null;
  roleIds: readonly number[] | null;
  states: readonly string[] | null;
  enrollmentTerm: string | null;
  gradingPeriod: string | null;
  sisUserIds: readonly string[] | null;
  sisCourseIds: readonly string[] | null;
  sisSectionIds: readonly string[] | null;
  sisAccountIds: readonly string[] | null;
}

/** The types to list; unknown ones match nothing. Raises malformed for the name of a role that is none. */
export function typesAsked({ types, roles, roleIds }: EnrollmentFilter): EnrollmentType[] | null {
  if (roleIds !== null && roleIds.length > 0) return roleIds.flatMap((roleId) => typeOfRoleId(roleId) ?? []);
  if (roles !== null && roles.length > 0) {
    if (!roles.every(isEnrollmentType)) throw malformed('role not found');
    return enrollmentTypes.filter((type) => roles.includes(type));
  }
  return types === null || types.length === 0 ? null : types.filter(isEnrollmentType);
}

/** The states to list, `otherwise` when none is asked for; unknown ones match nothing. */
export function statesAsked(
  states: readonly string[] | null,
  otherwise: readonly EnrollmentState[],
): readonly EnrollmentState[] {
  if (states === null || states.length === 0) return otherwise;
  return enrollmentStates.filter((state) => states.includes(state));
}

const current = ['active', 'invited'] as const;
const future = [...current, 'creation_pending', 'pending_active', 'pending_invited'] as const;

/** What one may ask for of one's own enrollments, beyond what they are: Canvas's words for several at once. */
const ownStates: ReadonlyMap<string, readonly EnrollmentStanding[]> = new Map<
  string,
  readonly EnrollmentStanding[]
>([
  ...[...future, 'inactive' as const, 'rejected' as const, 'completed' as const].map(
    (state): [string, EnrollmentStanding[]] => [state, [state]],
  ),
  ['current_and_invited', current],
  ['current_and_future', future],
  ['current_future_and_restricted', [...future, 'inactive']],
  ['current_and_concluded', ['active', 'completed']],
]);

/** The standings of one's own enrollments to list; active and invited unless asked. Raises argument_invalid. */
export function ownStandingsAsked(states: readonly string[] | null): ReadonlySet<EnrollmentStanding> {
  if (states === null || states.length === 0) return new Set(current);
  return new Set(
    states.flatMap((state) => {
      const standings = ownStates.get(state);
      if (standings === undefined) throw argumentInvalid(`Invalid state ${state}`);
      return standings;
    }),
  );
}

/** There are no grading periods, and one term. Raises argument_invalid, not_found. */
export function assertPeriodsKnown({ enrollmentTerm, gradingPeriod }: EnrollmentFilter): void {
  const terms = [String(defaultTerm.id), 'default', 'current'];
  if (enrollmentTerm !== null && enrollmentTerm !== '' && !terms.includes(enrollmentTerm)) throw notFound();
  if (gradingPeriod !== null && gradingPeriod !== '') throw argumentInvalid('invalid grading_period_id');
}

export function filtersBySis(filter: EnrollmentFilter): boolean {
  const { sisUserIds, sisCourseIds, sisSectionIds, sisAccountIds } = filter;
  return [sisUserIds, sisCourseIds, sisSectionIds, sisAccountIds].some((ids) => ids !== null);
}

function argumentInvalid(message: string): Refusal {
  return new Refusal({ kind: 'argument_invalid', shape: 'error', message });
}
