// Flags of many courses at once are those of each by itself.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { finalGradesOverride } from '../../src/model/feature-flag.ts';
import type { Database } from '../../src/store/database.ts';
import { findEffectiveFlag, findEffectiveFlags, saveFeatureFlag } from '../../src/store/feature-flags.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { insertSubAccount } from '../support/account-fixture.ts';
import { courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { testStartMs } from '../support/server.ts';

const { feature } = finalGradesOverride;

eachDatabase((databaseKind) => {
  let database: Database;
  const courses: { id: number; accountId: number }[] = [];

  beforeAll(async () => {
    const { databaseUrl } = await courseFixture(databaseKind, {
      more: async (query, { courseId }) => {
        const { id: _, ...course } = await query
          .selectFrom('courses')
          .selectAll()
          .where('id', '=', courseId)
          .executeTakeFirstOrThrow();
        const upper = await insertSubAccount(query, 'Upper');
        const lower = await insertSubAccount(query, 'Lower', null, upper);
        const shut = await insertSubAccount(query, 'Shut');
        for (const accountId of [1, upper, lower, lower, shut, shut]) {
          const uuid = `course-${courses.length}`;
          const { id } = await query
            .insertInto('courses')
            .values({ ...course, accountId, uuid })
            .returning('id')
            .executeTakeFirstOrThrow();
          courses.push({ id, accountId });
        }
        const account = { contextType: 'Account', feature } as const;
        await saveFeatureFlag(query, { ...account, contextId: upper, state: 'allowed_on' });
        await saveFeatureFlag(query, { ...account, contextId: shut, state: 'off' });
        for (const [at, state] of [
          [0, 'on'],
          [3, 'off'],
          [5, 'on'],
        ] as const) {
          const contextId = courses[at]?.id ?? 0;
          await saveFeatureFlag(query, { contextType: 'Course', contextId, feature, state });
        }
      },
    });
    database = await openDatabase(databaseUrl, testStartMs);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  test('by account, by course, inherited and locked', async () => {
    const flags = await findEffectiveFlags(database.query, courses, finalGradesOverride);
    expect(courses.map(({ id }) => [flags.get(id)?.state, flags.get(id)?.locked])).toEqual([
      ['on', false],
      ['allowed_on', false],
      ['allowed_on', false],
      ['off', false],
      ['off', true],
      ['off', true],
    ]);
    for (const { id, accountId } of courses) {
      const alone = await findEffectiveFlag(database.query, { accountId, courseId: id }, finalGradesOverride);
      expect(flags.get(id)).toEqual(alone);
    }
  });

  test('of no courses there are none', async () => {
    expect(await findEffectiveFlags(database.query, [], finalGradesOverride)).toEqual(new Map());
  });
});
