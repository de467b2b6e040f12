import { describe, expect, test } from 'vitest';
import { eventKinds } from '../../src/facts/event-names.ts';
import { eventCategories, isEventName } from '../../src/facts/subscribable-events.ts';
import { forms as standardForms } from '../../src/format/caliper/forms.ts';
import { forms as canvasForms } from '../../src/format/canvas-caliper/forms.ts';
import { testEventName } from '../../src/model/target-events.ts';

const shown = Object.values(eventCategories).flat();

describe('the events to subscribe to', () => {
  test('are each shown once', () => {
    expect(shown).toHaveLength(new Set(shown).size);
  });

  test('have every event that is announced and every event that has a form', () => {
    const told = [...Object.keys(eventKinds), ...canvasForms.keys(), ...standardForms.keys()];
    // It is sent to whoever tests, and on no feed.
    const subscribable = told.filter((name) => name !== testEventName);
    expect(subscribable.filter((name) => !shown.includes(name))).toEqual([]);
  });

  test.each([
    'grade_change',
    'quizwire.attempt_started',
    'quizwire.of_a_later_version',
    'caliper.AssessmentItemEvent',
    'quizzes.quiz_graded',
    'quizzes-lti.grade_changed',
    'quiz_caliper.asset_accessed',
    'outcomes.retry_outcome_alignment_clone',
  ])('have the name %s', (name) => {
    expect(isEventName(name)).toBe(true);
  });

  test.each([
    '',
    'grade_changed',
    'Grade_change',
    'grade_change ',
    'quizwire.',
    'quizwire.*',
    'caliper',
    'caliper.a b',
  ])('have no name %j', (name) => {
    expect(isEventName(name)).toBe(false);
  });
});
