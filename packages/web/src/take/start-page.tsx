// Before an attempt: what awaits a student, and the start; or why there is none.

import { type FormEvent, useState } from 'react';
import type { Taking } from '../api/taking.ts';
import { problemText } from './failures.ts';
import { minutesText } from './time-warnings.ts';

interface Props {
  taking: Taking;
  quizPage: string;
  /** Rejects with an error whose message is for people. */
  begin(accessCode: string): Promise<void>;
}

export function StartPage({ taking, quizPage, begin }: Props) {
  const { quiz, closed_because } = taking;
  return (
    <div className="page">
      <main className="main">
        <div className="panel stack">
          <h1 className="title">{quiz.title}</h1>
          {closed_because === null ? (
            <StartForm taking={taking} begin={begin} />
          ) : (
            <p className="notice notice-info">{closed_because.message}</p>
          )}
          <p>
            <a href={quizPage}>Back to the quiz</a>
          </p>
        </div>
      </main>
    </div>
  );
}

function StartForm({ taking: { quiz }, begin }: Pick<Props, 'taking' | 'begin'>) {
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    await begin(code).catch((error: unknown) => {
      setProblem(problemText(error));
      setBusy(false);
    });
  };
  return (
    <form className="stack" onSubmit={start}>
      <p>
        {quiz.question_count === 1 ? '1 question' : `${quiz.question_count} questions`}
        {quiz.time_limit === null
          ? '.'
          : `, ${minutesText(quiz.time_limit * 60_000)}. The time runs from when you start.`}
        {quiz.cant_go_back && ' You see one question at a time and cannot go back.'}
      </p>
      {quiz.needs_access_code && (
        <label className="field">
          <span className="field-label">Access code</span>
          <input
            className="input"
            name="access_code"
            autoComplete="off"
            required
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </label>
      )}
      {problem !== null && (
        <p className="notice notice-error" role="alert">
          {problem}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button button-primary button-large" aria-disabled={isBusy}>
          Start the quiz
        </button>
      </div>
    </form>
  );
}
