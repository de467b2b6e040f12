// Where the report of an attempt is.

import type { QuizPlace } from '../api/place.ts';
import type { AttemptLog } from './attempt-log.ts';

export function reportUrl({ pages }: QuizPlace, { quizSubmission, attempt }: AttemptLog): string {
  return `${pages.quiz}/submissions/${quizSubmission.id}/report?attempt=${attempt}`;
}
