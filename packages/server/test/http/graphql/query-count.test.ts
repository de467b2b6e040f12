// How many statements a query takes: as many for a long list as for a short one.

import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerQuery } from '../../../src/http/graphql/answer-query.ts';
import { lookupsIn } from '../../../src/http/graphql/lookups.ts';
import { graphqlSchema } from '../../../src/http/graphql/schema.ts';
import { overrideGrade } from '../../../src/operations/gradebook/override-grade.ts';
import { postGrades } from '../../../src/operations/gradebook/post-grades.ts';
import { setPostPolicy } from '../../../src/operations/gradebook/post-policy.ts';
import { showProgress } from '../../../src/operations/gradebook/show-progress.ts';
import { readGraph } from '../../../src/operations/graph/graph.ts';
import { showUser } from '../../../src/operations/people/show-user.ts';
import type { Database } from '../../../src/store/database.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { type CourseFixture, courseFixture } from '../../support/course-fixture.ts';
import { eachDatabase } from '../../support/databases.ts';
import { announcingOn, callerNamed } from '../../support/direct-call.ts';
import { type Gradebook, insertAssignmentRow, insertGradebook } from '../../support/gradebook-fixture.ts';
import { testStartMs } from '../../support/server.ts';

eachDatabase((databaseKind) => {
  const schema = graphqlSchema();
  let database: Database;
  let course: CourseFixture;
  let gradebook: Gradebook;
  let statements = 0;

  beforeAll(async () => {
    course = await courseFixture(databaseKind, {
      more: async (query, fixture) => {
        gradebook = await insertGradebook(query, fixture);
      },
    });
    database = await openDatabase(course.databaseUrl, testStartMs);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  const counting: KyselyPlugin = {
    transformQuery({ node }) {
      statements++;
      return node;
    },
    transformResult: async ({ result }) => result,
  };

  /** The answer of a query that only reads, and how many statements it took. */
  async function count(query: string): Promise<{ statements: number; data: unknown }> {
    statements = 0;
    const clock = () => testStartMs;
    const caller = callerNamed(course.people.teacher.id);
    const announcing = announcingOn(database, clock);
    const graph = readGraph({ ...database, query: database.query.withPlugin(counting) }, clock)(caller);
    const { errors, data } = await answerQuery(
      schema,
      { query, variables: {}, operationName: null },
      {
        showUser: showUser(database, clock),
        showProgress: showProgress(database, clock),
        overrideGrade: overrideGrade(announcing, clock),
        postGrades: postGrades(announcing, clock),
        setPostPolicy: setPostPolicy(announcing, clock),
        caller,
        graph,
        lookups: lookupsIn(graph),
        shard: 1,
        baseUrl: 'http://quizwire.test',
      },
    );
    expect(errors).toBeUndefined();
    return { statements, data };
  }

  const everything = () => `{ course(id: ${course.courseId}) {
    assignmentGroupsConnection { nodes { assignmentsConnection { nodes { name } } } }
    assignmentsConnection(first: 100) { nodes {
      name quiz { title } assignmentGroup { name } course { name account { name } }
      submissionsConnection(filter: { includeUnsubmitted: true }) { nodes { score assignment { name } user { name } } }
    } }
    enrollmentsConnection { nodes { type grades { currentScore } user { name } section { name } } }
    usersConnection { nodes { name enrollments(courseId: ${course.courseId}) { type grades { finalScore } } } }
  } }`;

  test('a list of fifty assignments takes as many as a list of four', async () => {
    const before = await count(everything());
    expect(before.statements).toBeLessThan(80);
    await database.transaction(async (transaction) => {
      for (let at = 0; at < 46; at++) {
        await insertAssignmentRow(transaction, {
          courseId: course.courseId,
          assignmentGroupId: gradebook.groups.homework,
          name: `Homework ${at}`,
        });
      }
    });
    const after = await count(everything());
    const { assignmentsConnection } = (
      after.data as { course: { assignmentsConnection: { nodes: object[] } } }
    ).course;
    expect(assignmentsConnection.nodes).toHaveLength(50);
    expect(after.statements).toBe(before.statements);
  });

  test.each(['sections', 'enrollments', 'users', 'submissions'])(
    'the %s of a course that a query comes by again and again are read once',
    async (list) => {
      const query = (first: number) => `{ course(id: ${course.courseId}) {
        assignmentsConnection(first: ${first}) { nodes { course { ${list}Connection { nodes { _id } } } } } } }`;
      expect((await count(query(50))).statements).toBe((await count(query(1))).statements);
    },
  );

  test('what is asked for twice is looked up once', async () => {
    const once = await count(`{ course(id: ${course.courseId}) { name } }`);
    const often = await count(
      `{ ${Array.from({ length: 15 }, (_, at) => `c${at}: course(id: ${course.courseId}) { name }`).join(' ')} }`,
    );
    expect(often.statements).toBe(once.statements);
  });
});
