// When assignment_group_created and assignment_group_updated are announced, and what they say. Source: live events
// reference §3.10.

import { describe, expect, test } from 'vitest';
import { assignmentGroupCreated, assignmentGroupUpdated } from '../../src/facts/assignment-group-saved.ts';
import { bodyText } from '../../src/facts/message-text.ts';
import type { AssignmentGroup } from '../../src/model/assignment.ts';

const atMs = Date.UTC(2026, 8, 1, 9);

const blank: AssignmentGroup = {
  id: 5,
  courseId: 2,
  name: 'Assignments',
  position: 1,
  groupWeight: 0,
  dropLowest: null,
  dropHighest: null,
  neverDrop: '[]',
  sisSourceId: null,
  integrationData: '{}',
  workflowState: 'available',
  createdAtMs: atMs,
  updatedAtMs: atMs,
};

const bodyOf = (group: AssignmentGroup) => JSON.parse(bodyText(assignmentGroupCreated(group).body, null));

describe('a saved assignment group', () => {
  const changes: Partial<AssignmentGroup>[] = [
    { name: 'Quizzes' },
    { position: 2 },
    { groupWeight: 40 },
    { dropLowest: 1 },
    { dropHighest: 1 },
    { neverDrop: '[7]' },
    { sisSourceId: 'sis' },
    { integrationData: '{"a":1}' },
    { workflowState: 'deleted' },
  ];
  test.each(changes)('announces %o', (change) => {
    const after = { ...blank, ...change, updatedAtMs: atMs + 1 };
    expect(assignmentGroupUpdated(blank, after)?.eventName).toBe('assignment_group_updated');
  });

  test('announces nothing when it is as it was', () => {
    expect(assignmentGroupUpdated(blank, { ...blank, updatedAtMs: atMs + 1 })).toBeNull();
  });
});

describe('the body', () => {
  test('of a new one has local ids', () => {
    const { eventName, courseId, assignmentId, userId } = assignmentGroupCreated(blank);
    expect([eventName, courseId, assignmentId, userId]).toEqual(['assignment_group_created', 2, null, null]);
    expect(bodyOf(blank)).toEqual({
      assignment_group_id: '5',
      context_id: '2',
      context_type: 'Course',
      name: 'Assignments',
      position: 1,
      group_weight: 0,
      integration_data: {},
      workflow_state: 'available',
    });
  });

  test('has the rules as lines, and the data of another system as it is', () => {
    const full: AssignmentGroup = {
      ...blank,
      groupWeight: 33.5,
      dropLowest: 1,
      dropHighest: 2,
      neverDrop: '[33,17]',
      sisSourceId: 'sis',
      integrationData: '{"a":{"b":[null,true]}}',
      workflowState: 'deleted',
    };
    expect(bodyOf(full)).toEqual({
      assignment_group_id: '5',
      context_id: '2',
      context_type: 'Course',
      name: 'Assignments',
      position: 1,
      group_weight: 33.5,
      sis_source_id: 'sis',
      integration_data: { a: { b: [null, true] } },
      rules: 'drop_lowest:1\ndrop_highest:2\nnever_drop:33\nnever_drop:17\n',
      workflow_state: 'deleted',
    });
  });

  test.each([
    [{ dropLowest: 2 }, 'drop_lowest:2\n'],
    [{ dropHighest: 0 }, 'drop_highest:0\n'],
    [{ neverDrop: '[9]' }, 'never_drop:9\n'],
  ])('has the one rule of %o', (rule, text) => {
    expect(bodyOf({ ...blank, ...rule }).rules).toBe(text);
  });
});
