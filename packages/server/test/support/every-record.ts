// One of everything that a path can name, made over HTTP: what routes need to be reached at all. What a route itself changes
// is, as far as it matters, another record than those that other routes stand in, so that none closes the way to the next.

import { authoredQuestions } from './authored-questions.ts';
import { type CourseFixture, courseFixture } from './course-fixture.ts';
import type { TestDatabase } from './databases.ts';
import { uploading } from './file-upload.ts';
import { switchOverridesOn } from './gradebook-fixture.ts';
import { type Reply, startTestServer, type TestServer } from './server.ts';

type Json = Reply['json'];

export interface EveryRecord {
  server: TestServer;
  /** Access tokens; `student` has the running attempt. */
  tokens: Record<'admin' | 'teacher' | 'student', string>;
  /** Ids by where they stand in a path: `quizzes/{quiz_id}`; with what follows where that makes a difference. */
  ids: Record<string, number | string>;
  made: Made;
}

/** The fixture, and records as the server answered when it made them; of questions by the names of authored-questions.ts. */
export type Made = CourseFixture & Awaited<ReturnType<typeof makeRecords>>;

/** To where nobody listens. */
export const sensibleSubscription = {
  subscription: {
    Name: 'Grades',
    ContextType: 'root_account',
    ContextId: 1,
    EventTypes: ['grade_change', 'quiz_submitted'],
    Format: 'live-event',
    TransportType: 'https',
    TransportMetadata: { Url: 'http://127.0.0.1:1/', SignPayload: true, BearerToken: 't0ken' },
    Ordered: true,
    State: 'Active',
  },
};

export async function everyRecord(database: TestDatabase): Promise<EveryRecord> {
  const course = await courseFixture(database, {
    course: { settings: '{"allowFinalGradeOverride":true}' },
    more: (query, { courseId }) => switchOverridesOn(query, courseId),
  });
  const secretsKeys = [new Uint8Array(32).fill(1)];
  const server = await startTestServer(database, {
    databaseUrl: course.databaseUrl,
    secretsKeys,
    // Nobody listens there: what is sent fails at once.
    allowedTargets: ['127.0.0.1'],
  });
  const { admin, teacher, student } = course.people;
  const made = { ...course, ...(await makeRecords(server, course)) };
  return {
    server,
    tokens: { admin: admin.token, teacher: teacher.token, student: student.token },
    ids: idsOf(made),
    made,
  };
}

async function makeRecords(server: TestServer, course: CourseFixture) {
  const { people } = course;
  const inCourse = `courses/${course.courseId}`;

  async function send(
    method: string,
    path: string,
    body?: object,
    token = people.admin.token,
  ): Promise<Json> {
    const url = path.startsWith('/') ? path : `/api/v1/${path}`;
    const { status, json, text } = await server.call(method, url, { body, token });
    if (status > 201) throw new Error(`${method} ${path} answered ${status}: ${text}`);
    return json;
  }
  const make = (path: string, body?: object, token?: string) => send('POST', path, body, token);

  const assignment = {
    name: 'Essay',
    points_possible: 10,
    published: true,
    submission_types: ['online_url'],
  };
  const essay = await make(`${inCourse}/assignments`, { assignment });
  const gradeData = { [essay.id]: { [people.student.id]: { posted_grade: '5' } } };

  const quiz = await make(`${inCourse}/quizzes`, { quiz: { title: 'Cells', allowed_attempts: 2 } });
  const quizPath = `${inCourse}/quizzes/${quiz.id}`;
  const questions: Record<string, Json> = {};
  for (const [name, authored] of Object.entries(authoredQuestions)) {
    const question = { question_name: name, points_possible: 1, ...authored };
    questions[name] = await make(`${quizPath}/questions`, { question });
  }
  const { quiz_groups: pools } = await make(`${quizPath}/groups`, { quiz_groups: [{ name: 'Pool' }] });
  await send('PUT', quizPath, { quiz: { published: true } });

  const begun = async ({ token }: { token: string }) =>
    (await make(`${quizPath}/submissions`, {}, token)).quiz_submissions[0];
  const running = await begun(people.student);
  const { id: completeId, attempt, validation_token } = await begun(people.otherStudent);
  await make(`${quizPath}/submissions/${completeId}/complete`, { attempt, validation_token });

  const spareCourse = await make('accounts/1/courses', { course: { name: 'Spare' } });
  await make(`courses/${spareCourse.id}/enrollments`, {
    enrollment: { user_id: people.teacher.id, type: 'TeacherEnrollment', enrollment_state: 'active' },
  });
  await make(`courses/${spareCourse.id}/late_policy`, { late_policy: {} });

  // What was announced so far has its place in the feed then, and is sent for.
  await server.upkeep();
  const subscription = await make('/api/lti/subscriptions', sensibleSubscription);
  const replay = await make(`subscriptions/${subscription.Id}/replay`, { after: 0 });
  await server.upkeep();
  const deliveries = await send('GET', `subscriptions/${subscription.Id}/deliveries`);

  return {
    group: await make(`${inCourse}/assignment_groups`, { name: 'Homework' }),
    essay,
    spareAssignment: await make(`${inCourse}/assignments`, { assignment }),
    progress: await make(`${inCourse}/submissions/update_grades`, { grade_data: gradeData }),
    quiz,
    questions,
    pool: pools[0],
    spareQuiz: await make(`${inCourse}/quizzes`, { quiz: { title: 'Spare' } }),
    running,
    file: await uploading(server, course.courseId).upload(quiz.id, people.student, 'a', Uint8Array.of(1)),
    completeId,
    spareCourse,
    spareSection: await make(`${inCourse}/sections`, {}),
    invitation: await make(`${inCourse}/enrollments`, { enrollment: { user_id: people.outsider.id } }),
    token: await make(`users/${people.outsider.id}/tokens`, { token: { purpose: 'spare' } }),
    subscription,
    replay,
    delivery: deliveries[0],
    tool: await make('accounts/1/tool_proxies', {
      tool_proxy: { name: 'Tool', capabilities: ['vnd.instructure.webhooks.root_account.all'] },
    }),
  };
}

function idsOf(made: Made): EveryRecord['ids'] {
  const { courseId, courseSectionId, people, spareCourse, running } = made;
  return {
    'accounts/{account_id}': 1,
    'accounts/{id}': 1,
    'assignment_groups/{assignment_group_id}': made.group.id,
    'assignments/{assignment_id}': made.essay.id,
    'assignments/{id}': made.spareAssignment.id,
    'courses/{course_id}': courseId,
    'courses/{course_id}/settings': spareCourse.id,
    'courses/{id}': spareCourse.id,
    'files/{id}': made.file.id,
    'data_services/{id}': made.subscription.Id,
    'deliveries/{id}': made.delivery.id,
    'enrollments/{id}': made.invitation.id,
    'flags/{feature}': 'quiz_log_auditing',
    'gradebook_history/{date}': '2026-09-01',
    'graders/{grader_id}': people.teacher.id,
    'groups/{id}': made.pool.id,
    'live_events/{cursor}': made.delivery.cursor,
    'progress/{id}': made.progress.id,
    'questions/{id}': made.questions.mc.id,
    'quiz_submissions/{quiz_submission_id}': running.id,
    'quizzes/{id}': made.spareQuiz.id,
    'quizzes/{quiz_id}': made.quiz.id,
    'replays/{id}': made.replay.id,
    'sections/{id}': made.spareSection.id,
    'sections/{section_id}': courseSectionId,
    'submissions/{id}': made.completeId,
    'submissions/{id}/events': running.id,
    'submissions/{user_id}': people.student.id,
    'subscriptions/{id}': made.subscription.Id,
    'tokens/{id}': made.token.id,
    'tool_proxies/{id}': made.tool.id,
    'users/{id}': people.outsider.id,
    'users/{user_id}': people.outsider.id,
  };
}
