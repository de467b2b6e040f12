// What is kept of a person, to be changed.

import { type FormEvent, useState } from 'react';
import { call } from '../api/client.ts';
import { useAction } from '../shell/use-action.ts';
import { Outcome } from './field.tsx';
import { afterSaving } from './kept-words.ts';
import { PersonFields, type PersonValues, personLabels } from './person-fields.tsx';

/** A profile, as admins see it. */
export interface KnownPerson {
  id: number;
  name: string;
  short_name: string;
  sortable_name: string;
  primary_email: string | null;
  login_id: string | null;
  sis_user_id: string | null;
  time_zone: string;
  locale: string | null;
}

export function PersonForm({ person, onSaved }: { person: KnownPerson; onSaved: () => void }) {
  const [kept, setKept] = useState(() => valuesOf(person, person.primary_email));
  const [values, setValues] = useState(kept);
  const [done, setDone] = useState<string | null>(null);
  const { run, isBusy, problem } = useAction(save, personLabels);

  async function save(): Promise<void> {
    const changed = Object.entries(values).filter(
      ([name, value]) => value !== kept[name as keyof PersonValues],
    );
    if (changed.length === 0) return;
    const saved = await call<SavedPerson>('PUT', `/api/v1/users/${person.id}`, {
      body: { user: Object.fromEntries(changed) },
    });
    // What follows from a name has changed with it.
    const now = valuesOf(saved, saved.email);
    setKept(now);
    setValues((typed) => afterSaving(typed, values, now));
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setDone(null);
    if (!(await run())) return;
    setDone('Saved.');
    onSaved();
  }

  return (
    <form className="panel stack" aria-labelledby="person-form" onSubmit={(event) => void submit(event)}>
      <h2 className="panel-title" id="person-form">
        About
      </h2>
      <dl className="facts facts-wide">
        <div>
          <dt>Login</dt>
          <dd>{person.login_id ?? 'None'}</dd>
        </div>
        <div>
          <dt>SIS id</dt>
          <dd>{person.sis_user_id ?? 'None'}</dd>
        </div>
        <div>
          <dt>Id</dt>
          <dd>{person.id}</dd>
        </div>
      </dl>
      <div className="form-grid">
        <PersonFields
          values={values}
          onChange={(change) => {
            setDone(null);
            setValues((before) => ({ ...before, ...change }));
          }}
        />
      </div>
      <Outcome problem={problem} done={done} />
      <div>
        <button type="submit" className="button button-primary" aria-disabled={isBusy}>
          Save
        </button>
      </div>
    </form>
  );
}

type SavedPerson = Omit<KnownPerson, 'primary_email'> & { email: string | null };

function valuesOf(person: Omit<KnownPerson, 'primary_email'>, email: string | null): PersonValues {
  return {
    name: person.name,
    short_name: person.short_name,
    sortable_name: person.sortable_name,
    email: email ?? '',
    time_zone: person.time_zone,
    locale: person.locale ?? '',
  };
}
