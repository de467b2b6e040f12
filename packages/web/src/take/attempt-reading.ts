// What can be read from the state of an attempt: what to save, what to keep, how far it is.

import type { QuestionState, TakenQuestion } from '../api/taking.ts';
import { flagField, questionIdOf, wholeField } from '../questions/field-names.ts';
import { type Fields, type FieldValue, isFlagged } from '../questions/form-fields.ts';
import { type Progress, progressOf } from '../questions/progress.ts';
import { readsAsNumber } from '../questions/reads-as-number.ts';
import type { AttemptState } from './attempt-state.ts';

/** What is to be sent: unsaved fields, without numbers that the server could not read. */
export function fieldsToSave(state: AttemptState): Record<string, FieldValue> {
  const entries = Object.keys(state.unsaved).flatMap((name) => {
    const id = questionIdOf(name);
    const value = id === null ? undefined : state.fields[id]?.[name];
    if (id === null || value === undefined || isUnreadable(state, id, name, value)) return [];
    return [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Every unsaved field, to be kept on the device. */
export function fieldsToKeep(state: AttemptState): Record<string, FieldValue> {
  const entries = Object.keys(state.unsaved).flatMap((name) => {
    const value = state.fields[questionIdOf(name) ?? -1]?.[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

export function progressIn(state: AttemptState, question: QuestionState): Progress {
  const content = state.contents[question.id];
  const fields = state.fields[question.id];
  if (content !== undefined && fields !== undefined) return progressOnce(content, fields);
  return question.answered ? 'all' : 'none';
}

/** Asked for every question at every key; fields that have not changed are the same object. */
const known = new WeakMap<Fields, Progress>();

function progressOnce(content: TakenQuestion, fields: Fields): Progress {
  const progress = known.get(fields) ?? progressOf(content, fields);
  known.set(fields, progress);
  return progress;
}

export function isFlaggedIn(state: AttemptState, question: QuestionState): boolean {
  const fields = state.fields[question.id];
  return fields !== undefined && flagField(question.id) in fields
    ? isFlagged(fields, question.id)
    : question.flagged;
}

/** Questions with a number that count as answers: texts between them do not. */
export function numbered(state: AttemptState): readonly QuestionState[] {
  return state.order.filter(({ number }) => number !== null);
}

function isUnreadable(state: AttemptState, id: number, name: string, value: FieldValue): boolean {
  const type = state.order.find((question) => question.id === id)?.question_type;
  if (type !== 'numerical_question' && type !== 'calculated_question') return false;
  return name === wholeField(id) && typeof value === 'string' && !readsAsNumber(value);
}

/** Whether a field holds a number that cannot be saved; the ids of the questions where that is so. */
export function unreadableIn(state: AttemptState): number[] {
  return state.order.flatMap(({ id }) => {
    const value = state.fields[id]?.[wholeField(id)];
    return value !== undefined && isUnreadable(state, id, wholeField(id), value) ? [id] : [];
  });
}
