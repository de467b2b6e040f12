// What the people of the demo are to do, before anybody does it.

import { describe, expect, test } from 'vitest';
import { fieldsFor } from '../../../src/cli/demo/answers.ts';
import { behaviours } from '../../../src/cli/demo/behaviours.ts';
import { classmates } from '../../../src/cli/demo/classmates.ts';
import { Lots } from '../../../src/cli/demo/lots.ts';
import type { AuthoredQuestion } from '../../../src/cli/demo/quiz-content.ts';
import { type Action, Walk } from '../../../src/cli/demo/walk.ts';

const ends: ReadonlySet<string> = new Set(['hand_in', 'walk_away']);
const plain = { question_name: '', points_possible: 1, matches: null };
const choices = [
  { id: 1, text: 'yes', weight: 100 },
  { id: 2, text: 'no', weight: 0 },
];
const questions: AuthoredQuestion[] = [
  { ...plain, id: 11, question_type: 'text_only_question', answers: [] },
  { ...plain, id: 12, question_type: 'multiple_choice_question', answers: choices },
  { ...plain, id: 13, question_type: 'multiple_answers_question', answers: choices },
  { ...plain, id: 14, question_type: 'essay_question', question_name: 'A pea plant', answers: [] },
  { ...plain, id: 15, question_type: 'file_upload_question', answers: [] },
  {
    ...plain,
    id: 16,
    question_type: 'short_answer_question',
    answers: [{ id: 3, text: 'DNA', weight: 100 }],
  },
];

function actionsOf(name: keyof typeof behaviours, seed: string): readonly Action[] {
  const walk = new Walk(questions, new Lots(seed));
  behaviours[name](walk);
  return walk.actions;
}

const names = Object.keys(behaviours) as (keyof typeof behaviours)[];

describe.each(names)('somebody who %s', (name) => {
  test.each(['one', 'two', 'three'])('goes on in time, and comes to an end (%s)', (seed) => {
    const actions = actionsOf(name, seed);
    const times = actions.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(actions.some(({ kind }) => ends.has(kind))).toBe(true);
  });

  test('does the same at every start, and not what others do', () => {
    expect(actionsOf(name, 'same')).toEqual(actionsOf(name, 'same'));
    expect(actionsOf(name, 'other')).not.toEqual(actionsOf(name, 'same'));
  });

  test('comes back from each time away, but for pages that are left', () => {
    const actions = actionsOf(name, 'away');
    for (const [index, action] of actions.entries()) {
      if (action.kind !== 'blur') continue;
      expect(['focus', 'open']).toContain(actions[index + 1]?.kind);
    }
  });
});

test('the class has thirty names, each once, and goes about the quiz in many ways', () => {
  expect(new Set(classmates.map(({ name }) => name)).size).toBe(30);
  expect(new Set(classmates.flatMap(({ attempts }) => attempts)).size).toBeGreaterThan(15);
  expect(classmates.filter(({ sitsExam }) => sitsExam)).toHaveLength(12);
});

describe('what is put down', () => {
  const taken = { id: 12, question_text: '', blanks: [] };
  const [, choice, several, essay] = questions;
  const put = (question: AuthoredQuestion | undefined, isRight: boolean, share = 1) =>
    question === undefined ? {} : fieldsFor(question, taken, isRight, share, new Lots('put'));

  test('is right or wrong as wanted', () => {
    expect(put(choice, true)).toEqual({ question_12: '1' });
    expect(put(choice, false)).toEqual({ question_12: '2' });
    expect(put(several, true)).toEqual({ question_13_answer_1: '1', question_13_answer_2: '0' });
  });

  test('grows with the share, and what was there stays', () => {
    const half = String(put(essay, true, 0.5).question_14).replace('</p>', '');
    const whole = String(put(essay, true).question_14);
    expect(whole.startsWith(half)).toBe(true);
    expect(half.length).toBeLessThan(whole.length * 0.7);
  });
});
