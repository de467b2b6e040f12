// What a caller may set on an assignment group, and what comes of it.

import type { AssignmentGroup } from './assignment.ts';
import { tooLong } from './course-draft.ts';
import { nameCharsMax } from './limits.ts';
import { type FieldFault, Refusal } from './refusal.ts';

/** What is dropped from a group. Numbers that could not be read are NaN. */
export interface DropRulesAsked {
  dropLowest: number | null;
  dropHighest: number | null;
  neverDrop: readonly number[];
}

/** Fields as asked for: undefined leaves one as it is, null clears it. */
export interface AssignmentGroupDraft {
  name?: string | null | undefined;
  position?: number | null | undefined;
  groupWeight?: number | null | undefined;
  /** All rules at once. */
  rules?: DropRulesAsked | undefined;
  sisSourceId?: string | null | undefined;
  /** Joined with what is there. */
  integrationData?: Readonly<Record<string, unknown>> | undefined;
}

export type AssignmentGroupFields = Pick<
  AssignmentGroup,
  | 'name'
  | 'position'
  | 'groupWeight'
  | 'dropLowest'
  | 'dropHighest'
  | 'neverDrop'
  | 'sisSourceId'
  | 'integrationData'
>;

/** What a new group has unless it is said. Canvas: core reference §8. */
export const blankAssignmentGroup: Omit<AssignmentGroupFields, 'position'> = {
  name: '',
  groupWeight: 0,
  dropLowest: null,
  dropHighest: null,
  neverDrop: '[]',
  sisSourceId: null,
  integrationData: '{}',
};

/**
 * The group after the draft; `memberIds` are the living assignments in it, the only ones its rules may speak of. Raises
 * record_invalid. Canvas: core reference §8.
 */
export function applyAssignmentGroupDraft(
  group: AssignmentGroupFields,
  draft: AssignmentGroupDraft,
  memberIds: readonly number[],
): AssignmentGroupFields {
  const name = draft.name === undefined ? group.name : (draft.name ?? '');
  const sisSourceId = draft.sisSourceId === undefined ? group.sisSourceId : draft.sisSourceId || null;
  const faults: FieldFault[] = [];
  if ([...name].length > nameCharsMax) faults.push(tooLong('name'));
  if ([...(sisSourceId ?? '')].length > nameCharsMax) faults.push(tooLong('sis_source_id'));
  if (draft.rules !== undefined) faults.push(...ruleFaults(draft.rules, memberIds));
  if (faults.length > 0) throw new Refusal({ kind: 'record_invalid', faults });
  return {
    name: name.trim() === '' ? 'Assignments' : name,
    position: draft.position ?? group.position,
    groupWeight: draft.groupWeight === undefined ? group.groupWeight : (draft.groupWeight ?? 0),
    ...rulesAfter(group, draft.rules),
    sisSourceId,
    integrationData:
      draft.integrationData === undefined
        ? group.integrationData
        : JSON.stringify({ ...JSON.parse(group.integrationData), ...draft.integrationData }),
  };
}

function rulesAfter(
  { dropLowest, dropHighest, neverDrop }: AssignmentGroupFields,
  asked: DropRulesAsked | undefined,
): Pick<AssignmentGroupFields, 'dropLowest' | 'dropHighest' | 'neverDrop'> {
  if (asked === undefined) return { dropLowest, dropHighest, neverDrop };
  return { ...asked, neverDrop: JSON.stringify([...new Set(asked.neverDrop)]) };
}

/** Canvas looks at each count by itself, and only when rules are set: assignments that go later leave them as they are. */
function ruleFaults(
  { dropLowest, dropHighest, neverDrop }: DropRulesAsked,
  memberIds: readonly number[],
): FieldFault[] {
  const counts = [dropLowest, dropHighest].filter((count) => count !== null);
  const messages: string[] = [];
  if (counts.some((count) => !(count >= 0))) messages.push('Drop rules must be a positive number');
  if (counts.some((count) => count > memberIds.length))
    messages.push('Drop rules cannot be higher than the number of assignments');
  if (neverDrop.some((id) => !memberIds.includes(id)))
    messages.push('Drop rules must name assignments of the group');
  return messages.map((message) => ({ field: 'rules', type: message, message }));
}
