// A regrade of more attempts than are in memory at once. What it comes to is in http/regrade.test.ts.

import { expect, test } from 'vitest';
import { scoreQuestion } from '../../src/grading/score-question.ts';
import type { Answer } from '../../src/model/answer-sheet.ts';
import { regradeChunkChars } from '../../src/model/quiz-limits.ts';
import { regradeAttempts } from '../../src/operations/attempts/regrade-attempts.ts';
import { findCourse } from '../../src/store/courses.ts';
import type { Query } from '../../src/store/database.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { findQuiz } from '../../src/store/quizzes.ts';
import { lockHandedIn } from '../../src/store/regraded-attempts.ts';
import { courseFixture, insertQuizSubmission } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { announcingOn, callerNamed } from '../support/direct-call.ts';
import { insertStudents } from '../support/many-attempts.ts';
import { testStartMs } from '../support/server.ts';
import { choiceQuestion, insertTakenQuiz, shortQuestion } from '../support/taken-quiz.ts';

const questions = [choiceQuestion, shortQuestion];
const corrected = {
  ...choiceQuestion,
  regrade_option: 'current_correct_only' as const,
  answers: choiceQuestion.answers.map((answer) => ({ ...answer, weight: 100 - answer.weight })),
};

async function handIn(
  query: Query,
  quizSubmissionId: number,
  attempt: number,
  answer: Answer,
): Promise<void> {
  const sheet = { [choiceQuestion.id]: { answer } };
  const graded = questions.map((question) => scoreQuestion(question, sheet[question.id]?.answer));
  await query
    .updateTable('attemptAnswers')
    .set({ answers: JSON.stringify(sheet), gradedAnswers: JSON.stringify(graded) })
    .where('quizSubmissionId', '=', quizSubmissionId)
    .where('attempt', '=', attempt)
    .execute();
}

eachDatabase((database) => {
  test.each([1, 3, 100])('with %d at a time, everybody is graded again', async (atATime) => {
    const ids: number[] = [];
    let quizId = 0;
    let otherId = 0;
    const course = await courseFixture(database, {
      async more(query, fixture) {
        const students = await insertStudents(query, fixture, 4);
        ({ quizId } = await insertTakenQuiz(query, fixture, { allowedAttempts: -1 }, questions));
        const over = {
          finishedAtMs: testStartMs,
          workflowState: 'complete',
          score: 0,
          keptScore: 2,
        } as const;
        for (const { id: userId } of students) {
          const row = { quizId, userId, attempt: 2, ...over };
          const id = await insertQuizSubmission(query, row, questions);
          await handIn(query, id, 1, '11');
          await handIn(query, id, 2, '12');
          ids.push(id);
        }
        const other = await insertTakenQuiz(query, fixture, {}, questions);
        const row = { quizId: other.quizId, userId: students[0]?.id ?? 0, ...over };
        otherId = await insertQuizSubmission(query, row, questions);
        await handIn(query, otherId, 1, '12');
      },
    });
    await using opened = await openDatabase(course.databaseUrl, testStartMs);
    const announcing = announcingOn(opened, () => testStartMs);
    await announcing.transaction(callerNamed(course.people.teacher.id), async (transaction) => {
      const found = await findCourse(transaction, course.courseId);
      const quiz = await findQuiz(transaction, course.courseId, quizId);
      if (found === undefined || quiz === undefined) throw new Error('no quiz');
      const handedIn = await lockHandedIn(transaction, quizId);
      const attemptChars = Math.floor(regradeChunkChars / atATime);
      const correction = { questionId: choiceQuestion.id, corrected, attemptChars };
      await regradeAttempts(transaction, found, quiz, handedIn, correction, testStartMs);
    });
    const attempts = await opened.query
      .selectFrom('quizSubmissionAttempts')
      .select(['quizSubmissionId', 'score', 'scoreBeforeRegrade'])
      .where('attempt', '=', 1)
      .where('quizSubmissionId', 'in', ids)
      .orderBy('quizSubmissionId')
      .execute();
    expect(attempts).toEqual(ids.map((id) => ({ quizSubmissionId: id, score: 0, scoreBeforeRegrade: 1 })));
    const rows = await opened.query
      .selectFrom('quizSubmissions')
      .select(['id', 'score', 'keptScore', 'scoreBeforeRegrade'])
      .orderBy('id')
      .execute();
    expect(rows).toEqual([
      ...ids.map((id) => ({ id, score: 2, keptScore: 2, scoreBeforeRegrade: 0 })),
      { id: otherId, score: 0, keptScore: 2, scoreBeforeRegrade: null },
    ]);
  });
});
