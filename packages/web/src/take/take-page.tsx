// The whole page: loads what there is, and shows the start, the attempt under way, or what went wrong.

import { useEffect, useState } from 'react';
import type { QuizPlace } from '../api/place.ts';
import type { Taking } from '../api/taking.ts';
import { AnswerToolsProvider } from '../questions/answer-tools.ts';
import { type AttemptSession, openAttemptSession } from './attempt-session.ts';
import { problemText } from './failures.ts';
import { RunningPage } from './running-page.tsx';
import { serverClock } from './server-clock.ts';
import { SessionProvider } from './session-context.ts';
import { StartPage } from './start-page.tsx';
import { takeApi } from './take-api.ts';
import { uploadFile } from './upload-file.ts';

type Shown =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: string }
  | { kind: 'start'; taking: Taking }
  | { kind: 'running'; session: AttemptSession };

interface Props {
  place: QuizPlace;
  isPreview: boolean;
  /** Where an earlier page was, in a quiz of single questions. */
  questionId: number | null;
}

export function TakePage({ place, isPreview, questionId }: Props) {
  const [shown, setShown] = useState<Shown>({ kind: 'loading' });
  const [tries, setTries] = useState(0);
  const [api] = useState(() => takeApi(place, isPreview));

  async function show(asked: () => Promise<Taking>): Promise<void> {
    const askedAtMs = performance.now();
    const taking = await asked();
    const clock = serverClock(() => performance.now());
    clock.heard(Date.parse(taking.now), askedAtMs, performance.now());
    document.title = taking.quiz.title;
    if (taking.attempt === null) return setShown({ kind: 'start', taking });
    const { attempt } = taking.attempt;
    const results = isPreview
      ? `${place.pages.quiz}?preview=true`
      : `${place.pages.results}?attempt=${attempt}`;
    const leave = (): void => location.assign(results);
    setShown({ kind: 'running', session: openAttemptSession(api, taking, taking.attempt, clock, leave) });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and at each new try.
  useEffect(() => {
    // The question that an address names may be gone.
    show(() => api.load(questionId).catch(() => api.load(null))).catch((error: unknown) =>
      setShown({ kind: 'failed', problem: problemText(error) }),
    );
  }, [tries]);

  if (shown.kind === 'loading') return <Waiting />;
  if (shown.kind === 'failed') return <Failed problem={shown.problem} onAgain={() => setTries(tries + 1)} />;
  if (shown.kind === 'start') {
    return (
      <StartPage
        taking={shown.taking}
        quizPage={place.pages.quiz}
        begin={(accessCode) => show(() => api.begin(accessCode))}
      />
    );
  }
  const { session } = shown;
  const tools = {
    onSettle: session.onSettle,
    upload: uploadFile.bind(null, place, isPreview),
    addFile: session.addFile,
    removeFile: session.removeFile,
  };
  return (
    <SessionProvider value={session}>
      <AnswerToolsProvider value={tools}>
        <RunningPage pages={place.pages} />
      </AnswerToolsProvider>
    </SessionProvider>
  );
}

function Waiting() {
  return (
    <main className="main" aria-busy="true">
      <p className="row muted" role="status">
        <span className="spinner" /> The quiz is being loaded…
      </p>
    </main>
  );
}

function Failed({ problem, onAgain }: { problem: string; onAgain(): void }) {
  return (
    <main className="main">
      <div className="panel stack" role="alert">
        <h1 className="title">The quiz could not be loaded</h1>
        <p>{problem}</p>
        <div>
          <button type="button" className="button button-primary" onClick={onAgain}>
            Try again
          </button>
        </div>
      </div>
    </main>
  );
}
