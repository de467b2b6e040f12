// The gradebook as the page has it: what the server said last, and what was typed and is not there yet. Edits of one student
// go one after the other, so that each knows the version that the one before made. It draws nothing.

import { ApiError } from '../api/client.ts';
import type { Cell, GradeAsked, StudentAnswer, StudentsAnswer } from './gradebook-api.ts';

export interface Student extends Omit<StudentAnswer, 'submissions'> {
  /** By assignment. */
  cells: ReadonlyMap<number, Cell>;
}

/** An edit that is under way, or did not come about. */
export type Edit =
  | { is: 'saving'; typed: string }
  | { is: 'refused'; typed: string; message: string }
  /** Somebody else changed the cell meanwhile: nothing was saved. */
  | { is: 'conflict'; typed: string; again: () => void };

export interface GradebookState {
  students: ReadonlyMap<number, Student>;
  /** By `editKey`. */
  edits: ReadonlyMap<string, Edit>;
  /** Whether others' changes are coming in. */
  isUpToDate: boolean;
}

/** How the store speaks with the server. */
export interface GradebookServer {
  student(userId: number): Promise<StudentsAnswer>;
  changes(since: string): Promise<StudentsAnswer>;
  grade(userId: number, assignmentId: number, asked: GradeAsked, ifVersion: number | null): Promise<void>;
  override(userId: number, score: number | null): Promise<void>;
}

/** The final grade is edited as a cell is. */
export type EditTarget = number | 'override';

export const editKey = (userId: number, target: EditTarget): string => `${userId} ${target}`;

export interface GradebookStore {
  state(): GradebookState;
  subscribe(told: () => void): () => void;
  /**
   * `seen` is the version of the cell that whoever edits saw; null is whatever it is once edits before this one are done, and so it
   * is while one of them is under way.
   */
  grade(
    userId: number,
    assignmentId: number,
    asked: GradeAsked,
    typed: string,
    seen: number | null,
  ): Promise<void>;
  override(userId: number, score: number | null, typed: string): Promise<void>;
  /** Says of an edit that it cannot be meant; nothing is sent. */
  refuse(userId: number, target: EditTarget, typed: string, message: string): void;
  /** Forgets an edit that did not come about; one that is under way goes on. */
  dismiss(userId: number, target: EditTarget): void;
  /** Asks what changed since the last time; never fails. */
  refresh(): Promise<void>;
}

export function gradebookStore(first: StudentsAnswer, server: GradebookServer): GradebookStore {
  const listeners = new Set<() => void>();
  const queues = new Map<number, Promise<void>>();
  /** By `editKey`: the version that somebody last saw of a cell that another changed meanwhile, as long as that is not settled. */
  const overtaken = new Map<string, number>();
  /** Questions to the server so far, and by student the one whose answer the row is. */
  let asked = 0;
  const answeredBy = new Map<number, number>();
  let since = first.asOf;
  let state: GradebookState = {
    students: merged(new Map(), first.students),
    edits: new Map(),
    isUpToDate: true,
  };

  function change(next: Partial<GradebookState>): void {
    state = { ...state, ...next };
    for (const told of listeners) told();
  }

  function setEdit(userId: number, target: EditTarget, edit: Edit | null): void {
    const edits = new Map(state.edits);
    if (edit === null) edits.delete(editKey(userId, target));
    else edits.set(editKey(userId, target), edit);
    change({ edits });
  }

  /** An answer that a newer one has overtaken is old: it changes nothing. */
  async function ask(question: () => Promise<StudentsAnswer>): Promise<StudentsAnswer> {
    asked += 1;
    const number = asked;
    const answer = await question();
    const news = answer.students.filter(({ id }) => (answeredBy.get(id) ?? 0) < number);
    for (const { id } of news) answeredBy.set(id, number);
    if (news.length > 0) change({ students: merged(state.students, news) });
    return answer;
  }

  /** Whatever came of `work`, the row is as the server has it before the edit is over. */
  function queued(
    userId: number,
    target: EditTarget,
    typed: string,
    work: () => Promise<void>,
  ): Promise<void> {
    const edit: Edit = { is: 'saving', typed };
    setEdit(userId, target, edit);
    const before = queues.get(userId) ?? Promise.resolve();
    const done = before.then(async () => {
      const failure: unknown = await work().then(
        () => null,
        (error: unknown) => error,
      );
      await ask(() => server.student(userId)).catch(() => change({ isUpToDate: false }));
      // What was typed after it is told of instead, once that is over.
      if (state.edits.get(editKey(userId, target)) !== edit) return;
      if (failure === null) setEdit(userId, target, null);
      else if (failure instanceof Conflict)
        setEdit(userId, target, { is: 'conflict', typed, again: failure.again });
      else setEdit(userId, target, { is: 'refused', typed, message: messageOf(failure) });
    });
    queues.set(userId, done);
    return done;
  }

  function grade(
    userId: number,
    assignmentId: number,
    asked: GradeAsked,
    typed: string,
    seen: number | null,
    isCertain = false,
  ): Promise<void> {
    const key = editKey(userId, assignmentId);
    // Who edits upon an edit that is under way has not seen what that one makes of the cell.
    const known = state.edits.get(key)?.is === 'saving' ? null : seen;
    if (known !== null || isCertain) overtaken.delete(key);
    return queued(userId, assignmentId, typed, async () => {
      const now = state.students.get(userId)?.cells.get(assignmentId)?.version ?? null;
      const version = isCertain ? null : (known ?? overtaken.get(key) ?? now);
      await server.grade(userId, assignmentId, asked, version).catch((error: unknown) => {
        if (!(error instanceof ApiError && error.status === 409)) throw error;
        if (version !== null) overtaken.set(key, version);
        throw new Conflict(() => void grade(userId, assignmentId, asked, typed, null, true));
      });
      overtaken.delete(key);
    });
  }

  return {
    state: () => state,
    subscribe(told) {
      listeners.add(told);
      return () => void listeners.delete(told);
    },
    grade: (...edit) => grade(...edit),
    override: (userId, score, typed) =>
      queued(userId, 'override', typed, () => server.override(userId, score)),
    refuse: (userId, target, typed, message) => setEdit(userId, target, { is: 'refused', typed, message }),
    dismiss(userId, target) {
      const key = editKey(userId, target);
      if (state.edits.get(key)?.is === 'saving') return;
      overtaken.delete(key);
      setEdit(userId, target, null);
    },
    async refresh() {
      try {
        const { asOf } = await ask(() => server.changes(since));
        since = asOf === '' ? since : asOf;
        if (!state.isUpToDate) change({ isUpToDate: true });
      } catch {
        // It is told on the page, and asked again the next time.
        if (state.isUpToDate) change({ isUpToDate: false });
      }
    },
  };
}

/** With what is new; who and what is not in it, or is the same, stays the very same object. */
function merged(
  before: ReadonlyMap<number, Student>,
  answer: readonly StudentAnswer[],
): ReadonlyMap<number, Student> {
  const students = new Map(before);
  for (const { submissions, ...person } of answer) {
    const cells = new Map(students.get(person.id)?.cells);
    for (const cell of submissions) {
      const known = cells.get(cell.assignment_id);
      if (known === undefined || JSON.stringify(known) !== JSON.stringify(cell))
        cells.set(cell.assignment_id, cell);
    }
    students.set(person.id, { ...person, cells });
  }
  return students;
}

/** Not an error that anybody is told of: somebody else changed the cell. */
class Conflict extends Error {
  readonly again: () => void;

  constructor(again: () => void) {
    super();
    this.again = again;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
