// The way to the record of one's own attempt, where the course lets students read it.

import { useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import type { QuizPlace } from '../api/place.ts';
import type { Results } from '../api/taking.ts';

/** Nothing as long as it is not known to be there. */
export function OwnRecord({ place, results }: { place: QuizPlace; results: Results }) {
  const { courseId, pages } = place;
  const [isAllowed, setIsAllowed] = useState(false);
  useEffect(() => {
    const asking = new AbortController();
    call<{ students_can_read_own_attempt_log?: boolean }>('GET', `/api/v1/courses/${courseId}/settings`, {
      signal: asking.signal,
      whenSignedOut: 'throw',
    }).then(
      (settings) => setIsAllowed(settings.students_can_read_own_attempt_log === true),
      // The results are read without it as well.
      () => {},
    );
    return () => asking.abort();
  }, [courseId]);
  // A preview has no log.
  const quizSubmissionId = /\/submissions\/(\d+)\//.exec(results.events_url ?? '')?.[1];
  if (!isAllowed || quizSubmissionId === undefined) return null;
  return (
    <a
      className="button"
      href={`${pages.quiz}/submissions/${quizSubmissionId}/report?attempt=${results.attempt.attempt}`}
    >
      What was recorded of this attempt
    </a>
  );
}
