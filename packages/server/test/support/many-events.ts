// A very long log, written straight into the database by the database itself.

import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

const columns =
  'quiz_submission_id, attempt, event_type, event_data, client_timestamp_ms, created_at_ms, sent_at_ms, source, sequence';

/** Adds `count` events of one attempt, a millisecond apart from `fromMs` on, all in one month. */
export async function insertManyEvents(
  databaseUrl: string,
  quizSubmissionId: number,
  count: number,
  fromMs: number,
): Promise<void> {
  const row = `${quizSubmissionId}, 1, 'question_viewed', '["' || i || '","and some more to make it of ordinary length, as people write"]',
    ${fromMs} + i - 1500, ${fromMs} + i, ${fromMs} + i - 500, 'page', i`;
  if (databaseUrl.startsWith('sqlite:')) {
    const connection = new DatabaseSync(databaseUrl.slice('sqlite:'.length));
    connection.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
      insert into quiz_events (${columns}) select ${row} from n`);
    connection.close();
    return;
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `insert into quiz_events (${columns}) select ${row} from generate_series(1, ${count}) as n(i)`,
  );
  await client.end();
}
