import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fields } from '../../src/questions/form-fields.ts';
import { fieldsToKeep, fieldsToSave, isFlaggedIn, progressIn } from '../../src/take/attempt-reading.ts';
import { type AttemptState, attemptReducer, openAttempt } from '../../src/take/attempt-state.ts';
import { runningAttempt, takenQuestion } from '../support/taken-questions.ts';

const short = takenQuestion(1, 'short_answer_question', { answer: 'old' });
const number = takenQuestion(2, 'numerical_question');
const upload = takenQuestion(3, 'file_upload_question');
const attempt = runningAttempt([short, number, upload]);

const edited = (state: AttemptState, name: string, value: string): AttemptState =>
  attemptReducer(state, { type: 'edited', name, value });

describe('the state of an attempt', () => {
  test('begins with what the server has, and nothing to save', () => {
    const state = openAttempt(attempt, {});
    expect(state.fields[1]).toEqual({ question_1: 'old', question_1_marked: '0' });
    expect(fieldsToSave(state)).toEqual({});
  });

  test('what an earlier page kept on the device counts, and is to be saved', () => {
    const state = openAttempt(attempt, {
      question_1: 'newer',
      question_99: 'not of this attempt',
      other: 'x',
    });
    expect(state.fields[1]?.question_1).toBe('newer');
    expect(fieldsToSave(state)).toEqual({ question_1: 'newer' });
  });

  test('what was edited while a save was under way stays to be saved', () => {
    const first = edited(openAttempt(attempt, {}), 'question_1', 'a');
    const second = edited(first, 'question_1', 'ab');
    const saved = attemptReducer(second, { type: 'saved', names: ['question_1'], edits: first.edits });
    expect(fieldsToSave(saved)).toEqual({ question_1: 'ab' });
    const all = attemptReducer(second, { type: 'saved', names: ['question_1'], edits: second.edits });
    expect(fieldsToSave(all)).toEqual({});
    expect(all.fields[1]?.question_1).toBe('ab');
  });

  test('an edit leaves the objects of all other questions as they are', () => {
    const before = openAttempt(attempt, {});
    const after = edited(before, 'question_2', '4');
    expect(after.fields[1]).toBe(before.fields[1]);
    expect(after.contents).toBe(before.contents);
    expect(after.order).toBe(before.order);
  });

  test('a number that cannot be read is kept and not sent', () => {
    const state = edited(openAttempt(attempt, {}), 'question_2', '4x');
    expect(fieldsToSave(state)).toEqual({});
    expect(fieldsToKeep(state)).toEqual({ question_2: '4x' });
    expect(fieldsToSave(edited(state, 'question_2', '4'))).toEqual({ question_2: '4' });
  });

  test('a question that was left behind is closed once the server has it, and then nothing changes it', () => {
    const state = attemptReducer(openAttempt(attempt, {}), {
      type: 'saved',
      names: ['_question_1_read'],
      edits: 0,
    });
    expect(state.order[0]?.closed).toBe(true);
    expect(state.order[1]?.closed).toBe(false);
    expect(edited(state, 'question_1', 'too late')).toBe(state);
  });

  test('what the server tells later counts, but for what it does not have yet', () => {
    const state = edited(openAttempt(attempt, {}), 'question_1', 'unsaved');
    const told = runningAttempt(
      [short, { ...number, answer: 4 }],
      [{ flagged: true }, { flagged: true, answered: true }],
    );
    const after = attemptReducer(state, { type: 'told', attempt: told });
    expect(after.fields[1]).toEqual({ question_1: 'unsaved', question_1_marked: '1' });
    expect(after.fields[2]).toEqual({ question_2: '4', question_2_marked: '1' });
    expect(after.shownIds).toEqual([1, 2]);
  });

  test('files that were sent make the answer, also when the server does not know of it yet', () => {
    const file = { id: 81, display_name: 'cell.png', size: 3, url: '/files/81/download' };
    const state = attemptReducer(openAttempt(attempt, {}), { type: 'uploaded', questionId: 3, file });
    expect(fieldsToSave(state)).toEqual({ question_3: ['81'] });
    const told = attemptReducer(state, { type: 'told', attempt });
    expect(told.contents[3]?.files).toEqual([file]);
    const removed = attemptReducer(told, { type: 'removed_file', questionId: 3, fileId: 81 });
    expect(fieldsToSave(removed)).toEqual({ question_3: [] });
  });

  test('a question that is not shown is as far as the server says', () => {
    const states = [{ answered: true, flagged: true }];
    const state = openAttempt({ ...runningAttempt([short], states), shown: [] }, {});
    const [question] = state.order;
    if (question === undefined) throw new Error('there is one');
    expect(progressIn(state, question)).toBe('all');
    expect(isFlaggedIn(state, question)).toBe(true);
  });

  test('however edits and saves fall together, the server has in the end what the page shows', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('edit' as const),
        name: fc.constantFrom('question_1', 'question_1_marked', 'question_2_marked'),
        value: fc.constantFrom('0', '1'),
      }),
      fc.record({ kind: fc.constantFrom('send' as const, 'arrive' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let state = openAttempt(attempt, {});
        let underWay: { fields: Fields; edits: number } | null = null;
        const server: Record<string, unknown> = {
          question_1: 'old',
          question_1_marked: '0',
          question_2_marked: '0',
        };
        const send = (): void => {
          underWay ??= { fields: fieldsToSave(state), edits: state.edits };
        };
        const arrive = (): void => {
          if (underWay === null) return;
          Object.assign(server, underWay.fields);
          const names = Object.keys(underWay.fields);
          state = attemptReducer(state, { type: 'saved', names, edits: underWay.edits });
          underWay = null;
        };
        for (const one of steps) {
          if (one.kind === 'edit') state = edited(state, one.name, one.value);
          else if (one.kind === 'send') send();
          else arrive();
        }
        arrive();
        send();
        arrive();
        expect(fieldsToSave(state)).toEqual({});
        const { question_1, question_1_marked } = state.fields[1] ?? {};
        expect(server).toEqual({
          question_1,
          question_1_marked,
          question_2_marked: state.fields[2]?.question_2_marked,
        });
      }),
    );
  });
});
