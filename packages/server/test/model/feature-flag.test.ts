// What a flag comes to below its accounts, cell by cell. Source: core reference §18.

import { describe, expect, test } from 'vitest';
import {
  effectiveFlag,
  type FeatureState,
  type FlagHolder,
  featureTransitions,
  flagStateOf,
  isOn,
  quizLogAuditing,
} from '../../src/model/feature-flag.ts';

const root = (state?: FeatureState): FlagHolder => ({ contextType: 'Account', contextId: 1, state });
const sub = (state?: FeatureState): FlagHolder => ({ contextType: 'Account', contextId: 2, state });
const course = (state?: FeatureState): FlagHolder => ({ contextType: 'Course', contextId: 9, state });

type Row = [
  account: FeatureState | undefined,
  own: FeatureState | undefined,
  state: FeatureState,
  locked: boolean,
  parent: FeatureState,
  on: boolean,
];

describe('a flag of a course', () => {
  const rows: Row[] = [
    [undefined, undefined, 'allowed', false, 'allowed', false],
    [undefined, 'on', 'on', false, 'allowed', true],
    [undefined, 'off', 'off', false, 'allowed', false],
    ['allowed', undefined, 'allowed', false, 'allowed', false],
    ['allowed', 'on', 'on', false, 'allowed', true],
    ['allowed', 'off', 'off', false, 'allowed', false],
    ['allowed_on', undefined, 'allowed_on', false, 'allowed_on', true],
    ['allowed_on', 'on', 'on', false, 'allowed_on', true],
    ['allowed_on', 'off', 'off', false, 'allowed_on', false],
    ['on', undefined, 'on', true, 'on', true],
    ['on', 'on', 'on', true, 'on', true],
    ['on', 'off', 'on', true, 'on', true],
    ['off', undefined, 'off', true, 'off', false],
    ['off', 'on', 'off', true, 'off', false],
    ['off', 'off', 'off', true, 'off', false],
  ];
  test.each(rows)('account %s, own %s: %s, locked %s', (account, own, state, locked, parentState, on) => {
    const flag = effectiveFlag(quizLogAuditing, [root(account), course(own)]);
    expect(flag).toMatchObject({ state, locked, parentState });
    expect(isOn(flag)).toBe(on);
  });

  test('is whose it is: the course, an account above, or nobody', () => {
    const holder = (...holders: FlagHolder[]) => effectiveFlag(quizLogAuditing, holders).holder;
    expect(holder(root(), course())).toBeNull();
    expect(holder(root('allowed'), course())).toMatchObject({ contextType: 'Account', contextId: 1 });
    expect(holder(root('allowed'), course('off'))).toMatchObject({ contextType: 'Course', contextId: 9 });
    expect(holder(root('on'), course('off'))).toMatchObject({ contextType: 'Account', contextId: 1 });
  });
});

describe('accounts between', () => {
  test('the first that decides does so for all below', () => {
    const decided = effectiveFlag(quizLogAuditing, [root('off'), sub('on'), course('on')]);
    expect(decided).toMatchObject({ state: 'off', locked: true, holder: { contextId: 1 } });
    const below = effectiveFlag(quizLogAuditing, [root('allowed'), sub('on'), course('off')]);
    expect(below).toMatchObject({ state: 'on', locked: true, holder: { contextId: 2 }, parentState: 'on' });
  });

  test('a deciding account is not locked itself', () => {
    expect(effectiveFlag(quizLogAuditing, [root('on')])).toMatchObject({
      state: 'on',
      locked: false,
      parentState: 'allowed',
    });
    expect(effectiveFlag(quizLogAuditing, [root('allowed'), sub('off')])).toMatchObject({
      state: 'off',
      locked: false,
    });
  });
});

describe('changes', () => {
  test('lead to the other states that the kind of context can have', () => {
    expect(featureTransitions('Course', 'allowed')).toEqual(['off', 'on']);
    expect(featureTransitions('Course', 'on')).toEqual(['off']);
    expect(featureTransitions('Account', 'allowed')).toEqual(['off', 'on', 'allowed_on']);
  });

  test('take only those states', () => {
    const read = (kind: 'Account' | 'Course') =>
      ['off', 'on', 'allowed', 'allowed_on', 'ON', ''].map((text) => flagStateOf(kind, text));
    expect(read('Course')).toEqual(['off', 'on', undefined, undefined, undefined, undefined]);
    expect(read('Account')).toEqual(['off', 'on', 'allowed', 'allowed_on', undefined, undefined]);
  });
});
