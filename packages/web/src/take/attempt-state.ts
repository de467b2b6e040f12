// What the page knows of the attempt under way, and how that changes: pure, so that every way a saved answer could get lost
// is tested without a browser. A change of one question leaves the objects of all others as they are.

import type { QuestionState, RunningAttempt, TakenQuestion, UploadedFile } from '../api/taking.ts';
import { questionIdOf, readField, wholeField } from '../questions/field-names.ts';
import { type Fields, type FieldValue, fieldsOf } from '../questions/form-fields.ts';

export interface AttemptState {
  /** All of the attempt, in order. */
  order: readonly QuestionState[];
  /** Contents of those that have been shown, by question id. */
  contents: Readonly<Record<number, TakenQuestion>>;
  /** Ids of those on the page now. */
  shownIds: readonly number[];
  /** By question id: what its controls hold. Of a question not shown only what is not saved. */
  fields: Readonly<Record<number, Fields>>;
  /** Names of the fields that the server does not have yet, with the edit that changed each last. */
  unsaved: Readonly<Record<string, number>>;
  /** Edits so far. */
  edits: number;
}

export type AttemptAction =
  | { type: 'edited'; name: string; value: FieldValue }
  /** A save that began after edit number `edits` is done. */
  | { type: 'saved'; names: readonly string[]; edits: number }
  | { type: 'uploaded'; questionId: number; file: UploadedFile }
  | { type: 'removed_file'; questionId: number; fileId: number }
  /** The server tells of the attempt again, perhaps with other questions to show. */
  | { type: 'told'; attempt: RunningAttempt };

/** `kept` are fields that an earlier page kept on this device, as it could not save them. */
export function openAttempt(attempt: RunningAttempt, kept: Fields): AttemptState {
  const empty: AttemptState = {
    order: [],
    contents: {},
    shownIds: [],
    fields: {},
    unsaved: {},
    edits: 0,
  };
  const told = attemptReducer(empty, { type: 'told', attempt });
  return Object.entries(kept).reduce(
    (state, [name, value]) => attemptReducer(state, { type: 'edited', name, value }),
    told,
  );
}

export function attemptReducer(state: AttemptState, action: AttemptAction): AttemptState {
  switch (action.type) {
    case 'edited':
      return edited(state, action.name, action.value);
    case 'saved':
      return saved(state, action.names, action.edits);
    case 'uploaded':
      return withFiles(state, action.questionId, (files) => [...files, action.file]);
    case 'removed_file':
      return withFiles(state, action.questionId, (files) => files.filter(({ id }) => id !== action.fileId));
    case 'told':
      return told(state, action.attempt);
  }
}

function edited(state: AttemptState, name: string, value: FieldValue): AttemptState {
  const id = questionIdOf(name);
  const question = state.order.find((known) => known.id === id);
  if (id === null || question === undefined || question.closed) return state;
  const edits = state.edits + 1;
  return {
    ...state,
    edits,
    fields: { ...state.fields, [id]: { ...state.fields[id], [name]: value } },
    unsaved: { ...state.unsaved, [name]: edits },
  };
}

/** What was edited while the save was under way stays unsaved. */
function saved(state: AttemptState, names: readonly string[], edits: number): AttemptState {
  const done = new Set(names.filter((name) => (state.unsaved[name] ?? 0) <= edits));
  const unsaved = Object.fromEntries(Object.entries(state.unsaved).filter(([name]) => !done.has(name)));
  if (![...done].some((name) => name.startsWith('_'))) return { ...state, unsaved };
  const order = state.order.map((question) =>
    done.has(readField(question.id)) ? { ...question, closed: true } : question,
  );
  return { ...state, unsaved, order };
}

function withFiles(
  state: AttemptState,
  questionId: number,
  change: (files: readonly UploadedFile[]) => UploadedFile[],
): AttemptState {
  const content = state.contents[questionId];
  if (content === undefined) return state;
  const files = change(content.files);
  const contents = { ...state.contents, [questionId]: { ...content, files } };
  const ids = files.map(({ id }) => String(id));
  return edited({ ...state, contents }, wholeField(questionId), ids);
}

/** What the server says counts, except for what it does not have yet. */
function told(state: AttemptState, attempt: RunningAttempt): AttemptState {
  const flags = new Set(attempt.questions.filter(({ flagged }) => flagged).map(({ id }) => id));
  const contents: Record<number, TakenQuestion> = { ...state.contents };
  const fields: Record<number, Fields> = { ...state.fields };
  for (const question of attempt.shown) {
    const { id } = question;
    const before = state.fields[id] ?? {};
    const unsaved = Object.entries(before).filter(([name]) => name in state.unsaved);
    contents[id] = wholeField(id) in state.unsaved ? withKnownFiles(question, state.contents[id]) : question;
    fields[id] = { ...fieldsOf(question, flags.has(id)), ...Object.fromEntries(unsaved) };
  }
  return {
    ...state,
    order: attempt.questions,
    contents,
    fields,
    shownIds: attempt.shown.map(({ id }) => id),
  };
}

function withKnownFiles(question: TakenQuestion, known: TakenQuestion | undefined): TakenQuestion {
  return known === undefined ? question : { ...question, files: known.files };
}
