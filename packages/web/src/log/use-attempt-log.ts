// Reads the log of an attempt, and again for another attempt or on request, telling how far it is.

import { useEffect, useState } from 'react';
import type { QuizPlace } from '../api/place.ts';
import { type AttemptLog, readAttemptLog } from './attempt-log.ts';

export type Reading =
  | { is: 'waiting'; count: number }
  | { is: 'there'; log: AttemptLog; wanted: number | null }
  | { is: 'failed'; error: unknown };

/** `attempt` null is the newest. `place` must stay the same. */
export function useAttemptLog(
  place: QuizPlace,
  quizSubmissionId: string,
  attempt: number | null,
): { reading: Reading; onReload: () => void } {
  const [reading, setReading] = useState<Reading>({ is: 'waiting', count: 0 });
  const [reads, setReads] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another read is asked for by counting
  useEffect(() => {
    const abort = new AbortController();
    // Read again, the attempt stays as it was until it is there anew.
    setReading((now) => (now.is === 'there' && now.wanted === attempt ? now : { is: 'waiting', count: 0 }));
    const told = (count: number) =>
      setReading((now) => (now.is === 'there' ? now : { is: 'waiting', count }));
    readAttemptLog(place, quizSubmissionId, attempt, told, abort.signal).then(
      (log) => {
        if (!abort.signal.aborted) setReading({ is: 'there', log, wanted: attempt });
      },
      (error: unknown) => {
        if (!abort.signal.aborted) setReading({ is: 'failed', error });
      },
    );
    return () => abort.abort();
  }, [place, quizSubmissionId, attempt, reads]);
  return { reading, onReload: () => setReads(reads + 1) };
}
