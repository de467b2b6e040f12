// A cell of the gradebook in words: the grade, and below it whatever else is to be known. Pure.

import { numberText } from '../shell/wording.ts';
import type { Assignment, Cell } from './gradebook-api.ts';

export interface CellWords {
  /** The grade as the column counts; `–` for none. */
  grade: string;
  /** A word or two each; none for most cells. */
  notes: string[];
}

export function cellWords(cell: Cell | undefined, assignment: Assignment): CellWords {
  if (cell === undefined) return { grade: '–', notes: [] };
  return { grade: gradeText(cell, assignment), notes: notesOf(cell) };
}

function gradeText({ excused, score, grade }: Cell, { grading_type }: Assignment): string {
  if (excused) return 'Excused';
  if (score === null) return grade ?? '–';
  if (grading_type === 'points') return numberText(score);
  if (grading_type === 'pass_fail') return grade === 'complete' ? 'Complete' : 'Incomplete';
  return grade ?? numberText(score);
}

function notesOf(cell: Cell): string[] {
  const { workflow_state, score, excused } = cell;
  const waits = workflow_state === 'pending_review' || (workflow_state === 'submitted' && score === null);
  return [
    waits && !excused ? 'to grade' : '',
    cell.regrade && !waits ? 'handed in again' : '',
    cell.missing ? 'missing' : '',
    cell.late ? 'late' : '',
    cell.hidden ? 'hidden' : '',
  ].filter((note) => note !== '');
}

/** What an editor begins with: what would be typed to get this grade. */
export function editedText(cell: Cell | undefined, { grading_type }: Assignment): string {
  if (cell === undefined) return '';
  if (cell.excused) return 'EX';
  const score = cell.entered_score ?? cell.score;
  if (score === null) return cell.grade ?? '';
  const grade = cell.entered_score === undefined ? cell.grade : cell.entered_grade;
  return grading_type === 'points' || grade == null ? String(score) : grade;
}

/** `/ 10`, `/ 10 · percent`: what a column counts in. */
export function columnText({ points_possible, grading_type }: Assignment): string {
  const possible = points_possible === null ? 'no points' : `out of ${numberText(points_possible)}`;
  return grading_type === 'points' ? possible : `${possible} · ${kinds[grading_type]}`;
}

const kinds: Record<Assignment['grading_type'], string> = {
  points: 'points',
  percent: 'percent',
  letter_grade: 'letter',
  gpa_scale: 'GPA',
  pass_fail: 'complete',
  not_graded: 'not graded',
};

/** `87.5%`, `87.5% B+`, `–`. */
export function courseGradeText(score: number | null, grade: string | null): string {
  if (score === null) return '–';
  return grade === null ? `${numberText(score)}%` : `${numberText(score)}% ${grade}`;
}
