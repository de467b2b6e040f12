// What a server has taken in of others' events, as text. Reads beside the server, through a connection of its own.
import { runSql } from './sql.ts';

export interface ReceivedRow {
  position: number | null;
  uuid: string;
  source: string;
  event_name: string;
  event_time_ms: number;
  course_id: number | null;
  assignment_id: number | null;
  user_id: number | null;
  metadata: string;
  body: string;
  details: string | null;
}

/** In the order of taking. */
export async function receivedIn(databaseUrl: string): Promise<ReceivedRow[]> {
  const rows = await runSql<ReceivedRow & { id: number }>(
    databaseUrl,
    `select * from live_events where source <> 'quizwire' order by id`,
  );
  return rows.map(({ id: _, ...row }) => ({ ...row }));
}
