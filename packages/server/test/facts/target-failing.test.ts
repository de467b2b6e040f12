// quizwire.target_failing and quizwire.target_disabled: what is in them, and what is kept out of them.

import { expect, test } from 'vitest';
import { targetDisabled, targetFailing } from '../../src/facts/target-failing.ts';
import { newSubscription } from '../support/new-subscription.ts';

const failure = {
  failuresInARow: 70,
  failingSinceMs: Date.UTC(2026, 8, 1, 9),
  reason: 'no answer within 15 s',
};
const body = {
  subscription_id: 4,
  subscription_uuid: '00000000-0000-4000-9000-000000000004',
  subscription_name: 'Subscription 4',
  transport_type: 'https',
  target: 'https://target4.example',
  failures_in_a_row: 70,
  failing_since: '2026-09-01T09:00:00.000Z',
  last_failure_reason: 'no answer within 15 s',
};
const nowhere = { courseId: null, assignmentId: null, userId: null };

test('a warning says how many failures it is for', () => {
  expect(targetFailing(newSubscription(4), failure, 70)).toEqual({
    eventName: 'quizwire.target_failing',
    ...nowhere,
    body: { ...body, warning_level: 70 },
  });
});

test('a subscription that is disabled says why', () => {
  expect(targetDisabled(newSubscription(4), failure, 'failing')).toEqual({
    eventName: 'quizwire.target_disabled',
    ...nowhere,
    body: { ...body, disabled_reason: 'failing' },
  });
});

test('a subscription of a course is spoken of in no course: others’ targets are nobody’s business there', () => {
  const ofCourse = newSubscription(4, { contextType: 'course', contextId: 7 });
  expect(targetDisabled(ofCourse, failure, 'gone')).toMatchObject(nowhere);
});

test('what is not known is null', () => {
  const fact = targetFailing(newSubscription(4, { name: null }), { ...failure, failingSinceMs: null }, 50);
  expect(fact.body).toMatchObject({ subscription_name: null, failing_since: null });
});
