// Somebody is brought into a course, by their login. Admins are offered the people that there are.

import { type FormEvent, useEffect, useId, useState } from 'react';
import { call } from '../api/client.ts';
import { callPage } from '../api/pages.ts';
import { useAction } from '../shell/use-action.ts';
import { roleNames, roleText } from './enrollment-words.ts';
import { ChoiceField, Outcome, TextField, Tick } from './field.tsx';

interface Suggestion {
  id: number;
  name: string;
  login_id: string | null;
}

interface EnrollFormProps {
  /** Of the enrollments of the course. */
  path: string;
  /** Whether the reader may search all people. */
  suggests: boolean;
  onEnrolled: (text: string) => void;
}

export function EnrollForm({ path, suggests, onEnrolled }: EnrollFormProps) {
  const [login, setLogin] = useState('');
  const [role, setRole] = useState('StudentEnrollment');
  const [isActive, setIsActive] = useState(true);
  const [listId, titleId] = [useId(), useId()];
  const suggestions = useSuggestions(suggests ? login.trim() : '');
  const { run, isBusy, problem } = useAction(async () => {
    const enrollment = {
      user_id: `sis_login_id:${login.trim()}`,
      type: role,
      enrollment_state: isActive ? 'active' : 'invited',
    };
    await call('POST', path, { body: { enrollment } });
    setLogin((now) => (now === login ? '' : now));
    onEnrolled(`${login.trim()} is in the course now: ${roleText(role)}.`);
  });

  function submit(event: FormEvent): void {
    event.preventDefault();
    void run();
  }

  return (
    <form className="panel-foot stack" aria-labelledby={titleId} onSubmit={submit}>
      <h3 id={titleId}>Enroll somebody</h3>
      <div className="form-grid">
        <TextField
          label="Login of the person"
          hint={suggests ? 'Type a part of the name or login, and choose' : 'As they were told it'}
          value={login}
          isRequired
          list={listId}
          onChange={setLogin}
        />
        <ChoiceField
          label="Role in the course"
          value={role}
          options={Object.entries(roleNames)}
          onChange={setRole}
        />
      </div>
      <datalist id={listId}>
        {suggestions.map(({ id, name, login_id }) => (
          <option key={id} value={login_id ?? ''}>
            {name}
          </option>
        ))}
      </datalist>
      <Tick
        label="At once, without an invitation"
        hint="Otherwise they are invited and must accept, over the API"
        isOn={isActive}
        onChange={setIsActive}
      />
      <Outcome problem={problem === null ? null : problemText(problem)} />
      <div>
        <button type="submit" className="button" aria-disabled={isBusy}>
          Enroll
        </button>
      </div>
    </form>
  );
}

/** The server words it for programs. */
function problemText(problem: string): string {
  return problem === 'The specified resource does not exist.' ? 'Nobody has this login.' : problem;
}

/** Between two letters of somebody who types. */
const pauseMs = 250;

function useSuggestions(text: string): readonly Suggestion[] {
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  useEffect(() => {
    if ([...text].length < 3) return setFound([]);
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      const path = `/api/v1/accounts/self/users?per_page=10&search_term=${encodeURIComponent(text)}`;
      callPage<Suggestion>(path, undefined, leaving.signal).then(
        ({ rows }) => setFound(rows.filter(({ login_id }) => login_id !== null)),
        // Who is not offered anybody can still write the login.
        () => {},
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [text]);
  return found;
}
