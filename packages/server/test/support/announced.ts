// What a server has announced, as a test wants to compare it. Reads beside the server, through a connection of its own.
import { runSql } from './sql.ts';

export interface Announced {
  id: number;
  position: number | null;
  uuid: string;
  source: string;
  eventName: string;
  eventTimeMs: number;
  courseId: number | null;
  assignmentId: number | null;
  userId: number | null;
  metadata: Record<string, unknown>;
  body: Record<string, unknown>;
  details: Record<string, unknown> | null;
}

interface Row {
  id: number;
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

/** Everything announced after the row `afterId`, in the order of announcing. */
export async function announcedIn(databaseUrl: string, afterId = 0): Promise<Announced[]> {
  const rows = await runSql<Row>(databaseUrl, `select * from live_events where id > ${afterId} order by id`);
  return rows.map((row) => ({
    id: row.id,
    position: row.position,
    uuid: row.uuid,
    source: row.source,
    eventName: row.event_name,
    eventTimeMs: row.event_time_ms,
    courseId: row.course_id,
    assignmentId: row.assignment_id,
    userId: row.user_id,
    metadata: JSON.parse(row.metadata) as Record<string, unknown>,
    body: JSON.parse(row.body) as Record<string, unknown>,
    details: row.details === null ? null : (JSON.parse(row.details) as Record<string, unknown>),
  }));
}

/** What `work` made the server announce. */
export async function announcedBy(databaseUrl: string, work: () => Promise<unknown>): Promise<Announced[]> {
  const [last] = await runSql<{ id: number | null }>(databaseUrl, 'select max(id) as id from live_events');
  await work();
  return announcedIn(databaseUrl, last?.id ?? 0);
}
