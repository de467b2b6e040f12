// The demo: a course to try things on, made through the public API, and what to try, as lines that work when pasted.
// Run at every `npm start`: what is there stays, and each start has its own access tokens, since none is kept in clear.

import { demoSisId } from './demo/demo-sis-id.ts';
import type { DemoTime } from './demo/demo-time.ts';
import { exam, examQuestions } from './demo/exam-content.ts';
import { Company } from './demo/player.ts';
import { type Records, type Row, recordsAt } from './demo/records.ts';
import { classBeginsAtMs, gatherClass, letClassTakeQuiz, letExamBegin, shareOfPast } from './demo/seed.ts';
import { subscribeReceiver } from './demo/subscribing.ts';
import { type ShownAttempt, whatToTry } from './demo/what-to-try.ts';
import { biologyQuestions, biologyQuiz } from './demo-biology.ts';

/** When the course was made, before anything happened in it. */
const courseAgeMs = 9 * 86_400_000;

interface Attempt extends ShownAttempt {
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
  const isNew = !(await hasExam(records));
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
      const onMoment = (ms: number) => onProgress(shareOfPast(ms, beginsAtMs));
      await company.playUntil(nowMs, signal, onMoment);
      // All of that took time too.
      await company.playUntil(Date.now(), signal, onMoment);
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

/** The last that is made of the past is the exam; where nobody has begun it, the past is not there, or only some of it. */
async function hasExam({ api, existing }: Records): Promise<boolean> {
  const course = await existing<Row>(`/courses/sis_course_id:${demoSisId}`);
  if (course === undefined) return false;
  const quizzes = `/courses/${course.id}/quizzes`;
  const [found] = await api<Row[]>('GET', `${quizzes}?search_term=${encodeURIComponent(exam.title)}`);
  if (found === undefined) return false;
  type Answer = { quiz_submissions: object[] };
  return (await api<Answer>('GET', `${quizzes}/${found.id}/submissions`)).quiz_submissions.length > 0;
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
  // So that it can be tried what a student sees of the own log.
  await records.api('PUT', `/courses/${made.id}/settings`, { students_can_read_own_attempt_log: true });
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
