// Takes one attempt away in a file, or to the report that prints.

import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { type ExportForm, exportAttempt, exportForms } from './export-attempt.ts';
import type { LogProps } from './log-props.ts';
import './log-tools.css';
import { reportUrl } from './report-url.ts';

type State = { is: 'idle' } | { is: 'under way'; form: ExportForm } | { is: 'failed'; message: string };

interface ExportMenuProps extends Pick<LogProps, 'log' | 'place'> {
  /** The report needs no way to itself. */
  isInReport?: boolean;
}

export function ExportMenu({ log, place, isInReport = false }: ExportMenuProps) {
  const [state, setState] = useState<State>({ is: 'idle' });
  const menu = useRef<HTMLDetailsElement>(null);
  const take = async (form: ExportForm): Promise<void> => {
    setState({ is: 'under way', form });
    try {
      await exportAttempt(place, log, form);
      setState({ is: 'idle' });
    } catch (error) {
      const isTold = error instanceof ApiError;
      setState({ is: 'failed', message: isTold ? error.message : 'The connection broke off. Try again.' });
      // What `fetch` raises when the answer ends too early.
      if (!isTold && !(error instanceof TypeError)) throw error;
    }
  };
  useEffect(() => {
    const closeOutside = ({ target }: Event): void => {
      const { current } = menu;
      if (current?.open && target instanceof Node && !current.contains(target)) current.open = false;
    };
    document.addEventListener('pointerdown', closeOutside);
    document.addEventListener('focusin', closeOutside);
    return () => {
      document.removeEventListener('pointerdown', closeOutside);
      document.removeEventListener('focusin', closeOutside);
    };
  }, []);
  return (
    <details
      ref={menu}
      className="menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || menu.current?.open !== true) return;
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}
    >
      <summary className="button button-small">Export</summary>
      <div className="menu-box stack stack-sm">
        <p className="muted small">
          All {log.events.length.toLocaleString('en')} events of attempt {log.attempt}, with details.
        </p>
        {exportForms.map((form) => (
          <button
            key={form.name}
            type="button"
            className="button button-small"
            aria-disabled={state.is === 'under way'}
            onClick={() => state.is !== 'under way' && void take(form)}
          >
            {form.name} <span className="use">{form.use}</span>
          </button>
        ))}
        {!isInReport && (
          <a className="button button-small" href={reportUrl(place, log)}>
            Report to print
          </a>
        )}
        <p role="status" className="small">
          {state.is === 'under way' && `Making the ${state.form.name} file…`}
        </p>
        {state.is === 'failed' && (
          <p className="notice notice-error" role="alert">
            {state.message}
          </p>
        )}
      </div>
    </details>
  );
}
