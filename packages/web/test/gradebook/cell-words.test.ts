// Cells of the gradebook in words.

import { describe, expect, test } from 'vitest';
import { cellWords, columnText, courseGradeText, editedText } from '../../src/gradebook/cell-words.ts';
import type { Assignment, Cell, GradingType } from '../../src/gradebook/gradebook-api.ts';

const assignment = (grading_type: GradingType, points_possible: number | null = 10): Assignment => ({
  id: 1,
  name: 'Essay',
  points_possible,
  grading_type,
  due_at: null,
  published: true,
  post_manually: false,
});
const cell = (given: Partial<Cell>): Cell => ({
  assignment_id: 1,
  version: 1,
  workflow_state: 'graded',
  score: null,
  grade: null,
  ...given,
});

describe('a cell', () => {
  test.each<[string, Partial<Cell>, GradingType, string, string]>([
    ['nothing', { workflow_state: 'unsubmitted' }, 'points', '–', ''],
    ['points', { score: 7.125, grade: '7.125' }, 'points', '7.13', '7.125'],
    ['a percentage', { score: 9, grade: '90%' }, 'percent', '90%', '90%'],
    ['a letter', { score: 8.9, grade: 'B+' }, 'letter_grade', 'B+', 'B+'],
    ['complete', { score: 10, grade: 'complete' }, 'pass_fail', 'Complete', 'complete'],
    ['incomplete', { score: 0, grade: 'incomplete' }, 'pass_fail', 'Incomplete', 'incomplete'],
    ['an excuse', { excused: true }, 'points', 'Excused', 'EX'],
    ['a text that is no grade', { grade: '<b>wow</b>' }, 'letter_grade', '<b>wow</b>', '<b>wow</b>'],
    ['less for lateness', { score: 8, grade: '8', entered_score: 9 }, 'points', '8', '9'],
    [
      'less for lateness in percent',
      { score: 8, grade: '80%', entered_score: 9, entered_grade: '90%' },
      'percent',
      '80%',
      '90%',
    ],
    ['a number where no letter is', { score: 8, grade: null }, 'letter_grade', '8', '8'],
  ])('with %s', (_, given, type, shown, edited) => {
    expect(cellWords(cell(given), assignment(type)).grade).toBe(shown);
    expect(editedText(cell(given), assignment(type))).toBe(edited);
  });

  test('that there is not shows nothing', () => {
    expect(cellWords(undefined, assignment('points'))).toEqual({ grade: '–', notes: [] });
    expect(editedText(undefined, assignment('points'))).toBe('');
  });

  test.each<[Partial<Cell>, string[]]>([
    [{ score: 1, grade: '1' }, []],
    [{ workflow_state: 'submitted' }, ['to grade']],
    [{ workflow_state: 'pending_review', score: 4, grade: '4' }, ['to grade']],
    [{ workflow_state: 'submitted', excused: true }, []],
    [{ score: 1, grade: '1', regrade: true }, ['handed in again']],
    [{ workflow_state: 'unsubmitted', missing: true }, ['missing']],
    [{ score: 1, grade: '1', late: true, hidden: true }, ['late', 'hidden']],
  ])('%j is marked %j', (given, notes) => {
    expect(cellWords(cell(given), assignment('points')).notes).toEqual(notes);
  });
});

test('columns say what they count in', () => {
  expect(columnText(assignment('points'))).toBe('out of 10');
  expect(columnText(assignment('percent'))).toBe('out of 10 · percent');
  expect(columnText(assignment('points', null))).toBe('no points');
});

test.each([
  [null, null, '–'],
  [87.5, null, '87.5%'],
  [87.5, 'B+', '87.5% B+'],
  [0, null, '0%'],
])('a course score of %s and %s is %s', (score, grade, text) => {
  expect(courseGradeText(score, grade)).toBe(text);
});
