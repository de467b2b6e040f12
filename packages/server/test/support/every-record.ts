// One of everything that a path can name, made over HTTP: what routes need to be reached at all. What is changed by its own
// route (`:id`) is another record than what others stand in (`:course_id`), so that no route closes the way to the next.

import { authoredQuestions } from './authored-questions.ts';
import { courseFixture } from './course-fixture.ts';
import type { TestDatabase } from './databases.ts';
import { switchOverridesOn } from './gradebook-fixture.ts';
import { type Reply, startTestServer, type TestServer } from './server.ts';

type Json = Reply['json'];

export interface EveryRecord {
  server: TestServer;
  /** Access tokens; `student` has the running attempt. */
  tokens: Record<'admin' | 'teacher' | 'student', string>;
  /** Ids by where they stand in a path: `quizzes/{quiz_id}`, `submissions/{id}/events`. */
  ids: Record<string, number | string>;
  /** By parameter: bodies that make sense, where the description of a route does not say what is in it. */
  examples: Record<string, Record<string, Json>[]>;
}

export async function everyRecord(database: TestDatabase): Promise<EveryRecord> {
  const course = await courseFixture(database, {
    course: { settings: '{"allowFinalGradeOverride":true}' },
    more: (query, { courseId }) => switchOverridesOn(query, courseId),
  });
  const { courseId, courseSectionId, databaseUrl, people } = course;
  const server = await startTestServer(database, { databaseUrl });

  async function made(path: string, body: object, token = people.teacher.token): Promise<Json> {
    const { status, json, text } = await server.call('POST', `/api/v1/${path}`, { body, token });
    if (status > 201) throw new Error(`POST ${path} answered ${status}: ${text}`);
    return json;
  }
  const inCourse = (path: string, body: object) => made(`courses/${courseId}/${path}`, body);

  const group = await inCourse('assignment_groups', { name: 'Homework' });
  const assignment = {
    name: 'Essay',
    points_possible: 10,
    published: true,
    submission_types: ['online_url'],
  };
  const essay = await inCourse('assignments', { assignment });
  const spareAssignment = await inCourse('assignments', { assignment });
  const progress = await inCourse('submissions/update_grades', {
    grade_data: { [essay.id]: { [people.student.id]: { posted_grade: '5' } } },
  });

  const quiz = await inCourse('quizzes', { quiz: { title: 'Cells', allowed_attempts: 2 } });
  const questions: Record<string, Json> = {};
  for (const [name, authored] of Object.entries(authoredQuestions)) {
    const question = { question_name: name, points_possible: 1, ...authored };
    questions[name] = await inCourse(`quizzes/${quiz.id}/questions`, { question });
  }
  const pool = await inCourse(`quizzes/${quiz.id}/groups`, { quiz_groups: [{ name: 'Pool' }] });
  await server.call('PUT', `/api/v1/courses/${courseId}/quizzes/${quiz.id}`, {
    body: { quiz: { published: true } },
  });
  const spareQuiz = await inCourse('quizzes', { quiz: { title: 'Spare' } });

  const begin = async (token: string) =>
    (await made(`courses/${courseId}/quizzes/${quiz.id}/submissions`, {}, token)).quiz_submissions[0];
  const running = await begin(people.student.token);
  const complete = await begin(people.otherStudent.token);
  await inCourse(`quizzes/${quiz.id}/submissions/${complete.id}/complete`, {
    attempt: 1,
    validation_token: complete.validation_token,
  });

  const spareCourse = await made('accounts/1/courses', { course: { name: 'Spare' } }, server.adminToken);
  await made(
    `courses/${spareCourse.id}/enrollments`,
    { enrollment: { user_id: people.teacher.id, type: 'TeacherEnrollment', enrollment_state: 'active' } },
    server.adminToken,
  );
  await made(`courses/${spareCourse.id}/late_policy`, { late_policy: {} });
  const invitation = await made(
    `courses/${courseId}/enrollments`,
    { enrollment: { user_id: people.outsider.id } },
    server.adminToken,
  );
  const token = await made(
    `users/${people.outsider.id}/tokens`,
    { token: { purpose: 'spare' } },
    server.adminToken,
  );

  const claim = { attempt: 1, validation_token: running.validation_token };
  const questionId = questions.mc.id;
  return {
    server,
    tokens: {
      admin: server.adminToken,
      teacher: people.teacher.token,
      student: people.student.token,
    },
    ids: {
      'accounts/{account_id}': 1,
      'accounts/{id}': 1,
      'assignment_groups/{assignment_group_id}': group.id,
      'assignments/{assignment_id}': essay.id,
      'assignments/{id}': spareAssignment.id,
      'courses/{course_id}': courseId,
      'courses/{id}': spareCourse.id,
      'courses/{course_id}/settings': spareCourse.id,
      'enrollments/{id}': invitation.id,
      'flags/{feature}': 'quiz_log_auditing',
      'gradebook_history/{date}': '2026-09-01',
      'graders/{grader_id}': people.teacher.id,
      'groups/{id}': pool.quiz_groups[0].id,
      'progress/{id}': progress.id,
      'questions/{id}': questionId,
      'quiz_submissions/{quiz_submission_id}': running.id,
      'quizzes/{id}': spareQuiz.id,
      'quizzes/{quiz_id}': quiz.id,
      'sections/{section_id}': courseSectionId,
      'sections/{id}': courseSectionId,
      'submissions/{id}': complete.id,
      'submissions/{id}/events': running.id,
      'submissions/{user_id}': people.student.id,
      'tokens/{id}': token.id,
      'users/{id}': people.outsider.id,
      'users/{user_id}': people.outsider.id,
    },
    examples: {
      enrollment: [
        {
          enrollment: {
            user_id: people.observer.id,
            type: 'ObserverEnrollment',
            enrollment_state: 'active',
            course_section_id: courseSectionId,
            associated_user_id: people.student.id,
            limit_privileges_to_course_section: true,
            start_at: '2026-09-01T00:00:00Z',
            end_at: '2027-01-01T00:00:00Z',
          },
        },
      ],
      grade_data: [
        { grade_data: { [people.student.id]: { posted_grade: '7', excuse: '', text_comment: 'Good' } } },
        { grade_data: { [essay.id]: { [people.student.id]: { posted_grade: '7' } } } },
      ],
      grading_scheme_entry: [
        {
          title: 'Pass',
          grading_scheme_entry: [
            { name: 'P', value: 50 },
            { name: 'F', value: 0 },
          ],
        },
      ],
      late_policy: [
        { late_policy: { late_submission_deduction_enabled: true, late_submission_interval: 'hour' } },
      ],
      order: [{ order: [{ type: 'question', id: questionId }] }],
      override_scores: [{ override_scores: [{ student_id: people.student.id, override_score: 88.8 }] }],
      query: [
        {
          query: 'query Q($id:ID!){course(id:$id){name}}',
          operationName: 'Q',
          variables: { id: courseId },
        },
        {
          query:
            'mutation($e:ID!,$s:Float){setOverrideScore(input:{enrollmentId:$e,overrideScore:$s}){errors{message}}}',
          variables: { e: 2, s: 1.5 },
        },
      ],
      question: ['numerical', 'matching', 'calculated'].map((name) => ({
        question: { ...authoredQuestions[name] },
      })),
      quiz_extensions: [
        { quiz_extensions: [{ user_id: people.student.id, extra_attempts: 1, extend_from_now: 5 }] },
      ],
      quiz_groups: [{ quiz_groups: [{ name: 'Pool', pick_count: 1, question_points: 2 }] }],
      quiz_questions: [
        {
          ...claim,
          quiz_questions: Object.entries(answersTo(questions)).map(([name, answer]) => ({
            id: questions[name].id,
            answer,
          })),
        },
      ],
      quiz_submission_events: [
        {
          quiz_submission_events: [
            {
              event_type: 'question_answered',
              event_data: [{ quiz_question_id: String(questionId), answer: '1' }],
              client_timestamp: '2026-09-01T09:00:00Z',
              id: '0192d4f0-7a5e-7c3b-9d1e-0123456789ab',
              sequence: 1,
            },
          ],
          sent_at: '2026-09-01T09:00:01Z',
        },
      ],
      quiz_submissions: [
        {
          quiz_submissions: [
            { attempt: 1, fudge_points: 0.5, questions: { [questionId]: { score: 1, comment: 'Good' } } },
          ],
        },
      ],
      rules: [{ rules: { drop_lowest: 1, drop_highest: 0, never_drop: [essay.id] } }],
      submission: [
        {
          submission: { posted_grade: '7', late_policy_status: 'late', seconds_late_override: 60 },
          comment: { text_comment: 'Good', attempt: 1 },
        },
        {
          submission: {
            submission_type: 'online_url',
            url: 'https://example.edu',
            user_id: people.student.id,
          },
        },
      ],
      token: [{ token: { purpose: 'story', scopes: ['url:GET|/api/v1/courses'], expires_at: '2026-10-01' } }],
    },
  };
}

/** An answer of the right form to each question that takes one. */
function answersTo(questions: Record<string, Json>): Record<string, Json> {
  const answerId = (name: string, index = 0) => questions[name].answers[index].id;
  return {
    mc: answerId('mc'),
    several: [answerId('several'), answerId('several', 1)],
    short: 'DNA',
    blanks: { leaf: 'green' },
    dropdowns: { leaf: answerId('dropdowns'), sky: answerId('dropdowns', 2) },
    matching: [{ answer_id: answerId('matching'), match_id: questions.matching.matches[0].match_id }],
    numerical: 46,
    essay: 'why',
    text: 'nothing',
  };
}
