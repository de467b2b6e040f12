// What a page shows while it waits for the server, and when the server says no.

import { type ReactNode, useEffect, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { urlOf } from '../api/place.ts';
import { Shell } from './shell.tsx';

type State<Answer> = { is: 'waiting' } | { is: 'there'; answer: Answer } | { is: 'failed'; error: unknown };

interface LoadedProps<Answer> {
  /** Asks the server; the same function each time. */
  ask: () => Promise<Answer>;
  children: (answer: Answer) => ReactNode;
}

/** Asks once, and again when the person wants it. Whoever is not signed in is brought to the sign-in page by `call`. */
export function Loaded<Answer>({ ask, children }: LoadedProps<Answer>) {
  const [state, setState] = useState<State<Answer>>({ is: 'waiting' });
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another question
  useEffect(() => {
    let isWanted = true;
    ask().then(
      (answer) => isWanted && setState({ is: 'there', answer }),
      (error: unknown) => isWanted && setState({ is: 'failed', error }),
    );
    return () => {
      isWanted = false;
    };
  }, [ask, tries]);

  if (state.is === 'there') return children(state.answer);
  if (state.is === 'waiting') {
    return (
      <Shell userName={null}>
        <h1 className="visually-hidden">Quizwire</h1>
        <p className="waiting" role="status">
          <span className="spinner" aria-hidden="true" /> Loading
        </p>
      </Shell>
    );
  }
  return (
    <Shell userName={null}>
      <Failed
        error={state.error}
        onTryAgain={() => {
          setState({ is: 'waiting' });
          setTries(tries + 1);
        }}
      />
    </Shell>
  );
}

/** What a page says in place of itself. */
export function Failed({ error, onTryAgain }: { error: unknown; onTryAgain: () => void }) {
  const { title, text, isPassing } = wordsFor(error);
  return (
    <div className="stack" role="alert">
      <h1 className="title">{title}</h1>
      <p className="lede">{text}</p>
      {isPassing && (
        <div>
          <button type="button" className="button" onClick={onTryAgain}>
            Try again
          </button>
        </div>
      )}
      {!isPassing && (
        <div>
          <a className="button" href={urlOf('/courses')}>
            Your courses
          </a>
        </div>
      )}
    </div>
  );
}

/** What a refusal means for who reads the page; `isPassing`: another try may be answered otherwise. */
export function wordsFor(error: unknown): { title: string; text: string; isPassing: boolean } {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 404)
    return {
      title: 'There is no such page',
      text: 'The address may be wrong, or it was taken away.',
      isPassing: false,
    };
  if (error.status === 401 || (error.status === 403 && !error.isPassing)) {
    const text = 'You are signed in, but this is not for you. If it should be, ask your teacher.';
    return { title: 'You may not see this', text, isPassing: false };
  }
  if (error.status === 0)
    return { title: 'No connection', text: 'The server cannot be reached. Are you online?', isPassing: true };
  return { title: 'That did not work', text: error.message, isPassing: true };
}
