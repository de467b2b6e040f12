// The rows of the ingest load, made without a server: what the database alone is measured with.
import { batchOfJson } from '../../packages/server/src/http/canvas-wire/event-batch.ts';
import type { NewQuizEvent } from '../../packages/server/src/store/database.ts';
import { randomFrom } from '../../packages/server/test/support/random-from.ts';
import { batchBody } from '../event-mix.ts';

/** `count` rows as the server would store them: batches of the mix, for the quiz submissions in turn. */
export function mixRows(quizSubmissionIds: readonly number[], count: number): NewQuizEvent[] {
  const random = randomFrom(1);
  const createdAtMs = Date.now();
  const rows: NewQuizEvent[] = [];
  for (let batch = 0; rows.length < count; batch++) {
    const quizSubmissionId = quizSubmissionIds[batch % quizSubmissionIds.length] ?? 1;
    const { events, sentAtMs } = batchOfJson(batchBody(random));
    for (const draft of events) {
      rows.push({ ...draft, quizSubmissionId, attempt: 1, createdAtMs, sentAtMs, source: 'page' });
    }
  }
  return rows.slice(0, count);
}
