// What of a subscription is said in one word: what stays, what is the default, what cannot be.

import { describe, expect, test } from 'vitest';
import { Refusal } from '../../src/model/refusal.ts';
import type { SubscriptionState } from '../../src/model/subscription.ts';
import { applySubscriptionDraft, type SubscriptionFields } from '../../src/model/subscription-draft.ts';

const known = (name: string) => name.startsWith('known');
const least = { contextType: 'root_account', transportType: 'https', eventNames: ['known'] } as const;

const made: SubscriptionFields = {
  name: null,
  contextType: 'root_account',
  eventNames: '["known"]',
  format: 'canvas',
  transportType: 'https',
  isOrdered: 0,
  workflowState: 'active',
};

describe('a subscription', () => {
  test('has defaults for what is not asked', () => {
    expect(applySubscriptionDraft(null, least, known)).toEqual(made);
  });

  test('keeps what is not asked to change', () => {
    const before: SubscriptionFields = {
      name: 'Mine',
      contextType: 'course',
      eventNames: '["known"]',
      format: 'caliper',
      transportType: 'sqs',
      isOrdered: 1,
      workflowState: 'disabled',
    };
    expect(applySubscriptionDraft(before, {}, () => false)).toEqual(before);
    expect(applySubscriptionDraft(before, { name: null, isOrdered: false }, known)).toEqual({
      ...before,
      name: null,
      isOrdered: 0,
    });
  });

  test('names each event once, and none beside *', () => {
    const named = (eventNames: string[]) =>
      JSON.parse(applySubscriptionDraft(null, { ...least, eventNames }, known).eventNames);
    expect(named(['known_b', 'known_a', 'known_b'])).toEqual(['known_b', 'known_a']);
    expect(named(['known_b', '*'])).toEqual(['*']);
    expect(() => named(['*', 'other'])).toThrow('there is no event "other"');
    expect(named(Array.from({ length: 200 }, (_, i) => `known${i}`))).toHaveLength(200);
    expect(() => named(Array.from({ length: 201 }, (_, i) => `known${i}`))).toThrow('at most 200 names');
  });

  test('is in order for Kafka, whatever is asked', () => {
    const kafka = { ...least, transportType: 'kafka', isOrdered: false } as const;
    expect(applySubscriptionDraft(null, kafka, known).isOrdered).toBe(1);
    expect(applySubscriptionDraft(made, { transportType: 'kafka' }, known).isOrdered).toBe(1);
    expect(
      applySubscriptionDraft({ ...made, isOrdered: 1 }, { transportType: 'https' }, known).isOrdered,
    ).toBe(1);
  });

  const asked: SubscriptionState[] = ['active', 'inactive', 'disabled', 'deleted'];
  const states: [before: SubscriptionState | null, after: (SubscriptionState | 'refused')[]][] = [
    [null, ['active', 'inactive', 'refused', 'refused']],
    ['active', ['active', 'inactive', 'refused', 'deleted']],
    ['inactive', ['active', 'inactive', 'refused', 'deleted']],
    ['disabled', ['active', 'inactive', 'disabled', 'deleted']],
  ];
  test.each(states.flatMap(([before, after]) => asked.map((state, i) => [before, state, after[i]] as const)))(
    'that is %s and is asked to be %s is %s',
    (before, state, after) => {
      const fields = before === null ? null : { ...made, workflowState: before };
      const draft = before === null ? { ...least, state } : { state };
      const result = () => applySubscriptionDraft(fields, draft, known).workflowState;
      if (after === 'refused') expect(result).toThrow(Refusal);
      else expect(result()).toBe(after);
    },
  );

  test.each([
    [{ ...least, contextType: undefined }, 'context_type'],
    [{ ...least, transportType: undefined }, 'other'],
    [{ ...least, eventNames: undefined }, 'other'],
  ])('is not made of %j', (draft, fault) => {
    expect(() => applySubscriptionDraft(null, draft, known)).toThrow(
      expect.objectContaining({ reason: expect.objectContaining({ kind: 'subscription_invalid', fault }) }),
    );
  });
});
