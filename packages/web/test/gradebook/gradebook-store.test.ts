// The gradebook as the page has it, against a server of a few lines that knows versions as the real one does.

import { expect, test } from 'vitest';
import { ApiError } from '../../src/api/client.ts';
import type { Cell, StudentAnswer } from '../../src/gradebook/gradebook-api.ts';
import { editKey, gradebookStore } from '../../src/gradebook/gradebook-store.ts';

const grades = { current_score: null, current_grade: null, final_score: null, final_grade: null };
const person = (id: number): Omit<StudentAnswer, 'submissions'> => ({
  id,
  name: `Student ${id}`,
  sortable_name: `${id}`,
  enrollment_state: 'active',
  posted: grades,
  unposted: grades,
  override_score: null,
  override_grade: null,
});
const empty = (assignment_id: number): Cell => ({
  assignment_id,
  version: 1,
  workflow_state: 'unsubmitted',
  score: null,
  grade: null,
});

/** Two students on two assignments; each change of a cell makes it one version newer. */
function world() {
  const cells = new Map<string, Cell>();
  for (const user of [1, 2]) for (const work of [10, 20]) cells.set(`${user} ${work}`, empty(work));
  const rowOf = (id: number): StudentAnswer => ({
    ...person(id),
    submissions: [10, 20].flatMap((work) => cells.get(`${id} ${work}`) ?? []),
  });
  const sent: unknown[] = [];
  const state = { isDown: false };
  let held = Promise.resolve();
  const answer = (ids: number[]) => {
    if (state.isDown) throw new ApiError(0, null);
    return { asOf: `${sent.length}`, students: ids.map(rowOf) };
  };
  function set(user: number, work: number, score: number): void {
    const before = cells.get(`${user} ${work}`) ?? empty(work);
    const graded = { workflow_state: 'graded' as const, score, grade: String(score) };
    cells.set(`${user} ${work}`, { ...before, ...graded, version: before.version + 1 });
  }
  const store = gradebookStore(answer([1, 2]), {
    student: async (id) => answer([id]),
    async changes() {
      const found = answer([1, 2]);
      await held;
      return found;
    },
    async grade(user, work, asked, ifVersion) {
      sent.push([user, work, asked, ifVersion]);
      if (state.isDown) throw new ApiError(0, null);
      const now = cells.get(`${user} ${work}`)?.version;
      if (ifVersion !== null && ifVersion !== now) throw new ApiError(409, { message: 'changed' });
      const score = Number(asked.posted_grade);
      if (Number.isNaN(score)) throw new ApiError(400, { message: 'no grade' });
      set(user, work, score);
    },
    async override() {
      throw new Error('not allowed');
    },
  });
  const cellOf = (user: number, work: number) => store.state().students.get(user)?.cells.get(work);
  const editOf = (user: number, work: number | 'override') => store.state().edits.get(editKey(user, work));
  /** What changed is answered only when the function it returns is called. */
  function hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    return resolve;
  }
  return { store, set, sent, state, cellOf, editOf, hold };
}

test('an edit is shown as saving, then as the server has it', async () => {
  const { store, cellOf, editOf } = world();
  const done = store.grade(1, 10, { posted_grade: '7' }, '7', 1);
  expect(editOf(1, 10)).toEqual({ is: 'saving', typed: '7' });
  await done;
  expect(editOf(1, 10)).toBeUndefined();
  expect(cellOf(1, 10)).toMatchObject({ score: 7, version: 2 });
});

test('an edit upon an edit that is under way knows the version that the first one makes', async () => {
  const { store, sent, cellOf } = world();
  await Promise.all([
    store.grade(1, 10, { posted_grade: '7' }, '7', 1),
    store.grade(1, 10, { posted_grade: '8' }, '8', null),
  ]);
  expect(sent).toEqual([
    [1, 10, { posted_grade: '7' }, 1],
    [1, 10, { posted_grade: '8' }, 2],
  ]);
  expect(cellOf(1, 10)).toMatchObject({ score: 8 });
});

test('two edits of one cell are no conflict, whichever version was seen, and the second is under way until it is over', async () => {
  const { store, cellOf, editOf } = world();
  const first = store.grade(1, 10, { posted_grade: '7' }, '7', 1);
  const second = store.grade(1, 10, { posted_grade: '8' }, '8', 1);
  await first;
  expect(editOf(1, 10)).toEqual({ is: 'saving', typed: '8' });
  store.dismiss(1, 10);
  expect(editOf(1, 10)).toEqual({ is: 'saving', typed: '8' });
  await second;
  expect(editOf(1, 10)).toBeUndefined();
  expect(cellOf(1, 10)).toMatchObject({ score: 8 });
});

test('what another has graded stays also when one typed twice without seeing it', async () => {
  const { store, set, cellOf, editOf } = world();
  set(1, 10, 5);
  await Promise.all([
    store.grade(1, 10, { posted_grade: '9' }, '9', 1),
    store.grade(1, 10, { posted_grade: '8' }, '8', null),
  ]);
  expect(editOf(1, 10)).toMatchObject({ is: 'conflict', typed: '8' });
  expect(cellOf(1, 10)).toMatchObject({ score: 5 });
  store.dismiss(1, 10);
  await store.grade(1, 10, { posted_grade: '6' }, '6', null);
  expect(cellOf(1, 10)).toMatchObject({ score: 6 });
});

test('what another has graded meanwhile is told and stays, until one saves again', async () => {
  const { store, set, cellOf, editOf } = world();
  set(1, 10, 5);
  await store.grade(1, 10, { posted_grade: '9' }, '9', 1);
  expect(cellOf(1, 10)).toMatchObject({ score: 5 });
  const edit = editOf(1, 10);
  if (edit?.is !== 'conflict') throw new Error('nothing was told');
  expect(edit.typed).toBe('9');
  edit.again();
  await expect.poll(() => editOf(1, 10)).toBeUndefined();
  expect(cellOf(1, 10)).toMatchObject({ score: 9 });
});

test('it is told also when the change had come in before the edit was over', async () => {
  const { store, set, editOf } = world();
  set(1, 10, 5);
  await store.refresh();
  await store.grade(1, 10, { posted_grade: '9' }, '9', 1);
  expect(editOf(1, 10)?.is).toBe('conflict');
  store.dismiss(1, 10);
  expect(editOf(1, 10)).toBeUndefined();
});

test('a refusal is told with what was typed', async () => {
  const { store, editOf } = world();
  await store.grade(1, 10, { posted_grade: 'x' }, 'x', 1);
  expect(editOf(1, 10)).toEqual({ is: 'refused', typed: 'x', message: 'no grade' });
  await store.override(1, 88, '88');
  expect(editOf(1, 'override')).toEqual({ is: 'refused', typed: '88', message: 'not allowed' });
});

test('without a connection nothing typed is lost, and later it can be saved', async () => {
  const { store, state, cellOf, editOf } = world();
  state.isDown = true;
  await store.grade(1, 10, { posted_grade: '7' }, '7', 1);
  expect(editOf(1, 10)).toMatchObject({ is: 'refused', typed: '7' });
  expect(store.state().isUpToDate).toBe(false);
  state.isDown = false;
  await store.refresh();
  expect(store.state().isUpToDate).toBe(true);
  await store.grade(1, 10, { posted_grade: '7' }, '7', 1);
  expect(cellOf(1, 10)).toMatchObject({ score: 7 });
});

test('an answer that a newer one has overtaken changes nothing', async () => {
  const { store, set, cellOf, hold } = world();
  const release = hold();
  const refreshed = store.refresh();
  set(1, 10, 5);
  await store.grade(1, 20, { posted_grade: '7' }, '7', 1);
  release();
  await refreshed;
  expect([cellOf(1, 10)?.score, cellOf(1, 20)?.score]).toEqual([5, 7]);
});

test('cells that did not change stay the same objects', async () => {
  const { store, set, cellOf } = world();
  const [before, other] = [cellOf(2, 10), cellOf(2, 20)];
  set(2, 20, 3);
  await store.refresh();
  expect(cellOf(2, 10)).toBe(before);
  expect(cellOf(2, 20)).not.toBe(other);
});
