// Signing in with an access token, or in the demo with a click.

import { type FormEvent, useId, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { type DemoPerson, signIn, signInAs, signOut } from '../api/session.ts';
import { Shell } from '../shell/shell.tsx';
import './sign-in.css';

interface SignInProps {
  /** Null when nobody is signed in. */
  user: { name: string } | null;
  /** None outside the demo. */
  people: readonly DemoPerson[];
  /** A path of this server. */
  returnTo: string;
}

export function SignIn({ user, people, returnTo }: SignInProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isWaiting, setIsWaiting] = useState(false);

  async function enter(ask: () => Promise<void>): Promise<void> {
    if (isWaiting) return;
    setIsWaiting(true);
    setProblem(null);
    try {
      await ask();
      location.replace(returnTo);
    } catch (error) {
      setProblem(problemText(error));
      setIsWaiting(false);
    }
  }

  return (
    <Shell userName={null}>
      <div className="sign-in stack stack-lg">
        <h1 className="title">Sign in</h1>
        {user !== null && <AlreadyIn name={user.name} returnTo={returnTo} />}
        {people.length > 0 && (
          <section className="panel stack" aria-labelledby="demo">
            <div className="stack stack-sm">
              <h2 id="demo">This is the demo</h2>
              <p className="muted">
                Take a quiz as a student, or look at it as its teacher. Nothing here is graded for real.
              </p>
            </div>
            <div className="stack stack-sm">
              {people.map((person, index) => (
                <button
                  key={person.id}
                  type="button"
                  className={`button button-large ${index === 0 ? 'button-primary' : ''}`}
                  aria-disabled={isWaiting}
                  onClick={() => void enter(() => signInAs(person, returnTo))}
                >
                  Sign in as {person.name}, {person.role}
                </button>
              ))}
            </div>
          </section>
        )}
        <TokenForm isWaiting={isWaiting} onToken={(token) => void enter(() => signIn(token, returnTo))} />
        <div role="alert">{problem !== null && <p className="notice notice-error">{problem}</p>}</div>
      </div>
    </Shell>
  );
}

function TokenForm({ isWaiting, onToken }: { isWaiting: boolean; onToken: (token: string) => void }) {
  const [token, setToken] = useState('');
  const [id, hintId] = [useId(), useId()];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== '') onToken(token.trim());
  };
  return (
    <form className="panel stack" onSubmit={submit}>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          Access token
        </label>
        <p className="field-hint" id={hintId}>
          Whoever runs this server gives you one. This browser does not keep it.
        </p>
        <input
          className="input mono"
          id={id}
          aria-describedby={hintId}
          type="password"
          autoComplete="off"
          spellCheck={false}
          required
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
      </div>
      <div>
        <button type="submit" className="button" aria-disabled={isWaiting}>
          Sign in
        </button>
      </div>
    </form>
  );
}

function AlreadyIn({ name, returnTo }: { name: string; returnTo: string }) {
  return (
    <div className="notice notice-info row row-apart">
      <p>
        You are signed in as <strong>{name}</strong>.
      </p>
      <div className="row">
        <button type="button" className="button button-quiet button-small" onClick={() => void signOut()}>
          Sign out
        </button>
        <a className="button button-small" href={returnTo}>
          Go on
        </a>
      </div>
    </div>
  );
}

function problemText(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 401)
    return 'This access token does not count here: it may be mistyped, expired, or made for some routes only.';
  if (error.status === 0) return 'The server cannot be reached. Are you online?';
  if (error.isPassing) return 'The server has too much to do just now. Try again in a moment.';
  return `The server refused it: ${error.message}.`;
}
