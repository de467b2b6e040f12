// What the demo prints: pages to open, and commands that work when pasted.

import type { AuthoredQuestion } from './quiz-content.ts';
import { type Row, tokenDays } from './records.ts';

/** Of the attempt that the commands are about. */
export interface ShownAttempt extends Row {
  attempt: number;
  validation_token: string;
}

export function whatToTry(
  server: string,
  course: Row,
  quizId: number,
  [choice, number]: readonly AuthoredQuestion[],
  student: Row,
  { id, attempt, validation_token }: ShownAttempt,
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
Open ${server}/login and sign in with one click: as the teacher, to see how a class went about its quiz
yesterday, an exam that is under way, and essays that wait for a grade; as a student, to take a quiz; as the administrator,
to see who is told of it all.

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
