// What becomes of an assignment group, of a late policy and of a grading scheme when somebody asks for changes.
// Source: core reference §8, §10.4, §20.

import { describe, expect, test } from 'vitest';
import { applyAssignmentGroupDraft, blankAssignmentGroup } from '../../src/model/assignment-group-draft.ts';
import { readGradingStandard } from '../../src/model/grading-standard-draft.ts';
import { applyLatePolicyDraft, blankLatePolicy } from '../../src/model/late-policy-draft.ts';
import { Refusal } from '../../src/model/refusal.ts';

function messagesOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal && 'faults' in error.reason)
      return error.reason.faults.map(({ message }) => message);
    throw error;
  }
  return [];
}

describe('an assignment group', () => {
  const group = { ...blankAssignmentGroup, name: 'Quizzes', position: 2 };
  const noRules = { dropLowest: null, dropHighest: null, neverDrop: [] };

  test('stays as it is when nothing is asked', () => {
    expect(applyAssignmentGroupDraft(group, {}, [])).toEqual(group);
  });

  test('takes all rules at once', () => {
    const ruled = applyAssignmentGroupDraft(
      group,
      { rules: { dropLowest: 2, dropHighest: 1, neverDrop: [7, 7] } },
      [7, 8],
    );
    expect(ruled).toEqual({ ...group, dropLowest: 2, dropHighest: 1, neverDrop: '[7]' });
    expect(applyAssignmentGroupDraft(ruled, { rules: noRules }, [])).toEqual(group);
    expect(applyAssignmentGroupDraft(ruled, { name: 'Still' }, [])).toMatchObject({ dropLowest: 2 });
  });

  test.each([
    [{ dropLowest: Number.NaN }, ['Drop rules must be a positive number']],
    [{ dropHighest: -1 }, ['Drop rules must be a positive number']],
    [{ dropLowest: 3 }, ['Drop rules cannot be higher than the number of assignments']],
    [{ neverDrop: [9] }, ['Drop rules must name assignments of the group']],
    [
      { dropLowest: -1, dropHighest: 3, neverDrop: [Number.NaN] },
      [
        'Drop rules must be a positive number',
        'Drop rules cannot be higher than the number of assignments',
        'Drop rules must name assignments of the group',
      ],
    ],
    [{ dropLowest: 0, dropHighest: 2, neverDrop: [7] }, []],
  ])('with the rules %o of two assignments is told %j', (rules, expected) => {
    expect(
      messagesOf(() => applyAssignmentGroupDraft(group, { rules: { ...noRules, ...rules } }, [7, 8])),
    ).toEqual(expected);
  });
});

describe('a late policy', () => {
  test('takes percentages from 0 to 100', () => {
    for (const percent of [0, 0.5, 100])
      expect(
        applyLatePolicyDraft(blankLatePolicy, { lateSubmissionDeduction: percent }).lateSubmissionDeduction,
      ).toBe(percent);
    for (const percent of [-0.01, 100.01, Number.NaN, null])
      expect(
        messagesOf(() => applyLatePolicyDraft(blankLatePolicy, { lateSubmissionMinimumPercent: percent })),
      ).toHaveLength(1);
  });

  test('has a blank switch off', () => {
    const on = applyLatePolicyDraft(blankLatePolicy, { missingSubmissionDeductionEnabled: true });
    expect(on.missingSubmissionDeductionEnabled).toBe(1);
    expect(applyLatePolicyDraft(on, { missingSubmissionDeductionEnabled: null })).toEqual(blankLatePolicy);
  });
});

describe('a grading scheme', () => {
  test('has the parts of one that its percentages are, highest first', () => {
    const entries = [29, 94, 58, 0.1, 57.5].map((percent) => ({ name: `n${percent}`, percent }));
    const { scheme } = readGradingStandard({ title: 'T', entries });
    expect(scheme.map(({ value }) => value)).toEqual([0.94, 0.58, 0.575, 0.29, 0.001]);
  });
});
