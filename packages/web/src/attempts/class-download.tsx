// All events of the class as one file, with how far it is and a way to stop it.

import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { download } from '../api/lines.ts';
import type { QuizPlace } from '../api/place.ts';

const forms = [
  { name: 'CSV', accept: 'text/csv', extension: 'csv' },
  { name: 'NDJSON', accept: 'application/x-ndjson', extension: 'ndjson' },
] as const;

type Form = (typeof forms)[number];

type State =
  | { is: 'idle' }
  | { is: 'running'; form: Form; lines: number; total: number | null }
  | { is: 'done'; form: Form; lines: number }
  | { is: 'failed'; text: string };

interface ClassDownloadProps {
  place: QuizPlace;
  /** Of the file, without what says its form. */
  name: string;
}

export function ClassDownload({ place, name }: ClassDownloadProps) {
  const [state, setState] = useState<State>({ is: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function start(form: Form): Promise<void> {
    const stopping = new AbortController();
    running.current = stopping;
    let shownAtMs = 0;
    let lines = 0;
    setState({ is: 'running', form, lines: 0, total: null });
    const hear = (count: number, total: number | null) => {
      lines = count;
      if (performance.now() - shownAtMs < shownEveryMs) return;
      shownAtMs = performance.now();
      setState({ is: 'running', form, lines, total });
    };
    try {
      const file = `${name}.${form.extension}`;
      await download(`${place.api}/events`, form.accept, file, hear, stopping.signal);
      setState({ is: 'done', form, lines });
    } catch (error) {
      if (stopping.signal.aborted) setState({ is: 'idle' });
      else setState({ is: 'failed', text: wordsFor(error) });
    }
  }

  return (
    <div className="class-download">
      <fieldset className="row">
        <legend className="muted small">All events of the class</legend>
        {forms.map((form) => (
          <button
            key={form.name}
            type="button"
            className="button button-small"
            disabled={state.is === 'running'}
            onClick={() => void start(form)}
          >
            Download {form.name}
          </button>
        ))}
      </fieldset>
      {state.is === 'running' && (
        <div className="row">
          <Progress {...state} />
          <button type="button" className="button button-small" onClick={() => running.current?.abort()}>
            Cancel
          </button>
        </div>
      )}
      <p className="small muted" role="status">
        {state.is === 'done' && `The ${state.form.name} file is in your downloads.`}
      </p>
      {state.is === 'failed' && (
        <p className="notice notice-error" role="alert">
          {state.text}
        </p>
      )}
    </div>
  );
}

const shownEveryMs = 100;

function Progress({ form, lines, total }: { form: Form; lines: number; total: number | null }) {
  const label = `Downloading ${form.name}`;
  // A cell may have several lines, and a table has a head.
  const count = total === null ? lines : Math.min(lines, total);
  return (
    <>
      {total === null || total === 0 ? (
        <progress className="progress" aria-label={label} />
      ) : (
        <progress className="progress" aria-label={label} value={count} max={total} />
      )}
      <span className="small number nowrap">
        {total === null
          ? 'Preparing'
          : `${count.toLocaleString('en')} of ${total.toLocaleString('en')} events`}
      </span>
    </>
  );
}

function wordsFor(error: unknown): string {
  if (error instanceof ApiError && error.status === 503)
    return 'Other exports are running. Try again in a moment.';
  if (error instanceof ApiError) return `The file could not be made: ${error.message}`;
  return 'The connection was lost before the file was complete. Nothing was saved.';
}
