// The demo: a course to try things on, made through the public API, and what to try, as lines that work when pasted.
// Run at every `npm start`: what is there stays, and each start has its own access tokens, since none is kept in clear.

import { ApiCallFailed, call } from './api-call.ts';
import { biologyQuestions, biologyQuiz } from './demo-biology.ts';

const demoSisId = 'quizwire-demo';
const demoTitle = 'Cells';
const tokenDays = 30;

/** Who is in the demo course. Anybody who reaches the demo can log in as one of them. */
export const demoPeople = [
  { sisUserId: `${demoSisId}-student`, role: 'student' },
  { sisUserId: `${demoSisId}-teacher`, role: 'teacher' },
];

interface Row {
  id: number;
}

interface Quiz extends Row {
  title: string;
}

interface Attempt extends Row {
  attempt: number;
  validation_token: string;
  workflow_state: string;
}

interface Question extends Row {
  answers: Row[];
}

const questions = [
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

/** Makes the demo course where it is missing and answers the text to print. Raises ApiCallFailed. */
export async function startDemo(server: string, adminToken: string): Promise<string> {
  const api = <Answer = Row>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer> =>
    call<Answer>(server, adminToken, method, `/api/v1${path}`, body);

  const teacher = await person('Tea Cher', 'teacher');
  const student = await person('Stu Dent', 'student');
  const course = (await existing<Row>(`/courses/sis_course_id:${demoSisId}`)) ?? (await newCourse());
  const quiz = await quizOf({ title: demoTitle, allowed_attempts: -1 }, questions);
  await quizOf(biologyQuiz, biologyQuestions);
  const [choice, number] = await api<Question[]>('GET', `/courses/${course.id}/quizzes/${quiz.id}/questions`);
  const right = choice?.answers[0]?.id;
  const { id, attempt, validation_token } = await runningAttempt();
  const tokens = {
    admin: await token('self'),
    teacher: await token(String(teacher.id)),
    student: await token(String(student.id)),
  };
  const submission = `${server}/api/v1/courses/${course.id}/quizzes/${quiz.id}/submissions/${id}`;
  const claim = `"attempt":${attempt},"validation_token":"${validation_token}"`;
  const asStudent = '-H "Authorization: Bearer $STUDENT" -H "Content-Type: application/json"';
  const wanted =
    '"ContextType":"root_account","EventTypes":["*"],"TransportType":"https",' +
    '"TransportMetadata":{"Url":"http://127.0.0.1:4290/"}';
  return `
Open ${server}/login and sign in with one click, as a student to take a quiz, or as its teacher.

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

  curl "${server}/api/v1/live_events?course_id=${course.id}&format=caliper" -H "Authorization: Bearer $ADMIN"

Or watch it come, a line for each event: QUIZWIRE_ADMIN_TOKEN=$ADMIN npm run --silent quizwire -- tail --server ${server}

All routes: ${server}/api/docs    Is it well: ${server}/health    Stop: Ctrl+C
`;

  /** A record by path, or undefined where there is none. */
  async function existing<Answer>(path: string): Promise<Answer | undefined> {
    try {
      return await api<Answer>('GET', path);
    } catch (error) {
      if (error instanceof ApiCallFailed && error.status === 404) return undefined;
      throw error;
    }
  }

  async function person(name: string, role: string): Promise<Row> {
    const sisUserId = `${demoSisId}-${role}`;
    const found = await existing<Row>(`/users/sis_user_id:${sisUserId}`);
    return (
      found ??
      api('POST', '/accounts/self/users', {
        user: { name, skip_registration: true },
        pseudonym: { unique_id: `${role}@demo.example`, sis_user_id: sisUserId, send_confirmation: false },
      })
    );
  }

  async function newCourse(): Promise<Row> {
    const made = await api('POST', '/accounts/self/courses', {
      course: { name: 'Quizwire demo', course_code: 'DEMO', sis_course_id: demoSisId },
      offer: true,
    });
    for (const [user_id, type] of [
      [teacher.id, 'TeacherEnrollment'],
      [student.id, 'StudentEnrollment'],
    ]) {
      await api('POST', `/courses/${made.id}/enrollments`, {
        enrollment: { user_id, type, enrollment_state: 'active' },
      });
    }
    await api('PUT', `/courses/${made.id}/features/flags/quiz_log_auditing`, { state: 'on' });
    return made;
  }

  /** The one of that title, made where it is missing. */
  async function quizOf(
    settings: { title: string; allowed_attempts: number },
    contents: readonly object[],
  ): Promise<Row> {
    const quizzes = `/courses/${course.id}/quizzes`;
    const listed = await api<Quiz[]>('GET', `${quizzes}?search_term=${encodeURIComponent(settings.title)}`);
    const found = listed.find(({ title }) => title === settings.title);
    if (found !== undefined) return found;
    const made = await api('POST', quizzes, { quiz: settings });
    for (const question of contents) await api('POST', `${quizzes}/${made.id}/questions`, { question });
    return api('PUT', `${quizzes}/${made.id}`, { quiz: { published: true } });
  }

  /** The student's attempt, a new one where the last was handed in. */
  async function runningAttempt(): Promise<Attempt> {
    const path = `/courses/${course.id}/quizzes/${quiz.id}/submissions?as_user_id=${student.id}`;
    type Answer = { quiz_submissions: Attempt[] };
    const { quiz_submissions: listed } = await api<Answer>('GET', path);
    const running = listed.find(({ workflow_state }) => workflow_state === 'untaken');
    const begun = running ?? (await api<Answer>('POST', path)).quiz_submissions[0];
    if (!begun) throw new Error('a started attempt was not answered');
    return begun;
  }

  async function token(user: string): Promise<string> {
    const expires = new Date(Date.now() + tokenDays * 86_400_000).toISOString();
    const made = await api<{ visible_token: string }>('POST', `/users/${user}/tokens`, {
      token: { purpose: 'Quizwire demo', expires_at: expires, active: true },
    });
    return made.visible_token;
  }
}
