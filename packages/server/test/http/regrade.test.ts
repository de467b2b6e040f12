// An author corrects a question that students have answered: attempts, scores, gradebook, and what later attempts get. What
// a correction makes of one answer is in grading/regrade.test.ts. Source: quiz reference §3.1, core reference §15.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegradeOption } from '../../src/model/question-data.ts';
import { type CourseFixture, courseFixture, type Person } from '../support/course-fixture.ts';
import { eachDatabase } from '../support/databases.ts';
import { type QuizTaking, quizTaking } from '../support/quiz-taking.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { runSql } from '../support/sql.ts';

/** A published quiz with a choice of 2 points whose key says A and should say B, and a short answer of 1 point. */
interface Authored {
  quizId: number;
  assignmentId: number;
  choice: number;
  short: number;
  answers: { a: number; b: number; c: number };
}

eachDatabase((database) => {
  let course: CourseFixture;
  let server: TestServer;
  let taking: QuizTaking;
  let student: Person;
  let otherStudent: Person;
  beforeAll(async () => {
    course = await courseFixture(database);
    server = await startTestServer(database, { databaseUrl: course.databaseUrl });
    taking = quizTaking(server, course.courseId);
    ({ student, otherStudent } = course.people);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function teach(method: string, path: string, body?: object) {
    const reply = await server.call(method, path, {
      token: course.people.teacher.token,
      ...(body === undefined ? {} : { body }),
    });
    expect([200, 201, 204]).toContain(reply.status);
    return reply.json;
  }

  async function author(
    quiz: object = {},
    group?: { pick_count: number; question_points: number },
  ): Promise<Authored> {
    const { id: quizId, assignment_id } = await teach('POST', taking.path(0, '').replace(/\/0$/, ''), {
      quiz: { title: 'Cells', quiz_type: 'assignment', allowed_attempts: -1, hide_results: null, ...quiz },
    });
    let quiz_group_id: number | null = null;
    if (group !== undefined) {
      const made = await teach('POST', taking.path(quizId, '/groups'), { quiz_groups: [group] });
      quiz_group_id = made.quiz_groups[0].id;
    }
    const choice = await teach('POST', taking.path(quizId, '/questions'), {
      question: {
        question_type: 'multiple_choice_question',
        points_possible: 2,
        quiz_group_id,
        answers: [
          { answer_text: 'A', answer_weight: 100 },
          { answer_text: 'B', answer_weight: 0 },
          { answer_text: 'C', answer_weight: 0 },
        ],
      },
    });
    const short = await teach('POST', taking.path(quizId, '/questions'), {
      question: {
        question_type: 'short_answer_question',
        points_possible: 1,
        answers: [{ answer_text: 'DNA' }],
      },
    });
    await teach('PUT', taking.path(quizId), { quiz: { published: true } });
    const [a, b, c] = choice.answers.map(({ id }: { id: number }) => id);
    return { quizId, assignmentId: assignment_id, choice: choice.id, short: short.id, answers: { a, b, c } };
  }

  /** The key that should have been. */
  const correct = (
    { quizId, choice, answers }: Authored,
    regrade_option: RegradeOption | null,
    more: object = {},
  ) =>
    teach('PUT', taking.path(quizId, `/questions/${choice}`), {
      question: {
        ...(regrade_option === null ? {} : { regrade_option }),
        answers: [
          { id: answers.a, answer_text: 'A', answer_weight: 0 },
          { id: answers.b, answer_text: 'B', answer_weight: 100 },
          { id: answers.c, answer_text: 'C', answer_weight: 0 },
        ],
        ...more,
      },
    });
  const take = (quiz: Authored, answer: 'a' | 'b' | 'c', person = student) =>
    taking.take(quiz.quizId, person, { [quiz.choice]: quiz.answers[answer], [quiz.short]: 'dna' });
  const scoresOf = async (quiz: Authored, id: number, query = '') => {
    const { score, kept_score, score_before_regrade } = await taking.shown(quiz.quizId, id, query);
    return [score, kept_score, score_before_regrade];
  };
  const work = ({ assignmentId }: Authored, { id } = student) =>
    teach('GET', `/api/v1/courses/${course.courseId}/assignments/${assignmentId}/submissions/${id}`);
  const currentScore = async (person = student) => {
    const [enrollment] = await teach(
      'GET',
      `/api/v1/courses/${course.courseId}/enrollments?user_id=${person.id}`,
    );
    return enrollment.grades.current_score;
  };
  const verdicts = async (id: number, query = '') => {
    const { quiz_submission_questions } = await teach(
      'GET',
      `/api/v1/quiz_submissions/${id}/questions?include[]=grading${query}`,
    );
    return quiz_submission_questions.map(({ correct, points }: Record<string, unknown>) => [correct, points]);
  };

  test.each<[RegradeOption, number, number, number]>([
    ['current_and_previous_correct', 3, 3, 1],
    ['current_correct_only', 1, 3, 1],
    ['full_credit', 3, 3, 3],
  ])('%s: right before %d, right now %d, never right %d', async (option, before, now, never) => {
    const quiz = await author();
    const [a, b] = [await take(quiz, 'a'), await take(quiz, 'b', otherStudent)];
    const c = await take(quiz, 'c', course.people.ta);
    expect(await scoresOf(quiz, a.id)).toEqual([3, 3, null]);
    await correct(quiz, option);
    expect(await scoresOf(quiz, a.id)).toEqual([before, before, 3]);
    expect(await scoresOf(quiz, b.id)).toEqual([now, now, 1]);
    expect(await scoresOf(quiz, c.id)).toEqual([never, never, 1]);
    expect((await work(quiz)).score).toBe(before);
    expect(await work(quiz, otherStudent)).toMatchObject({
      score: now,
      grader_id: -quiz.quizId,
      grade: `${now}`,
    });
    expect((await verdicts(b.id))[0]).toEqual([true, 2]);
    expect((await verdicts(a.id))[0][0]).toBe(false);
  });

  describe('nothing is graded again', () => {
    test.each<[string, RegradeOption | null, object]>([
      ['without an option', null, {}],
      ['with no_regrade', 'no_regrade', {}],
      ['with a word that is none', null, { regrade_option: 'maybe' }],
      ['with a blank one', null, { regrade_option: '' }],
    ])('%s', async (_, option, more) => {
      const quiz = await author();
      const { id } = await take(quiz, 'a');
      await correct(quiz, option, more);
      expect(await scoresOf(quiz, id)).toEqual([3, 3, null]);
      await take(quiz, 'a');
      expect(await scoresOf(quiz, id)).toEqual([3, 3, null]);
    });

    test('of a type that is corrected by hand', async () => {
      const quiz = await author();
      const { id } = await take(quiz, 'a');
      await teach('PUT', taking.path(quiz.quizId, `/questions/${quiz.short}`), {
        question: { regrade_option: 'full_credit', answers: [{ answer_text: 'RNA' }] },
      });
      expect(await scoresOf(quiz, id)).toEqual([3, 3, null]);
    });

    test.each([
      ['says no option', {}],
      ['says null', { regrade_option: null }],
    ])('by a later change of the question that %s', async (_, more) => {
      const quiz = await author();
      const { id } = await take(quiz, 'b');
      await correct(quiz, 'current_correct_only');
      const answers = [{ id: quiz.answers.c, answer_text: 'C', answer_weight: 100 }];
      await teach('PUT', taking.path(quiz.quizId, `/questions/${quiz.choice}`), {
        question: { answers, ...more },
      });
      expect(await scoresOf(quiz, id)).toEqual([3, 3, 1]);
    });
  });

  test('every attempt is graded again, and the policy keeps what it keeps then', async () => {
    const quiz = await author({ scoring_policy: 'keep_average', allowed_attempts: 5 });
    const { id } = await take(quiz, 'a');
    await take(quiz, 'b');
    await take(quiz, 'c');
    expect(await scoresOf(quiz, id)).toEqual([1, 1.67, null]);
    await correct(quiz, 'current_correct_only');
    expect(await scoresOf(quiz, id, '?attempt=1')).toMatchObject([1, expect.any(Number), 3]);
    expect(await scoresOf(quiz, id, '?attempt=2')).toMatchObject([3, expect.any(Number), 1]);
    expect(await scoresOf(quiz, id)).toEqual([1, 1.67, 1]);
    await correct(quiz, 'full_credit');
    expect(await scoresOf(quiz, id)).toEqual([3, 3, 1]);
    expect(await scoresOf(quiz, id, '?attempt=1')).toMatchObject([3, expect.any(Number), 3]);
    expect((await work(quiz)).score).toBe(3);
  });

  test('course scores move with it, and the change is on record', async () => {
    const [from, to] = [await author(), await author()];
    await take(from, 'b', otherStudent);
    await take(to, 'b', otherStudent);
    const before = await currentScore(otherStudent);
    await correct(to, 'current_correct_only');
    expect(await currentScore(otherStudent)).toBeGreaterThan(before);
    const changes = await runSql<{ score_after: number; grader_id: number }>(
      course.databaseUrl,
      `select score_after, grader_id from grade_changes where assignment_id = ${to.assignmentId} and user_id = ${otherStudent.id} order by id`,
    );
    expect(changes).toEqual([
      { score_after: 1, grader_id: -to.quizId },
      { score_after: 3, grader_id: -to.quizId },
    ]);
  });

  test('a running attempt is graded by both keys when it is handed in, and an earlier one at once', async () => {
    const quiz = await author();
    const { id } = await take(quiz, 'b');
    const running = await taking.begin(quiz.quizId, student);
    const other = await taking.begin(quiz.quizId, otherStudent);
    await taking.answer(running, student, { [quiz.choice]: quiz.answers.a });
    await taking.answer(other, otherStudent, { [quiz.choice]: quiz.answers.c });
    await correct(quiz, 'current_and_previous_correct');
    expect(await scoresOf(quiz, id)).toEqual([null, 3, null]);
    expect(await scoresOf(quiz, id, '?attempt=1')).toMatchObject([3, expect.any(Number), 1]);
    expect((await work(quiz)).score).toBe(3);
    // The running attempt is as it was given, for whoever looks at it.
    const { quiz_submission_questions } = await teach('GET', `/api/v1/quiz_submissions/${id}/questions`);
    expect(quiz_submission_questions[0].answers[0]).toMatchObject({ text: 'A', weight: 100 });
    expect(JSON.stringify(quiz_submission_questions)).not.toContain('corrections');
    await taking.answer(other, otherStudent, { [quiz.choice]: quiz.answers.b });
    await taking.complete(quiz.quizId, running, student);
    await taking.complete(quiz.quizId, other, otherStudent);
    expect(await scoresOf(quiz, id)).toEqual([2, 3, 2]);
    expect(await scoresOf(quiz, other.id)).toEqual([2, 2, 0]);
    expect((await verdicts(id))[0]).toEqual([false, 2]);
    const after = await teach('GET', `/api/v1/quiz_submissions/${id}/questions`);
    expect(after.quiz_submission_questions[0].answers[0]).toMatchObject({ text: 'A', weight: 0 });
  });

  test('of several corrections while an attempt runs, those count that let the ones before them count', async () => {
    const quiz = await author();
    const [one, two] = [
      await taking.begin(quiz.quizId, student),
      await taking.begin(quiz.quizId, otherStudent),
    ];
    const correctTo = (right: 'a' | 'b' | 'c', regrade_option: RegradeOption) =>
      correct(quiz, regrade_option, {
        answers: Object.entries(quiz.answers).map(([name, id]) => ({
          id,
          answer_text: name,
          answer_weight: name === right ? 100 : 0,
        })),
      });
    await correctTo('c', 'current_correct_only');
    await correctTo('b', 'current_and_previous_correct');
    await taking.answer(one, student, { [quiz.choice]: quiz.answers.c });
    await taking.complete(quiz.quizId, one, student);
    expect(await scoresOf(quiz, one.id)).toEqual([2, 2, 0]);
    await correctTo('a', 'current_correct_only');
    await taking.answer(two, otherStudent, { [quiz.choice]: quiz.answers.c });
    await taking.complete(quiz.quizId, two, otherStudent);
    expect(await scoresOf(quiz, two.id)).toEqual([0, 0, 0]);
  });

  test('who begins later has the question right', async () => {
    const quiz = await author();
    await take(quiz, 'a');
    await correct(quiz, 'full_credit', { question_text: '<p>Which?</p>' });
    const later = await take(quiz, 'a', otherStudent);
    expect(await scoresOf(quiz, later.id)).toEqual([1, 1, null]);
    const { quiz_submission_questions } = await teach(
      'GET',
      `/api/v1/quiz_submissions/${later.id}/questions`,
    );
    expect(quiz_submission_questions[0]).toMatchObject({
      question_text: '<p>Which?</p>',
      question_name: 'Question 1',
    });
  });

  test('as long as nobody has taken the quiz, it stays as it was published', async () => {
    const quiz = await author();
    await correct(quiz, 'full_credit');
    const { id } = await take(quiz, 'a');
    expect(await scoresOf(quiz, id)).toEqual([3, 3, null]);
  });

  test('other points for the question are other points of the quiz and its assignment', async () => {
    const quiz = await author();
    const { id } = await take(quiz, 'b');
    await correct(quiz, 'current_correct_only', { points_possible: 4 });
    expect(await taking.shown(quiz.quizId, id)).toMatchObject({
      score: 5,
      kept_score: 5,
      quiz_points_possible: 5,
    });
    expect((await teach('GET', taking.path(quiz.quizId))).points_possible).toBe(5);
    const assignment = await teach(
      'GET',
      `/api/v1/courses/${course.courseId}/assignments/${quiz.assignmentId}`,
    );
    expect(assignment.points_possible).toBe(5);
  });

  test('a question picked from a group keeps the points of the group, and its copies are corrected too', async () => {
    const quiz = await author({}, { pick_count: 2, question_points: 3 });
    const begun = await taking.begin(quiz.quizId, student);
    const { quiz_submission_questions } = await teach(
      'GET',
      `/api/v1/quiz_submissions/${begun.id}/questions`,
    );
    const choices = quiz_submission_questions.filter(
      ({ question_type }: { question_type: string }) => question_type === 'multiple_choice_question',
    );
    expect(choices).toHaveLength(2);
    const answers = Object.fromEntries(choices.map(({ id }: { id: number }) => [id, quiz.answers.b]));
    await taking.answer(begun, student, answers);
    await taking.complete(quiz.quizId, begun, student);
    expect(await scoresOf(quiz, begun.id)).toEqual([0, 0, null]);
    await correct(quiz, 'current_correct_only', { points_possible: 50 });
    expect(await scoresOf(quiz, begun.id)).toEqual([6, 6, 0]);
  });

  test('what a teacher gave stays: comments, points added to the whole, and a grade that wins over the policy', async () => {
    const quiz = await author();
    const { id } = await take(quiz, 'b');
    await teach('PUT', taking.path(quiz.quizId, `/submissions/${id}`), {
      quiz_submissions: [
        { attempt: 1, fudge_points: 0.5, questions: { [quiz.choice]: { comment: 'see me' } } },
      ],
    });
    await correct(quiz, 'current_correct_only');
    expect(await taking.shown(quiz.quizId, id)).toMatchObject({
      score: 3.5,
      fudge_points: 0.5,
      kept_score: 3.5,
    });
    const { quiz_submission_questions } = await teach(
      'GET',
      `/api/v1/quiz_submissions/${id}/questions?include[]=grading`,
    );
    expect(quiz_submission_questions[0]).toMatchObject({ correct: true, points: 2, comment: 'see me' });

    await take(quiz, 'a');
    await teach(
      'PUT',
      `/api/v1/courses/${course.courseId}/assignments/${quiz.assignmentId}/submissions/${student.id}`,
      {
        submission: { posted_grade: '2' },
      },
    );
    const before = await work(quiz);
    await correct(quiz, 'full_credit');
    expect(await taking.shown(quiz.quizId, id)).toMatchObject({ score: 4, kept_score: 2 });
    expect(await work(quiz)).toEqual(before);
  });

  test('who is not moved by it keeps the time and the grader of their grade', async () => {
    const quiz = await author();
    await take(quiz, 'c');
    await teach(
      'PUT',
      `/api/v1/courses/${course.courseId}/assignments/${quiz.assignmentId}/submissions/${student.id}`,
      {
        submission: { posted_grade: '1.5' },
      },
    );
    const before = await work(quiz);
    await correct(quiz, 'current_correct_only');
    expect(await work(quiz)).toEqual(before);
  });

  test('an ungraded quiz has its scores graded again without a gradebook', async () => {
    const quiz = await author({ quiz_type: 'practice_quiz' });
    const { id } = await take(quiz, 'b');
    await correct(quiz, 'current_correct_only');
    expect(await scoresOf(quiz, id)).toEqual([3, 3, 1]);
  });
});
