// An attempt of three hours with as many events as wanted, of all kinds, as the page and the server write them: put straight into
// the database of the server that runs.

import { DatabaseSync } from 'node:sqlite';
import type { Exam, Person } from '../../packages/web/test/support/exam.ts';

const attemptMs = 3 * 3_600_000;
const pageSession = '6f0a8a6e-95d1-4f0e-9d5b-2d8f0a2f4c11';

/** Returns the id of the quiz submission. */
export async function insertLongAttempt(exam: Exam, student: Person, count: number): Promise<number> {
  const { attempt } = await exam.call('POST', `${exam.path}/taking`, {}, student.token);
  const id: number = attempt.quiz_submission_id;
  const questions = await exam.call<{ id: number }[]>('GET', `${exam.path}/questions?per_page=100`);
  const database = new DatabaseSync(exam.databaseFile);
  database.exec('pragma busy_timeout = 10000');
  database.exec('begin immediate');
  const fromMs = Date.now() - attemptMs;
  database.prepare('update quiz_submissions set started_at_ms = ? where id = ?').run(fromMs, id);
  database
    .prepare('update quiz_submission_attempts set started_at_ms = ? where quiz_submission_id = ?')
    .run(fromMs, id);
  database
    .prepare('update quiz_events set created_at_ms = ? where quiz_submission_id = ?')
    .run(fromMs + 1, id);
  const insert =
    database.prepare(`insert into quiz_events (quiz_submission_id, attempt, event_type, event_data,
    client_timestamp_ms, created_at_ms, sent_at_ms, source, page_session, sequence, elapsed_ms)
    values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  let sequence = 0;
  for (let index = 0; index < count; index++) {
    const elapsedMs = Math.round(((index + 1) / (count + 2)) * attemptMs);
    const atMs = fromMs + elapsedMs;
    const question = String(questions[Math.floor(index / 7) % questions.length]?.id);
    const [type, data, source] = eventOf(index, question);
    const isOfPage = source === 'page';
    insert.run(
      id,
      type,
      JSON.stringify(data),
      isOfPage ? atMs : null,
      atMs + 20,
      isOfPage ? atMs : null,
      source,
      isOfPage ? pageSession : null,
      isOfPage ? sequence++ : null,
      isOfPage ? elapsedMs : null,
    );
  }
  database
    .prepare(`insert into page_clocks (quiz_submission_id, attempt, page_session, since_ms, began_at_ms, wall_offset_ms,
      round_trip_ms, last_sequence, last_elapsed_ms, is_ending, first_received_at_ms, last_received_at_ms)
      values (?, 1, ?, 0, ?, 0, 20, ?, ?, 1, ?, ?)`)
    .run(id, pageSession, fromMs + 20, sequence - 1, attemptMs, fromMs + 20, fromMs + attemptMs);
  database.exec('commit');
  database.close();
  return id;
}

/** As an attempt goes: looks, answers, now and then a flag, another window, a lost connection. */
function eventOf(index: number, question: string): [type: string, data: unknown, source: 'page' | 'server'] {
  const step = index % 40;
  if (step === 38) return ['page_blurred', { hidden: index % 80 === 38 }, 'page'];
  if (step === 39) return ['page_focused', { away_ms: 540, hidden_ms: null }, 'page'];
  if (index % 1_000 === 500) return ['connection_lost', null, 'page'];
  if (index % 1_000 === 501) return ['connection_regained', null, 'page'];
  if (step === 20) return ['question_flagged', { questionId: question, flagged: index % 80 === 20 }, 'page'];
  if (step % 7 === 3) {
    return ['question_answered', [{ quiz_question_id: question, answer: String(index % 5) }], 'server'];
  }
  return ['question_viewed', [question], 'page'];
}
