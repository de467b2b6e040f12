// One attempt as a file, in the forms that people need. What the server wrote goes into it byte for byte.

import { request } from '../api/client.ts';
import { download, save } from '../api/lines.ts';
import type { QuizPlace } from '../api/place.ts';
import { fileNameOf } from '../shell/file-name.ts';
import type { AttemptLog } from './attempt-log.ts';

export interface ExportForm {
  name: 'CSV' | 'JSON' | 'NDJSON';
  use: string;
  extension: string;
}

export const exportForms: readonly ExportForm[] = [
  { name: 'CSV', use: 'for spreadsheets', extension: 'csv' },
  { name: 'JSON', use: 'one document', extension: 'json' },
  { name: 'NDJSON', use: 'one event a line', extension: 'ndjson' },
];

/** Fetches it and gives it to the person. Raises ApiError. */
export async function exportAttempt(place: QuizPlace, log: AttemptLog, form: ExportForm): Promise<void> {
  const events = `${place.api}/submissions/${log.quizSubmission.id}/events?attempt=${log.attempt}&order=occurred_at`;
  const name = fileName(log, form.extension);
  if (form.name === 'CSV') return download(events, 'text/csv', name);
  if (form.name === 'NDJSON') return download(events, 'application/x-ndjson', name);
  const response = await request('GET', events, { accept: 'application/x-ndjson' });
  const text = documentOf(place, log, await response.text());
  save(new Blob([text], { type: 'application/json' }), name);
}

/** The events as they came, and beside them whose they are and what of them is missing. */
export function documentOf({ courseId, quizId }: QuizPlace, log: AttemptLog, lines: string): string {
  const place = {
    course_id: courseId,
    quiz_id: quizId,
    quiz_submission_id: log.quizSubmission.id,
    attempt: log.attempt,
    page_sessions: log.pageSessions,
  };
  const events = lines.split('\n').filter((line) => line !== '');
  return `${JSON.stringify(place).slice(0, -1)},"quiz_submission_events":[\n${events.join(',\n')}\n]}\n`;
}

/** `Biology - Cells - Sam Student - attempt 1.csv`: whole names, but for what no system lets be in one. */
export function fileName(
  {
    courseName,
    quiz,
    studentName,
    attempt,
  }: Pick<AttemptLog, 'courseName' | 'quiz' | 'studentName' | 'attempt'>,
  extension: string,
): string {
  const parts = [courseName, quiz.title, studentName ?? 'anonymous', `attempt ${attempt}`];
  return `${fileNameOf(parts)}.${extension}`;
}
