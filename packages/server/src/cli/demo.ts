// The demo: a course to try things on, made through the public API, and what to try, as lines that work when pasted.
// Run at every `npm start`: what is there stays, and each start has its own access tokens, since none is kept in clear.

import { ApiCallFailed, call } from './api-call.ts';

const demoSisId = 'quizwire-demo';
const tokenDays = 30;

interface Row {
  id: number;
}

/** Makes the demo course where it is missing and answers the text to print. Raises ApiCallFailed. */
export async function startDemo(server: string, adminToken: string): Promise<string> {
  const api = <Answer = Row>(method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Answer> =>
    call<Answer>(server, adminToken, method, `/api/v1${path}`, body);

  const teacher = await person('Tea Cher', 'teacher');
  const student = await person('Stu Dent', 'student');
  const course = (await existing<Row>(`/courses/sis_course_id:${demoSisId}`)) ?? (await newCourse());
  const [quiz = await newQuiz()] = await api<Row[]>('GET', `/courses/${course.id}/quizzes`);
  const quizSubmission = await attempt();
  const tokens = {
    admin: await token('self'),
    teacher: await token(String(teacher.id)),
    student: await token(String(student.id)),
  };
  const events = `${server}/api/v1/courses/${course.id}/quizzes/${quiz.id}/submissions/${quizSubmission.id}/events`;
  return `
A course, a quiz and a running attempt are there to try. These access tokens are shown now and never again
(the next start makes new ones; these end after ${tokenDays} days):

  export ADMIN=${tokens.admin}
  export TEACHER=${tokens.teacher}
  export STUDENT=${tokens.student}

1. The student's page reports what happens; 204 means it is on disk:

  curl -i ${events} \\
    -H "Authorization: Bearer $STUDENT" -H "Content-Type: application/json" \\
    -d '{"quiz_submission_events":[{"client_timestamp":"2014-10-08T19:29:58Z","event_type":"question_answered","event_data":{"answer":"42"}}]}'

2. The teacher reads the log, as Canvas would show it:

  curl ${events} -H "Authorization: Bearer $TEACHER"

3. The same as a table, with what Canvas leaves out:

  curl ${events} -H "Authorization: Bearer $TEACHER" -H "Accept: text/csv"

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

  async function newQuiz(): Promise<Row> {
    return api('POST', `/courses/${course.id}/quizzes`, {
      quiz: { title: 'Try me', quiz_type: 'practice_quiz', allowed_attempts: -1, published: true },
    });
  }

  /** The student's quiz submission, started where there is none. */
  async function attempt(): Promise<Row> {
    const path = `/courses/${course.id}/quizzes/${quiz.id}/submissions`;
    const as = `as_user_id=${student.id}`;
    type Answer = { quiz_submissions: Row[] };
    const listed = await api<Answer>('GET', `${path}?${as}`);
    const { quiz_submissions } =
      listed.quiz_submissions.length > 0 ? listed : await api<Answer>('POST', `${path}?${as}`);
    const [first] = quiz_submissions;
    if (!first) throw new Error('a started attempt was not answered');
    return first;
  }

  async function token(user: string): Promise<string> {
    const expires = new Date(Date.now() + tokenDays * 86_400_000).toISOString();
    const made = await api<{ visible_token: string }>('POST', `/users/${user}/tokens`, {
      token: { purpose: 'Quizwire demo', expires_at: expires, active: true },
    });
    return made.visible_token;
  }
}
