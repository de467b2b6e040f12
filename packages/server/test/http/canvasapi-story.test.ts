// The story from its first assignment group to its second attempt, as the Python client `canvasapi` sends it. The numbers are
// those of core reference §22, the calls those of §22.10; s2 has a client with a token of their own, the others are acted
// as. The tests build on one another, in order.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type CanvasapiClient,
  type CanvasapiReply,
  canvasapiClient,
  type Kwargs,
} from '../support/canvasapi-client.ts';
import { eachDatabase } from '../support/databases.ts';
import { notPermittedBody } from '../support/refusal-bodies.ts';
import { type Reply, startTestServer, type TestServer } from '../support/server.ts';

type Json = Reply['json'];

eachDatabase((database) => {
  let server: TestServer;
  let admin: CanvasapiClient;
  let ownClientOfS2: CanvasapiClient;

  const people = { teacher: 0, s1: 0, s2: 0, s3: 0 };
  let course = '';
  const enrollments = { s1: 0, s2: 0, s3: 0 };
  const groups = { quizzes: 0, homework: 0 };
  const assignments = { essay: 0, participation: 0, reflection: 0, quiz: 0 };
  let quiz = '';
  let questionGroup = 0;
  /** By name, as the author sees them. */
  const questions: Record<string, Json> = {};
  const attempts: Record<'s1' | 's2', { id: number; attempt: number; validation_token: string }> = {
    s1: { id: 0, attempt: 0, validation_token: '' },
    s2: { id: 0, attempt: 0, validation_token: '' },
  };
  let events = '';

  type Who = keyof typeof people;
  type Student = 's1' | 's2';

  const clientOf = (who: Who): CanvasapiClient => (who === 's2' ? ownClientOfS2 : admin);
  const actingAs = (who: Who): Kwargs => (who === 's2' ? {} : { as_user_id: people[who] });

  function send(
    who: Who,
    method: 'GET' | 'POST' | 'PUT',
    endpoint: string,
    kwargs: Kwargs = {},
  ): Promise<CanvasapiReply> {
    return clientOf(who).request(method, endpoint, { ...kwargs, ...actingAs(who) });
  }

  /** The body of an answer that must be 200. */
  async function sent(...request: Parameters<typeof send>): Promise<Json> {
    const { status, json } = await send(...request);
    expect([request, status]).toEqual([request, 200]);
    return json;
  }

  function listed(who: Who, endpoint: string, kwargs: Kwargs = {}, root?: string): Promise<Json[]> {
    return clientOf(who).paginated(endpoint, { ...kwargs, ...actingAs(who) }, root);
  }

  function answerId(question: string, text: string): number {
    return questions[question].answers.find((answer: Json) => answer.text === text).id;
  }

  /** qs.get_submission_questions(): the true/false question that was drawn, and its answer `text`. */
  async function drawn(who: Student, text: string): Promise<{ id: number; answer: number }> {
    const { quiz_submission_questions: given } = await sent(
      who,
      'GET',
      `quiz_submissions/${attempts[who].id}/questions`,
    );
    const { id, answers } = given.find((each: Json) => each.question_type === 'true_false_question');
    return { id, answer: answers.find((answer: Json) => answer.text === text).id };
  }

  /** quiz.create_submission() */
  async function begin(who: Student): Promise<Json> {
    const { quiz_submissions: begun } = await sent(who, 'POST', `${quiz}/submissions`);
    expect(begun).toHaveLength(1);
    attempts[who] = begun[0];
    return begun[0];
  }

  /** qs.answer_submission_questions(quiz_questions=[…]) */
  async function answer(
    who: Student,
    quizQuestions: { id: number; answer: string | number }[],
  ): Promise<Json[]> {
    const { id, validation_token, attempt } = attempts[who];
    const json = await sent(who, 'POST', `quiz_submissions/${id}/questions`, {
      quiz_questions: quizQuestions,
      validation_token,
      attempt,
    });
    return json.quiz_submission_questions;
  }

  /** qs.complete() */
  async function complete(who: Student): Promise<Json> {
    const { id, validation_token, attempt } = attempts[who];
    const json = await sent(who, 'POST', `${quiz}/submissions/${id}/complete`, { validation_token, attempt });
    return json.quiz_submissions[0];
  }

  /** What the teacher gets of course.get_enrollments(user_id=…). */
  async function grades(student: 's1' | 's2' | 's3'): Promise<Json> {
    const [enrollment] = await listed('teacher', `${course}/enrollments`, { user_id: people[student] });
    return enrollment.grades;
  }

  function submissionOf(assignment: keyof typeof assignments, student: 's1' | 's2' | 's3'): string {
    return `${course}/assignments/${assignments[assignment]}/submissions/${people[student]}`;
  }

  // Steps 4 to 14, which canvasapi-forms.test.ts looks at.
  beforeAll(async () => {
    server = await startTestServer(database);
    admin = canvasapiClient(server.url, server.adminToken);
    const made = async (endpoint: string, kwargs: Kwargs) => {
      const { status, json } = await admin.request('POST', endpoint, kwargs);
      expect(status).toBe(200);
      return json;
    };
    for (const who of Object.keys(people) as Who[]) {
      const pseudonym = { unique_id: `${who}@example.edu`, send_confirmation: false };
      const user = { name: `Person ${who}`, skip_registration: true };
      people[who] = (await made('accounts/1/users', { pseudonym, user })).id;
    }
    const { id } = await made('accounts/1/courses', {
      account_id: 1,
      course: { name: 'Biology 101', apply_assignment_group_weights: true },
    });
    course = `courses/${id}`;
    await made(`${course}/enrollments`, {
      enrollment: { type: 'TeacherEnrollment', enrollment_state: 'active' },
      'enrollment[user_id]': people.teacher,
    });
    for (const student of ['s1', 's2', 's3'] as const) {
      const enrollment = await made(`${course}/enrollments`, {
        enrollment: { type: 'StudentEnrollment', enrollment_state: 'active', notify: false },
        'enrollment[user_id]': people[student],
      });
      enrollments[student] = enrollment.id;
    }
    const { token } = await made(`users/${people.s2}/tokens`, { token: { purpose: 'story', active: true } });
    ownClientOfS2 = canvasapiClient(server.url, token);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  describe('groups, assignments, the feature and the quiz (15–31)', () => {
    test('15: course.create_assignment_group', async () => {
      for (const [key, kwargs] of [
        ['quizzes', { name: 'Quizzes', group_weight: 60, position: 1 }],
        ['homework', { name: 'Homework', group_weight: 40.0 }],
      ] as const) {
        const json = await sent('teacher', 'POST', `${course}/assignment_groups`, kwargs);
        expect(json).toMatchObject({ name: kwargs.name, group_weight: kwargs.group_weight, rules: {} });
        groups[key] = json.id;
      }
    });

    test('16–18: course.create_assignment', async () => {
      for (const [key, assignment] of [
        ['essay', { name: 'Essay', points_possible: 20, grading_type: 'points' }],
        ['participation', { name: 'Participation', points_possible: 10, grading_type: 'pass_fail' }],
        ['reflection', { name: 'Reflection', points_possible: 10, grading_type: 'letter_grade' }],
      ] as const) {
        const { status, json } = await send('teacher', 'POST', `${course}/assignments`, {
          assignment: {
            ...assignment,
            submission_types: ['on_paper'],
            assignment_group_id: groups.homework,
            due_at: null,
            published: true,
          },
        });
        expect(status).toBe(201);
        expect(json).toMatchObject({
          ...assignment,
          submission_types: ['on_paper'],
          assignment_group_id: groups.homework,
          due_at: null,
          published: true,
        });
        assignments[key] = json.id;
      }
    });

    test('19: canvas.graphql', async () => {
      const data = await admin.graphql(
        'mutation($a:ID!){setAssignmentPostPolicy(input:{assignmentId:$a,postManually:true}){postPolicy{postManually}}}',
        { a: assignments.reflection },
        { as_user_id: people.teacher },
      );
      expect(data).toEqual({ setAssignmentPostPolicy: { postPolicy: { postManually: true } } });
      const json = await sent('teacher', 'GET', `${course}/assignments/${assignments.reflection}`);
      expect(json.post_manually).toBe(true);
    });

    test('20–21: FeatureFlag.set_feature_flag', async () => {
      const features = await listed('teacher', `${course}/features`);
      const { name } = features.find(({ feature }) => feature === 'quiz_log_auditing');
      const flag = await sent('teacher', 'PUT', `${course}/features/flags/${name}`, { state: 'on' });
      expect(flag).toMatchObject({ state: 'on', context_type: 'Course' });
      expect(await sent('teacher', 'GET', `${course}/features/enabled`)).toContain('quiz_log_auditing');
    });

    test('22: course.create_quiz', async () => {
      const json = await sent('teacher', 'POST', `${course}/quizzes`, {
        quiz: {
          title: 'Cells',
          quiz_type: 'assignment',
          assignment_group_id: groups.quizzes,
          time_limit: 30,
          allowed_attempts: 2,
          scoring_policy: 'keep_highest',
          shuffle_answers: false,
        },
      });
      expect(json).toMatchObject({
        published: false,
        time_limit: 30,
        allowed_attempts: 2,
        assignment_group_id: groups.quizzes,
        assignment_id: expect.any(Number),
      });
      quiz = `${course}/quizzes/${json.id}`;
      assignments.quiz = json.assignment_id;
    });

    test('23–26: quiz.create_question, with answers in a list or in a dict', async () => {
      for (const question of [
        {
          question_name: 'mc',
          question_text: 'Powerhouse?',
          question_type: 'multiple_choice_question',
          points_possible: 2,
          answers: {
            0: { answer_text: 'Mitochondrion', answer_weight: 100 },
            1: { answer_text: 'Nucleus', answer_weight: 0 },
          },
        },
        {
          question_name: 'sa',
          question_type: 'short_answer_question',
          points_possible: 1,
          answers: [{ answer_text: 'DNA' }],
        },
        {
          question_name: 'num',
          question_type: 'numerical_question',
          points_possible: 2.0,
          answers: [{ numerical_answer_type: 'exact_answer', answer_exact: 46, answer_error_margin: 0 }],
        },
        { question_name: 'essay', question_type: 'essay_question', points_possible: 5, answers: [] },
      ]) {
        questions[question.question_name] = await sent('teacher', 'POST', `${quiz}/questions`, { question });
      }
      expect(questions.mc).toMatchObject({
        question_text: 'Powerhouse?',
        points_possible: 2,
        answers: [
          { id: expect.any(Number), text: 'Mitochondrion', weight: 100 },
          { id: expect.any(Number), text: 'Nucleus', weight: 0 },
        ],
      });
      expect(questions.sa.answers).toMatchObject([{ text: 'DNA', weight: 100 }]);
      expect(questions.num.answers).toMatchObject([{ exact: 46, margin: 0 }]);
      expect(questions.essay.answers).toEqual([]);
    });

    test('27–28: quiz.create_question_group and quiz.get_quiz_group', async () => {
      const { status, json } = await send('teacher', 'POST', `${quiz}/groups`, {
        quiz_groups: [{ name: 'Pool', pick_count: 1, question_points: 2 }],
      });
      expect(status).toBe(201);
      questionGroup = json.quiz_groups[0].id;
      const group = await sent('teacher', 'GET', `${quiz}/groups/${questionGroup}`);
      expect(group).toMatchObject({ name: 'Pool', pick_count: 1, question_points: 2 });
      for (const name of ['tf1', 'tf2']) {
        const made = await sent('teacher', 'POST', `${quiz}/questions`, {
          question: {
            question_name: name,
            question_type: 'true_false_question',
            quiz_group_id: questionGroup,
            answers: [
              { answer_text: 'True', answer_weight: 100 },
              { answer_text: 'False', answer_weight: 0 },
            ],
          },
        });
        expect(made.quiz_group_id).toBe(questionGroup);
      }
    });

    test('29–31: quiz.edit, course.update, course.get_quiz', async () => {
      const published = await sent('teacher', 'PUT', quiz, { quiz: { published: true } });
      expect(published).toMatchObject({ published: true, points_possible: 12, question_count: 5 });
      const offered = await sent('teacher', 'PUT', course, { course: { event: 'offer' } });
      expect(offered.workflow_state).toBe('available');
      const seen = await sent('s1', 'GET', quiz);
      expect(seen).toMatchObject({ locked_for_user: false, permissions: { submit: true } });
      expect(seen).not.toHaveProperty('access_code');
    });
  });

  describe('taking the quiz (32–43)', () => {
    test('32–34: quiz.create_submission and qs.get_submission_questions', async () => {
      expect(await begin('s1')).toMatchObject({
        user_id: people.s1,
        attempt: 1,
        workflow_state: 'untaken',
        end_at: '2026-09-01T09:30:00Z',
        validation_token: expect.stringMatching(/^[0-9a-f]{64}$/),
      });
      events = `${quiz}/submissions/${attempts.s1.id}/events`;
      const again = await send('s1', 'POST', `${quiz}/submissions`);
      expect([again.status, again.json.status]).toEqual([409, 'conflict']);
      const json = await sent('s1', 'GET', `quiz_submissions/${attempts.s1.id}/questions`);
      expect(json.quiz_submission_questions).toHaveLength(5);
      expect(JSON.stringify(json)).not.toMatch(/"weight"|"exact"|"comments"|DNA/);
    });

    test('35: events, posted raw', async () => {
      server.clock.nowMs += 15_000;
      const posted = await send('s1', 'POST', events, {
        quiz_submission_events: [
          {
            event_type: 'session_started',
            event_data: { user_agent: 'story/1' },
            client_timestamp: '2024-01-01T00:00:00Z',
          },
          { event_type: 'question_viewed', event_data: [questions.mc.id] },
        ],
      });
      expect([posted.status, posted.json]).toEqual([204, undefined]);
    });

    test('36: qs.answer_submission_questions', async () => {
      server.clock.nowMs += 15_000;
      const right = answerId('mc', 'Mitochondrion');
      const answered = await answer('s1', [
        { id: questions.mc.id, answer: right },
        { id: questions.sa.id, answer: ' DNA ' },
      ]);
      expect(answered).toMatchObject([
        { id: questions.mc.id, answer: String(right), flagged: false },
        { id: questions.sa.id, answer: 'dna', flagged: false },
      ]);
    });

    test('37: question.flag', async () => {
      server.clock.nowMs += 15_000;
      const { id, validation_token, attempt } = attempts.s1;
      const path = `quiz_submissions/${id}/questions/${questions.num.id}/flag`;
      const json = await sent('s1', 'PUT', path, { validation_token, attempt });
      expect(json.quiz_submission_questions).toMatchObject([{ id: questions.num.id, flagged: true }]);
    });

    test('38: more events', async () => {
      server.clock.nowMs += 15_000;
      const { status } = await send('s1', 'POST', `${quiz}/submissions/self/events`, {
        quiz_submission_events: [{ event_type: 'page_blurred' }, { event_type: 'page_focused' }],
      });
      expect(status).toBe(204);
    });

    test('39: the other answers, a number among them', async () => {
      server.clock.nowMs += 15_000;
      const answered = await answer('s1', [
        { id: questions.num.id, answer: 46 },
        { id: questions.essay.id, answer: '<p>text & more</p>' },
        await drawn('s1', 'True'),
      ]);
      expect(answered[0].answer).toBe(46);
      expect(answered[1].answer).toBe('<p>text &amp; more</p>');
    });

    test('40–42: qs.get_times, qs.complete, and no look at the log', async () => {
      const times = await sent('s1', 'GET', `${quiz}/submissions/${attempts.s1.id}/time`);
      expect(times).toEqual({ end_at: '2026-09-01T09:30:00Z', time_left: 1725 });
      server.clock.nowMs += 15_000;
      expect(await complete('s1')).toMatchObject({
        workflow_state: 'pending_review',
        score: 7,
        kept_score: 7,
        finished_at: '2026-09-01T09:01:30Z',
        time_spent: 90,
        attempts_left: 1,
      });
      expect(await send('s1', 'GET', events)).toMatchObject({ status: 403, json: notPermittedBody });
    });

    test('43: s2, whose requests to begin have no body', async () => {
      await begin('s2');
      await answer('s2', [
        { id: questions.mc.id, answer: answerId('mc', 'Nucleus') },
        { id: questions.sa.id, answer: 'DNA' },
        { id: questions.num.id, answer: 46.0 },
        await drawn('s2', 'False'),
        { id: questions.essay.id, answer: 'because' },
      ]);
      server.clock.nowMs += 60_000;
      expect(await complete('s2')).toMatchObject({ workflow_state: 'pending_review', score: 3 });
    });
  });

  describe('grading (44–53)', () => {
    test('45: quiz.get_submissions', async () => {
      const rows = await listed('teacher', `${quiz}/submissions`, {}, 'quiz_submissions');
      expect(rows.map(({ workflow_state }) => workflow_state)).toEqual(['pending_review', 'pending_review']);
    });

    test('46: qs.get_submission_events', async () => {
      const { quiz_submission_events: log } = await sent('teacher', 'GET', events, { per_page: 50 });
      expect(log.map(({ event_type }: Json) => event_type)).toEqual([
        'submission_created',
        'session_started',
        'question_viewed',
        'question_answered',
        'question_answered',
        'page_blurred',
        'page_focused',
        'question_answered',
      ]);
      const [, started, viewed, answered, flagged] = log;
      expect(started.event_data).toEqual({ user_agent: 'story/1' });
      expect(viewed.event_data).toEqual([String(questions.mc.id)]);
      expect(answered.event_data).toEqual([
        { quiz_question_id: String(questions.mc.id), answer: String(answerId('mc', 'Mitochondrion')) },
        { quiz_question_id: String(questions.sa.id), answer: 'dna' },
      ]);
      expect(flagged.event_data).toEqual([{ quiz_question_id: String(questions.num.id), answer: null }]);
    });

    test('47: assignment.get_submission and submission.edit', async () => {
      const submission = await sent('teacher', 'GET', submissionOf('essay', 's1'));
      expect(submission).toMatchObject({ user_id: people.s1, assignment_id: assignments.essay, score: null });
      const json = await sent('teacher', 'PUT', submissionOf('essay', 's1'), {
        submission: { posted_grade: 18 },
        comment: { text_comment: 'Good' },
      });
      expect(json).toMatchObject({
        score: 18,
        grade: '18',
        workflow_state: 'graded',
        submission_comments: [{ comment: 'Good', author_id: people.teacher }],
        all_submissions: [{ user_id: people.s1, score: 18 }],
      });
    });

    test('48: course.submissions_bulk_update, and progress.query until it has ended', async () => {
      const progress = await sent('teacher', 'POST', `${course}/submissions/update_grades`, {
        grade_data: {
          [assignments.participation]: {
            [people.s1]: { posted_grade: 'complete' },
            [people.s2]: { posted_grade: 'incomplete' },
          },
          [assignments.essay]: { [people.s2]: { posted_grade: '75%' } },
        },
      });
      expect(progress.tag).toBe('submissions_update');
      const ended = await admin.ended(progress, { as_user_id: people.teacher });
      expect(ended).toMatchObject({ workflow_state: 'completed', completion: 100, message: null });
      for (const [assignment, student, score] of [
        ['participation', 's1', 10],
        ['participation', 's2', 0],
        ['essay', 's2', 15],
      ] as const) {
        expect((await sent('teacher', 'GET', submissionOf(assignment, student))).score).toBe(score);
      }
    });

    test('44: course.get_enrollments while the quiz waits for review', async () => {
      expect(await grades('s1')).toMatchObject({ current_score: 93.33, final_score: 63 });
    });

    test('49: submission.edit with excuse=True', async () => {
      const json = await sent('teacher', 'PUT', submissionOf('essay', 's3'), {
        submission: { excuse: true },
      });
      expect(json).toMatchObject({ excused: true, score: null, grade: null });
    });

    test('50–51: a letter with a plus, which its student does not see', async () => {
      const json = await sent('teacher', 'PUT', submissionOf('reflection', 's1'), {
        submission: { posted_grade: 'B+' },
      });
      expect(json).toMatchObject({ score: 8.9, grade: 'B+', posted_at: null });
      const own = await sent('s1', 'GET', submissionOf('reflection', 's1'));
      for (const key of ['score', 'grade', 'entered_score', 'entered_grade']) {
        expect(own).not.toHaveProperty(key);
      }
    });

    test('52–53: qs.update_score_and_comments', async () => {
      for (const [who, score, total] of [
        ['s1', 4, 11],
        ['s2', 3.0, 6],
      ] as const) {
        const json = await sent('teacher', 'PUT', `${quiz}/submissions/${attempts[who].id}`, {
          quiz_submissions: [
            { attempt: 1, fudge_points: null, questions: { [questions.essay.id]: { score, comment: 'ok' } } },
          ],
        });
        expect(json.quiz_submissions).toMatchObject([
          { score: total, kept_score: total, workflow_state: 'complete' },
        ]);
      }
      expect(await sent('teacher', 'GET', submissionOf('quiz', 's1'))).toMatchObject({
        score: 11,
        submission_type: 'online_quiz',
        grader_id: people.teacher,
      });
    });
  });

  describe('course scores (54–57)', () => {
    test('course.get_enrollments, one a page', async () => {
      const all = await listed('teacher', `${course}/enrollments`, {
        type: ['StudentEnrollment'],
        per_page: 1,
      });
      const scores = Object.fromEntries(
        all.map(({ user_id, grades: of }) => [
          user_id,
          [of.current_score, of.final_score, of.unposted_current_score, of.unposted_final_score],
        ]),
      );
      expect(scores).toEqual({
        [people.s1]: [92.33, 83, 91.9, 91.9],
        [people.s2]: [50, 45, 50, 45],
        [people.s3]: [null, 0, null, 0],
      });
    });

    test('canvas.get_courses and course.get_multiple_submissions', async () => {
      const [own] = await listed('s1', 'courses', { include: ['total_scores'] });
      expect(own.enrollments).toMatchObject([{ computed_current_score: 92.33, computed_final_score: 83 }]);
      const grouped = await listed('teacher', `${course}/students/submissions`, {
        student_ids: ['all'],
        grouped: true,
        include: ['total_scores'],
      });
      const s1 = grouped.find(({ user_id }) => user_id === people.s1);
      expect(s1).toMatchObject({ computed_current_score: 92.33, computed_final_score: 83 });
      expect(s1.submissions).toHaveLength(4);
    });

    test('54: canvas.graphql posts the letters', async () => {
      const { postAssignmentGrades: posted } = await admin.graphql(
        'mutation($a:ID!){postAssignmentGrades(input:{assignmentId:$a}){progress{_id state} errors{message}}}',
        { a: String(assignments.reflection) },
        { as_user_id: people.teacher },
      );
      expect(posted.errors).toBeNull();
      await admin.ended({ id: posted.progress._id }, { as_user_id: people.teacher });
      expect(await grades('s1')).toMatchObject({ current_score: 91.9, final_score: 91.9 });
      expect((await sent('s1', 'GET', submissionOf('reflection', 's1'))).grade).toBe('B+');
    });

    test('55: course.update', async () => {
      for (const [isWeighted, score] of [
        [false, 92.12],
        [true, 91.9],
      ] as const) {
        await sent('teacher', 'PUT', course, { course: { apply_assignment_group_weights: isWeighted } });
        expect(await grades('s1')).toMatchObject({ current_score: score });
      }
    });

    test('56–57: group.edit; an empty dict would not be sent, so that 0 takes the rule away', async () => {
      for (const [drops, current, final] of [
        [1, 60, 50],
        [0, 50, 45],
      ] as const) {
        const path = `${course}/assignment_groups/${groups.homework}`;
        const { name } = await sent('teacher', 'PUT', path, { rules: { drop_lowest: drops } });
        expect(name).toBe('Homework');
        expect(await grades('s2')).toMatchObject({ current_score: current, final_score: final });
      }
    });
  });

  describe('override (58–63)', () => {
    const override = () =>
      send('teacher', 'PUT', `${course}/update_final_grade_overrides`, {
        override_scores: [{ student_id: people.s2, override_score: 88.8 }],
      });

    test('58–59: course.update_settings, whose keys are flat', async () => {
      expect(await override()).toMatchObject({ status: 403, json: notPermittedBody });
      await sent('teacher', 'PUT', `${course}/features/flags/final_grades_override`, { state: 'on' });
      const settings = await sent('teacher', 'PUT', `${course}/settings`, {
        allow_final_grade_override: true,
      });
      expect(settings.allow_final_grade_override).toBe(true);
    });

    test('60–62: the override, sent raw, and user.get_enrollments', async () => {
      const progress = await override();
      expect(progress).toMatchObject({ status: 200, json: { tag: 'override_grade_update' } });
      await admin.ended(progress.json, { as_user_id: people.teacher });
      const seen = await grades('s2');
      expect(seen).toMatchObject({ current_score: 50, override_score: 88.8 });
      expect(seen).not.toHaveProperty('override_grade');
      const [own] = await listed('s2', 'users/self/enrollments');
      expect(own.grades).toMatchObject({ current_score: 88.8, final_score: 88.8 });
      expect(own.grades).not.toHaveProperty('override_score');
    });

    test('63: canvas.graphql takes it back', async () => {
      const data = await admin.graphql(
        'mutation($e:ID!){setOverrideScore(input:{enrollmentId:$e,overrideScore:null}){grades{overrideScore}}}',
        { e: enrollments.s2 },
        { as_user_id: people.teacher },
      );
      expect(data).toEqual({ setOverrideScore: { grades: { overrideScore: null } } });
      const [own] = await listed('s2', 'users/self/enrollments');
      expect(own.grades).toMatchObject({ current_score: 50, final_score: 45 });
    });
  });

  describe('a second attempt and the log (72–75)', () => {
    test('72: the better attempt is kept', async () => {
      expect(await begin('s2')).toMatchObject({ attempt: 2, kept_score: 6, score: null });
      await answer('s2', [
        { id: questions.mc.id, answer: answerId('mc', 'Mitochondrion') },
        { id: questions.sa.id, answer: 'DNA' },
        { id: questions.num.id, answer: 46 },
        await drawn('s2', 'True'),
        { id: questions.essay.id, answer: 'because, and better' },
      ]);
      server.clock.nowMs += 60_000;
      expect(await complete('s2')).toMatchObject({ workflow_state: 'pending_review', score: 7 });
      const { quiz_submissions: scored } = await sent(
        'teacher',
        'PUT',
        `${quiz}/submissions/${attempts.s2.id}`,
        { quiz_submissions: [{ attempt: 2, questions: { [questions.essay.id]: { score: 5 } } }] },
      );
      expect(scored).toMatchObject([{ score: 12, kept_score: 12, workflow_state: 'complete' }]);
      expect((await sent('teacher', 'GET', submissionOf('quiz', 's2'))).score).toBe(12);
    });

    test('73: each attempt has its own log', async () => {
      const path = `${quiz}/submissions/${attempts.s2.id}/events`;
      const logs: Json[] = [];
      for (const attempt of [1, 2]) {
        const log = await listed('teacher', path, { attempt, per_page: 1 }, 'quiz_submission_events');
        expect(log[0].event_type).toBe('submission_created');
        logs.push(...log);
      }
      expect(new Set(logs.map(({ id }) => id)).size).toBe(logs.length);
      expect((await send('teacher', 'GET', path, { attempt: 3 })).status).toBe(404);
    });

    test('74: quiz.edit does not take back a quiz that students have taken', async () => {
      const { status, json } = await send('teacher', 'PUT', quiz, { quiz: { published: false } });
      expect(status).toBe(400);
      expect(json.errors.published[0].message).toBe("Can't unpublish if there are student submissions");
    });

    test('75: with the feature off the log is written and not read', async () => {
      await sent('teacher', 'PUT', `${course}/features/flags/quiz_log_auditing`, { state: 'off' });
      const log = await send('teacher', 'GET', events);
      expect([log.status, log.json]).toEqual([
        400,
        { status: 'bad_request', message: 'quiz log auditing must be enabled' },
      ]);
      const posted = await send('s1', 'POST', events, {
        quiz_submission_events: [{ event_type: 'page_blurred' }],
      });
      expect(posted.status).toBe(204);
    });
  });
});
