// Course scores are announced as by Canvas's job: after everything else that a request announces, and once for each
// student, however often they were computed on the way. Source: live events reference §3.0, §3.2.

import { beforeEach, describe, expect, test } from 'vitest';
import { type Announced, announcedBy } from '../support/announced.ts';
import { type CourseFixture, courseFixture } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { insertUngradedWork } from '../support/ungraded-work.ts';

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  let base: string;
  let paper: number;

  beforeEach(async () => {
    course = await courseFixture(database, {
      more: async (query, fixture) => {
        ({ paper } = await insertUngradedWork(query, fixture, { paper: { name: 'Paper' } }));
      },
    });
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
    base = `/api/v1/courses/${course.courseId}`;
    // Scores that are the first are not announced.
    const submission = { posted_grade: '4' };
    await teach('PUT', `${base}/assignments/${paper}/submissions/${course.people.student.id}`, {
      submission,
    });
    return () => server[Symbol.asyncDispose]();
  });

  async function teach(method: string, path: string, body: object) {
    const reply = await server.call(method, path, { token: course.people.teacher.token, body });
    expect(reply.status, reply.text).toBeLessThan(300);
    return reply.json;
  }

  const announced = (deed: () => Promise<unknown>) => announcedBy(course.databaseUrl, deed);
  const namesOf = (events: readonly Announced[]) => events.map(({ eventName }) => eventName);

  /** Published, of one question with 2 points, of which the first answer is right. */
  async function author(
    quizType: string,
  ): Promise<{ quizId: number; questionId: number; answers: number[] }> {
    const quiz = { title: 'Cells', quiz_type: quizType, allowed_attempts: -1 };
    const { id: quizId } = await teach('POST', `${base}/quizzes`, { quiz });
    const { id: questionId, answers } = await teach('POST', taking.path(quizId, '/questions'), {
      question: {
        question_type: 'multiple_choice_question',
        points_possible: 2,
        answers: [
          { answer_text: 'A', answer_weight: 100 },
          { answer_text: 'B', answer_weight: 0 },
        ],
      },
    });
    await teach('PUT', taking.path(quizId), { quiz: { published: true } });
    return { quizId, questionId, answers: answers.map(({ id }: { id: number }) => id) };
  }

  describe('course scores', () => {
    test('come after the hand-in of the quiz that moved them', async () => {
      const { student } = course.people;
      const { quizId, questionId, answers } = await author('assignment');
      const begun = await taking.begin(quizId, student);
      await taking.answer(begun, student, { [questionId]: answers[0] });
      const events = await announced(() => taking.complete(quizId, begun, student));
      expect(namesOf(events)).toEqual([
        'submission_updated',
        'grade_change',
        'quiz_submitted',
        'course_grade_change',
      ]);
    });

    test('move once where a quiz becomes graded that was taken before', async () => {
      const { student } = course.people;
      const { quizId, questionId, answers } = await author('practice_quiz');
      await taking.take(quizId, student, { [questionId]: answers[0] });
      const events = await announced(() =>
        teach('PUT', taking.path(quizId), { quiz: { quiz_type: 'assignment' } }),
      );
      expect(namesOf(events)).toEqual([
        'assignment_created',
        'submission_updated',
        'grade_change',
        'course_grade_change',
      ]);
      expect(events.at(-1)?.body).toMatchObject({
        old_current_score: 40,
        current_score: 50,
        old_final_score: 40,
        final_score: 50,
      });
    });

    test('move once where a question gets another key and other points', async () => {
      const { student } = course.people;
      const { quizId, questionId, answers } = await author('assignment');
      await taking.take(quizId, student, { [questionId]: answers[1] });
      const events = await announced(() =>
        teach('PUT', taking.path(quizId, `/questions/${questionId}`), {
          question: {
            regrade_option: 'current_correct_only',
            points_possible: 10,
            answers: [
              { id: answers[0], answer_text: 'A', answer_weight: 0 },
              { id: answers[1], answer_text: 'B', answer_weight: 100 },
            ],
          },
        }),
      );
      expect(namesOf(events)).toEqual([
        'assignment_updated',
        // Two saves of the work: the assignment has other points, then the answer is right.
        'grade_change',
        'submission_updated',
        'grade_change',
        'course_grade_change',
      ]);
      expect(events.at(-1)?.body).toMatchObject({ old_current_score: 33.33, current_score: 70 });
    });
  });
});
