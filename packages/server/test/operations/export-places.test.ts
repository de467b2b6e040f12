// Places of exports.

import { describe, expect, test } from 'vitest';
import { exportsMax } from '../../src/model/quiz-log-limits.ts';
import { selectClass } from '../../src/operations/attempts/class-selection.ts';
import { exportClass } from '../../src/operations/attempts/export-class.ts';
import { ExportPlaces } from '../../src/operations/attempts/export-places.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { callerNamed } from '../support/direct-call.ts';
import { insertManyEvents } from '../support/many-events.ts';
import { testStartMs } from '../support/server.ts';

const overloaded = expect.objectContaining({ reason: expect.objectContaining({ kind: 'overloaded' }) });

test('are as many as may run at once, and each is given back once', () => {
  const places = new ExportPlaces();
  const exports = Array.from({ length: exportsMax }, () => new AbortController());
  for (const { signal } of exports) places.take(signal);
  const another = new AbortController();
  expect(() => places.take(another.signal)).toThrow(overloaded);
  for (const _ of [1, 2]) exports[0]?.abort();
  expect(() => places.take(another.signal)).not.toThrow();
  expect(() => places.take(new AbortController().signal)).toThrow(overloaded);
});

test('are not taken for a reader who is gone already', () => {
  const places = new ExportPlaces();
  for (let gone = 0; gone <= exportsMax; gone++) places.take(AbortSignal.abort());
  expect(() => places.take(new AbortController().signal)).not.toThrow();
});

eachDatabase((database) => {
  describe('places of exports', () => {
    test('are no more for those who ask at the same moment', async () => {
      const { databaseUrl, courseId, quizId, people } = await courseFixture(database);
      await using opened = await openDatabase(databaseUrl, testStartMs);
      const clock = () => testStartMs;
      const exported = exportClass(opened, selectClass(opened.query, clock), new ExportPlaces(), clock);
      const path = { course: { by: 'id', id: courseId }, quizId } as const;
      const asked = await Promise.allSettled(
        Array.from({ length: exportsMax + 3 }, () =>
          exported(callerNamed(people.teacher.id), path, new AbortController().signal),
        ),
      );
      expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(exportsMax);
    });

    test('are given back with the reading, which goes on for nobody', async () => {
      const course = await courseFixture(database, { quizSubmission: {} });
      const { databaseUrl, courseId, quizId, quizSubmissionId = 0, people } = course;
      await insertManyEvents(databaseUrl, quizSubmissionId, 250, testStartMs);
      await using opened = await openDatabase(databaseUrl, testStartMs);
      const clock = () => testStartMs + 1_000;
      const exported = exportClass(opened, selectClass(opened.query, clock), new ExportPlaces(), clock);
      const path = { course: { by: 'id', id: courseId }, quizId } as const;
      const reader = new AbortController();
      const { total, chunks } = await exported(callerNamed(people.teacher.id), path, reader.signal);
      expect([total, (await chunks.next()).value?.length]).toEqual([250, 100]);
      reader.abort();
      expect((await chunks.next()).done).toBe(true);
    });
  });
});
