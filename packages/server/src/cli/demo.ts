// The demo: a course to try things on, made through the public API, and what to try, as lines that work when pasted.
// Run at every `npm start`: what is there stays, and each start has its own access tokens, since none is kept in clear.

import type { Config } from '../config.ts';
import type { DemoTime } from './demo/demo-time.ts';
import { exam, examQuestions } from './demo/exam-content.ts';
import { Company } from './demo/player.ts';
import type { AuthoredQuestion } from './demo/quiz-content.ts';
import { demoSisId, type Records, type Row, recordsAt, tokenDays } from './demo/records.ts';
import { classBeginsAtMs, gatherClass, letClassTakeQuiz, letExamBegin } from './demo/seed.ts';
import { subscribeReceiver } from './demo/subscribing.ts';
import { biologyQuestions, biologyQuiz } from './demo-biology.ts';

/** When the course was made, before anything happened in it. */
const courseAgeMs = 9 * 86_400_000;

/** The first admin of every server. */
const adminUserId = 1;

/**
 * Whom anybody who reaches the demo can log in as: people of the course, and its admin where only this machine reaches the
 * server.
 */
export function demoPeopleAt(host: string): Config['demoPeople'] {
  const people = [
    { sisUserId: `${demoSisId}-student`, role: 'student' },
    { sisUserId: `${demoSisId}-teacher`, role: 'teacher' },
  ];
  const isOfThisMachine = ['127.0.0.1', '::1', 'localhost'].includes(host);
  return isOfThisMachine ? [...people, { userId: adminUserId, role: 'administrator' }] : people;
}

interface Attempt extends Row {
  attempt: number;
  validation_token: string;
  workflow_state: string;
}

const firstQuiz = { title: 'Cells', allowed_attempts: -1 };

const firstQuestions = [
  {
    question_name: 'Cells',
    question_text: 'What is the powerhouse of the cell?',
    question_type: 'multiple_choice_question',
    points_possible: 2,
    answers: [
      { answer_text: 'The mitochondrion', answer_weight: 100 },
      { answer_text: 'The nucleus', answer_weight: 0 },
    ],
  },
  {
    question_name: 'Life',
    question_text: 'How many chromosomes has a human cell?',
    question_type: 'numerical_question',
    points_possible: 2,
    answers: [{ numerical_answer_type: 'exact_answer', answer_exact: 46, answer_error_margin: 0 }],
  },
];

interface Demo {
  /** To print. */
  text: string;
  /** The exam goes on in true time until the signal; resolves when nobody does anything any more. */
  goOn(): Promise<void>;
}

interface Starting {
  server: string;
  adminToken: string;
  /** The clock of the server. */
  time: DemoTime;
  /** Nothing more is made when it aborts. */
  signal: AbortSignal;
  /** How much of what happened in the past is there, from 0 to 1. */
  onProgress(share: number): void;
  /** Something of what goes on by itself ended for a reason that was not foreseen. */
  onFailure(error: unknown): void;
}

/**
 * Makes what is missing of the demo: the course, and a class that took a quiz there the day before.
 * Null when it was told to stop before that was done. Raises ApiCallFailed.
 */
export async function startDemo(starting: Starting): Promise<Demo | null> {
  const { server, adminToken, time, signal, onProgress, onFailure } = starting;
  const records = recordsAt(server, adminToken);
  const nowMs = time.now();
  const isNew = (await records.existing(`/users/sis_user_id:${demoSisId}-class-1`)) === undefined;
  if (isNew) time.standAt(nowMs - courseAgeMs);
  try {
    const teacher = await records.person('Tea Cher', 'teacher');
    const student = await records.person('Stu Dent', 'student');
    const course = await courseOf(records, teacher, student);
    const tokens = {
      admin: await records.token('self'),
      teacher: await records.token(String(teacher.id)),
      student: await records.token(String(student.id)),
    };
    const quiz = await records.quizOf(course.id, firstQuiz, firstQuestions);
    const biology = await records.quizOf(course.id, biologyQuiz, biologyQuestions);
    const practical = await records.quizOf(course.id, exam, examQuestions);
    const company = new Company(time);
    const members = await gatherClass(records, course.id, isNew ? 'all' : 'examinees');
    await letExamBegin(company, { server, members, quiz: practical, time, nowMs });
    if (isNew) {
      const asTeacher = records.as(tokens.teacher);
      const beginsAtMs = classBeginsAtMs(nowMs);
      await letClassTakeQuiz(company, { records, members, asTeacher, quiz: biology, time, beginsAtMs });
      const lengthMs = 7_200_000;
      await company.playUntil(nowMs, signal, (ms) => onProgress(Math.min(1, (ms - beginsAtMs) / lengthMs)));
    }
    if (signal.aborted) return null;
    time.letGo();
    const receiver = await subscribeReceiver(records);
    const { next_cursor } = await records.api<{ next_cursor: string }>('GET', '/live_events?after=latest');
    const attempt = await runningAttempt(records, course, quiz.quizId, student);
    return {
      text: whatToTry(server, course, quiz.quizId, quiz.questions, student, attempt, tokens, next_cursor),
      async goOn() {
        await company.goOn(signal, onFailure);
        await receiver?.[Symbol.asyncDispose]();
      },
    };
  } finally {
    time.letGo();
  }
}

function whatToTry(
  server: string,
  course: Row,
  quizId: number,
  [choice, number]: readonly AuthoredQuestion[],
  student: Row,
  { id, attempt, validation_token }: Attempt,
  tokens: { admin: string; teacher: string; student: string },
  cursor: string,
): string {
  const right = choice?.answers[0]?.id;
  const submission = `${server}/api/v1/courses/${course.id}/quizzes/${quizId}/submissions/${id}`;
  const claim = `"attempt":${attempt},"validation_token":"${validation_token}"`;
  const asStudent = '-H "Authorization: Bearer $STUDENT" -H "Content-Type: application/json"';
  const names = ['quizwire.attempt_started', 'quiz_submitted', 'grade_change']
    .map((name) => `event_name[]=${name}`)
    .join('&');
  const wanted =
    '"ContextType":"root_account","EventTypes":["*"],"TransportType":"https",' +
    '"TransportMetadata":{"Url":"http://127.0.0.1:4290/"}';
  return `
Open ${server}/login and sign in with one click: as the teacher, to see how a class went about its quiz yesterday, the exam
that is under way, and essays that wait for a grade; as a student, to take a quiz; as the administrator, to see who is told.

Or speak to the API. A course, quizzes and a running attempt are there to try. These access tokens are shown now and never
again (the next start makes new ones; these end after ${tokenDays} days):

  export ADMIN=${tokens.admin}
  export TEACHER=${tokens.teacher}
  export STUDENT=${tokens.student}

1. The student's page reports what happens; 204 means it is on disk:

  curl -i ${submission}/events \\
    ${asStudent} \\
    -d '{"quiz_submission_events":[{"client_timestamp":"2014-10-08T19:29:58Z","event_type":"page_blurred"}]}'

2. Somebody wants to be told. \`npm run --silent quizwire -- listen\` in another terminal listens; this subscribes it:

  curl ${server}/api/lti/subscriptions -H "Authorization: Bearer $ADMIN" -H "Content-Type: application/json" \\
    -d '{"subscription":{${wanted}}}'

3. The student answers, and hands in; the answer has the score:

  curl ${server}/api/v1/quiz_submissions/${id}/questions \\
    ${asStudent} \\
    -d '{${claim},"quiz_questions":[{"id":"${choice?.id}","answer":"${right}"},{"id":"${number?.id}","answer":47}]}'

  curl ${submission}/complete \\
    ${asStudent} \\
    -d '{${claim}}'

4. The teacher reads the log of the attempt, as Canvas would show it:

  curl "${submission}/events?attempt=${attempt}" -H "Authorization: Bearer $TEACHER"

5. The same as a table, with what Canvas leaves out:

  curl "${submission}/events?attempt=${attempt}" -H "Authorization: Bearer $TEACHER" -H "Accept: text/csv"

6. And what the student has in the course by now:

  curl "${server}/api/v1/courses/${course.id}/enrollments?user_id=${student.id}" -H "Authorization: Bearer $TEACHER"

7. What was announced of it, to whoever wants to know, here as IMS Caliper 1.1 (or format=canvas):

  curl -g "${server}/api/v1/live_events?course_id=${course.id}&after=${cursor}&${names}&format=caliper" \\
    -H "Authorization: Bearer $ADMIN"

Or watch it come, a line for each event: QUIZWIRE_ADMIN_TOKEN=$ADMIN npm run --silent quizwire -- tail --server ${server}

All routes: ${server}/api/docs    Is it well: ${server}/health    Stop: Ctrl+C
`;
}

async function courseOf(records: Records, teacher: Row, student: Row): Promise<Row> {
  const found = await records.existing<Row>(`/courses/sis_course_id:${demoSisId}`);
  if (found !== undefined) return found;
  const made = await records.api('POST', '/accounts/self/courses', {
    course: { name: 'Quizwire demo', course_code: 'DEMO', sis_course_id: demoSisId },
    offer: true,
  });
  await records.enroll(made.id, teacher.id, 'TeacherEnrollment');
  await records.enroll(made.id, student.id, 'StudentEnrollment');
  await records.api('PUT', `/courses/${made.id}/features/flags/quiz_log_auditing`, { state: 'on' });
  return made;
}

/** The student's attempt, a new one where the last was handed in. */
async function runningAttempt({ api }: Records, course: Row, quizId: number, student: Row): Promise<Attempt> {
  const path = `/courses/${course.id}/quizzes/${quizId}/submissions?as_user_id=${student.id}`;
  type Answer = { quiz_submissions: Attempt[] };
  const { quiz_submissions: listed } = await api<Answer>('GET', path);
  const running = listed.find(({ workflow_state }) => workflow_state === 'untaken');
  const begun = running ?? (await api<Answer>('POST', path)).quiz_submissions[0];
  if (!begun) throw new Error('a started attempt was not answered');
  return begun;
}
