// How to begin, to go on, or why neither is possible.

import { type FormEvent, useId, useRef, useState } from 'react';
import { ApiError, call } from '../api/client.ts';
import type { QuizPlace } from '../api/place.ts';
import type { Taking } from '../api/taking.ts';
import { minutesText, timeText } from '../shell/wording.ts';

interface BeginPanelProps {
  place: QuizPlace;
  taking: Taking;
  isEditor: boolean;
}

export function BeginPanel({ place, taking, isEditor }: BeginPanelProps) {
  const takeUrl = isEditor ? `${place.pages.take}?preview=true` : place.pages.take;
  if (taking.closed_because !== null) return <Closed taking={taking} />;
  if (taking.attempt !== null && !isEditor) {
    const { end_at } = taking.attempt;
    return (
      <section className="panel stack" aria-labelledby="begin">
        <h2 id="begin">You are taking this quiz</h2>
        <p>
          Your answers so far are kept.{' '}
          {end_at !== null && taking.quiz.timer_hands_in && (
            <>
              The clock runs on: the attempt ends <strong>{timeText(end_at)}</strong>.
            </>
          )}
        </p>
        <div>
          <a className="button button-primary button-large" href={takeUrl}>
            Go on
          </a>
        </div>
      </section>
    );
  }
  return <Begin place={place} taking={taking} isEditor={isEditor} takeUrl={takeUrl} />;
}

function Closed({ taking: { closed_because, quiz } }: { taking: Taking }) {
  const { code, message } = closed_because ?? {};
  const opensAt = code === 'not_open_yet' ? quiz.unlock_at : null;
  const closedAt = code === 'locked' ? quiz.lock_at : null;
  return (
    <div className="notice" role="status">
      <p>
        {message} {opensAt !== null && `It opens ${timeText(opensAt)}.`}
        {closedAt !== null && `It closed ${timeText(closedAt)}.`}
      </p>
    </div>
  );
}

function Begin({ place, taking, isEditor, takeUrl }: BeginPanelProps & { takeUrl: string }) {
  const { quiz, attempts_taken } = taking;
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isWaiting, setIsWaiting] = useState(false);
  const [codeId, problemId] = [useId(), useId()];
  const codeInput = useRef<HTMLInputElement>(null);
  const needsCode = quiz.needs_access_code && !isEditor;

  async function begin(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isWaiting) return;
    setIsWaiting(true);
    setProblem(null);
    const body = { ...(needsCode ? { access_code: code } : {}), ...(isEditor ? { preview: true } : {}) };
    try {
      await call('POST', `${place.api}/taking`, { body });
      location.assign(takeUrl);
    } catch (error) {
      setProblem(problemText(error));
      setIsWaiting(false);
      codeInput.current?.focus();
    }
  }

  return (
    <section className="panel" aria-labelledby="begin">
      <form className="stack" onSubmit={(event) => void begin(event)}>
        <h2 id="begin">{isEditor ? 'Preview' : attempts_taken > 0 ? 'Take it again' : 'Ready?'}</h2>
        <p>{beginText(taking, isEditor)}</p>
        {needsCode && (
          <div className="field">
            <label className="field-label" htmlFor={codeId}>
              Access code
            </label>
            <p className="field-hint">Your teacher tells you.</p>
            <input
              className="input"
              id={codeId}
              ref={codeInput}
              value={code}
              onChange={(event) => setCode(event.target.value)}
              aria-describedby={problem === null ? undefined : problemId}
              aria-invalid={problem !== null}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              required
            />
          </div>
        )}
        <div id={problemId} role="alert">
          {problem !== null && <p className="field-error">{problem}</p>}
        </div>
        <div>
          <button type="submit" className="button button-primary button-large" aria-disabled={isWaiting}>
            {isEditor ? 'Preview the quiz' : attempts_taken > 0 ? 'Take the quiz again' : 'Start the quiz'}
          </button>
        </div>
      </form>
    </section>
  );
}

function beginText({ quiz, attempts_left }: Taking, isEditor: boolean): string {
  if (isEditor)
    return 'You see the quiz as a student would. A preview is in no gradebook, and nothing of it is recorded.';
  const limit =
    quiz.time_limit === null
      ? 'There is no time limit. Your answers are saved as you go, and you can come back to them.'
      : `You have ${minutesText(quiz.time_limit)} from when you start. The clock runs on when you close the page. ` +
        'Your answers are saved as you go.';
  return attempts_left === 1 ? `${limit} This is your last attempt.` : limit;
}

/** The server words its refusals for programs. */
function problemText(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 403 && error.message.includes('access code')) return 'This is not the access code.';
  if (error.status === 0) return 'The server cannot be reached. Are you online?';
  return `The quiz did not begin: ${error.message}. Load the page again to see how it stands.`;
}
