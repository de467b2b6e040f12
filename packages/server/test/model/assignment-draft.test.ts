// What becomes of an assignment when somebody asks for changes. Source: core reference §9.

import { describe, expect, test } from 'vitest';
import {
  type AssignmentDraft,
  type AssignmentFields,
  applyAssignmentDraft,
  blankAssignment,
  isSubmissionType,
  withoutQuizFields,
} from '../../src/model/assignment-draft.ts';
import { Refusal } from '../../src/model/refusal.ts';

const facts = { hasSubmissions: false, timeZone: 'Etc/UTC' };
const blank: AssignmentFields = { ...blankAssignment, position: 3 };

const apply = (draft: Partial<AssignmentDraft>, before = blank, given = facts) =>
  applyAssignmentDraft(before, { faults: [], ...draft }, given);

function faultsOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal && error.reason.kind === 'record_invalid') return error.reason.faults;
    throw error;
  }
  return [];
}

describe('an assignment', () => {
  test('stays as it is when nothing is asked', () => {
    expect(apply({})).toEqual(blank);
  });

  test.each([
    [{ name: '  Essay ' }, { name: 'Essay' }],
    [{ name: ' ' }, { name: 'Assignment' }],
    [{ position: null }, { position: 3 }],
    [{ pointsPossible: null }, { pointsPossible: 0 }],
    [{ pointsPossible: -1 }, { pointsPossible: -1 }],
    [{ submissionTypes: [] }, { submissionTypes: 'none' }],
    [{ submissionTypes: ['', 'on_paper'] }, { submissionTypes: 'on_paper' }],
    [{ submissionTypes: null }, { submissionTypes: 'none' }],
    [{ gradingType: null }, { gradingType: 'points' }],
    [{ gradingType: 'not_graded' }, { gradingType: 'not_graded', submissionTypes: 'not_graded' }],
    [
      { gradingType: 'not_graded', submissionTypes: ['on_paper'] },
      { gradingType: 'not_graded', submissionTypes: 'on_paper' },
    ],
    [{ isPublished: true }, { workflowState: 'published' }],
    [{ isPublished: false }, { workflowState: 'unpublished' }],
    [{ allowedAttempts: -1 }, { allowedAttempts: null }],
    [{ allowedAttempts: 2 }, { allowedAttempts: 2 }],
    [{ sisAssignmentId: '' }, { sisAssignmentId: null }],
    [{ integrationData: { a: [1] } }, { integrationData: '{"a":[1]}' }],
    [
      { omitFromFinalGrade: true, hideInGradebook: true },
      { omitFromFinalGrade: 1, hideInGradebook: 1 },
    ],
  ] as const)('after %o has %o', (draft, expected) => {
    expect(apply(draft)).toEqual({ ...blank, ...expected });
  });

  test.each([
    ['2026-10-01T00:00:00Z', 'Etc/UTC', '2026-10-01T23:59:59Z'],
    ['2026-10-01T00:00:01Z', 'Etc/UTC', '2026-10-01T00:00:01Z'],
    ['2026-10-01T06:00:00Z', 'America/Denver', '2026-10-02T05:59:59Z'],
    ['2026-10-01T00:00:00Z', 'America/Denver', '2026-10-01T00:00:00Z'],
    ['2026-03-29T00:00:00Z', 'Europe/London', '2026-03-29T22:59:59Z'],
    ['2026-10-24T23:00:00Z', 'Europe/London', '2026-10-25T23:59:59Z'],
  ])('due at %s in %s is due at %s', (asked, timeZone, expected) => {
    const times = { dueAtMs: Date.parse(asked), lockAtMs: Date.parse(asked), unlockAtMs: Date.parse(asked) };
    expect(apply(times, blank, { hasSubmissions: false, timeZone })).toMatchObject({
      dueAtMs: Date.parse(expected),
      lockAtMs: Date.parse(expected),
      unlockAtMs: Date.parse(asked),
    });
  });

  test('is unpublished only while nobody has handed in', () => {
    const published = { ...blank, workflowState: 'published' as const };
    const message = "Can't unpublish if there are student submissions";
    const unpublish = () => apply({ isPublished: false }, published, { ...facts, hasSubmissions: true });
    expect(faultsOf(unpublish)).toEqual([{ field: 'published', type: message, message }]);
    expect(apply({ isPublished: false }, published).workflowState).toBe('unpublished');
    expect(apply({ isPublished: false }, blank, { ...facts, hasSubmissions: true })).toEqual(blank);
  });

  test('is due between the times it opens and closes, both of them included', () => {
    const noon = Date.UTC(2026, 9, 1, 12);
    const at = { unlockAtMs: noon, dueAtMs: noon, lockAtMs: noon };
    expect(apply(at)).toMatchObject(at);
    for (const wrong of [{ unlockAtMs: noon + 1 }, { lockAtMs: noon - 1 }])
      expect(faultsOf(() => apply({ ...at, ...wrong }))).toMatchObject([{ field: 'due_at' }]);
    expect(apply({ ...at, dueAtMs: null, lockAtMs: noon - 1 }).lockAtMs).toBe(noon - 1);
  });

  test('has all its faults told at once, those of reading alone before', () => {
    const faulty = {
      gradingType: 'x',
      name: 'y'.repeat(256),
      allowedAttempts: -2,
      sisAssignmentId: 'z'.repeat(256),
    };
    expect(faultsOf(() => apply(faulty))).toMatchObject([
      { field: 'grading_type' },
      { field: 'name' },
      { field: 'sis_source_id' },
      { field: 'allowed_attempts' },
    ]);
    const unread = { field: 'assignment[due_at]', type: 'm', message: 'm' };
    expect(faultsOf(() => apply({ ...faulty, faults: [unread] }))).toEqual([unread]);
  });

  test('of a quiz has title, points, type and publication from it', () => {
    const draft = {
      faults: [],
      name: 'n',
      pointsPossible: 4,
      isPublished: true,
      submissionTypes: ['none'],
      dueAtMs: 5000,
    };
    expect(applyAssignmentDraft(blank, withoutQuizFields(draft), facts)).toEqual({ ...blank, dueAtMs: 5000 });
  });
});

test('submission types are a closed set', () => {
  for (const type of ['online_quiz', 'none', 'on_paper', 'ams', ''])
    expect(isSubmissionType(type)).toBe(true);
  for (const type of ['quiz', 'None', 'on_paper,none']) expect(isSubmissionType(type)).toBe(false);
});
