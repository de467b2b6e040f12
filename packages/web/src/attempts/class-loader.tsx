// The class that the address names, once it is read; until then how far that is, or why there is none.

import { useCallback, useEffect, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { quizPlace } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { LogNotThere } from '../shell/log-not-there.tsx';
import { quizSections, StaffShell } from '../shell/staff-shell.tsx';
import { AttemptsPage } from './attempts-page.tsx';
import { type ClassAttempts, readClass } from './class-attempt.ts';

const place = quizPlace();

type Reading =
  | { is: 'waiting'; count: number }
  /** `isOld`: reading it again did not work. */
  | { is: 'there'; read: ClassAttempts; isOld: boolean }
  | { is: 'failed'; error: unknown };

export function ClassLoader({ viewer }: { viewer: Viewer }) {
  const [reading, setReading] = useState<Reading>({ is: 'waiting', count: 0 });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another question
  useEffect(() => {
    const leaving = new AbortController();
    const told = (count: number) =>
      setReading((before) => (before.is === 'there' ? before : { is: 'waiting', count }));
    readClass(place, told, leaving.signal).then(
      (read) => !leaving.signal.aborted && setReading({ is: 'there', read, isOld: false }),
      (error: unknown) =>
        !leaving.signal.aborted &&
        setReading((before) =>
          before.is === 'there' ? { ...before, isOld: true } : { is: 'failed', error },
        ),
    );
    return () => leaving.abort();
  }, [tries]);
  /** What is shown stays until there is newer. */
  const onReload = useCallback(() => setTries((count) => count + 1), []);

  if (reading.is === 'there') {
    return <AttemptsPage viewer={viewer} place={place} {...reading} onReload={onReload} />;
  }
  const isRefused =
    reading.is === 'failed' && reading.error instanceof ApiError && reading.error.status === 403;
  return (
    <StaffShell viewer={viewer} sections={isRefused ? [] : quizSections(place)} section="Attempts">
      {reading.is === 'waiting' ? (
        <Waiting count={reading.count} />
      ) : (
        <LogNotThere error={reading.error} onReload={onReload} />
      )}
    </StaffShell>
  );
}

function Waiting({ count }: { count: number }) {
  return (
    <>
      <h1 className="visually-hidden">Attempts</h1>
      <p className="waiting">
        <span className="spinner" aria-hidden="true" />
        <span role="status">Reading the attempts</span>
        {count > 0 && <span className="number">{count.toLocaleString('en')} so far</span>}
      </p>
    </>
  );
}
