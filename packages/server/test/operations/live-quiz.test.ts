// A quiz that is watched, where looking at it fails.

import { expect, test } from 'vitest';
import { LiveQuiz } from '../../src/operations/attempts/live-quiz.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { courseFixture, insertQuizSubmission } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { testStartMs } from '../support/server.ts';
import { runSql } from '../support/sql.ts';
import { choiceQuestion } from '../support/taken-quiz.ts';

eachDatabase((database) => {
  test('a look after one that failed sees what was there before', async () => {
    const course = await courseFixture(database, {
      async more(query, { quizId, people }) {
        const row = { quizId, userId: people.student.id };
        const quizSubmissionId = await insertQuizSubmission(query, row, [choiceQuestion]);
        await query
          .insertInto('quizEvents')
          .values({
            ...{ quizSubmissionId, attempt: 1, source: 'page', createdAtMs: testStartMs + 1 },
            ...{ eventType: 'question_viewed', eventData: `["${choiceQuestion.id}"]` },
          })
          .execute();
      },
    });
    await using opened = await openDatabase(course.databaseUrl, testStartMs);
    const quiz = new LiveQuiz(opened.query, course.quizId, () => testStartMs + 1_000);
    await runSql(course.databaseUrl, 'alter table quiz_events rename to away');
    await expect(quiz.look()).rejects.toThrow(/quiz_events/);
    await runSql(course.databaseUrl, 'alter table away rename to quiz_events');
    await quiz.look();
    expect(quiz.changedAfter(0)).toMatchObject([{ onQuestion: { questionId: choiceQuestion.id } }]);
  });
});
