// assignment_group_created and assignment_group_updated. A deletion is an update. Canvas: live events reference §3.10.

import type { AssignmentGroup } from '../model/assignment.ts';
import type { EventName } from './event-names.ts';
import type { Fact, FactBody } from './fact.ts';
import { isEffectiveChange } from './row-change.ts';

export function assignmentGroupCreated(group: AssignmentGroup): Fact {
  return groupFact('assignment_group_created', group);
}

/** Null when nothing changed. */
export function assignmentGroupUpdated(before: AssignmentGroup, after: AssignmentGroup): Fact | null {
  return isEffectiveChange(before, after) ? groupFact('assignment_group_updated', after) : null;
}

function groupFact(eventName: EventName, group: AssignmentGroup): Fact {
  const integrationData: FactBody = JSON.parse(group.integrationData);
  return {
    eventName,
    courseId: group.courseId,
    assignmentId: null,
    userId: null,
    body: {
      assignment_group_id: group.id,
      context_id: group.courseId,
      context_type: 'Course',
      name: group.name,
      position: group.position,
      group_weight: group.groupWeight,
      sis_source_id: group.sisSourceId,
      integration_data: integrationData,
      rules: rulesText(group),
      workflow_state: group.workflowState,
    },
  };
}

/** A line for each rule, as Canvas keeps them: `drop_lowest:1`; `never_drop` once for each assignment. Null for none. */
function rulesText({ dropLowest, dropHighest, neverDrop }: AssignmentGroup): string | null {
  const kept: readonly number[] = JSON.parse(neverDrop);
  const lines = [
    ...(dropLowest === null ? [] : [`drop_lowest:${dropLowest}\n`]),
    ...(dropHighest === null ? [] : [`drop_highest:${dropHighest}\n`]),
    ...kept.map((id) => `never_drop:${id}\n`),
  ];
  return lines.length === 0 ? null : lines.join('');
}
