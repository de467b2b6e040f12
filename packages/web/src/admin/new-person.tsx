// Somebody new: a person and their login.

import { type FormEvent, useState } from 'react';
import { call } from '../api/client.ts';
import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { useAction } from '../shell/use-action.ts';
import { AdminFrame } from './admin-frame.tsx';
import { Outcome, TextField } from './field.tsx';
import { PersonFields, type PersonValues, personLabels } from './person-fields.tsx';

const nobody: PersonValues = {
  name: '',
  short_name: '',
  sortable_name: '',
  email: '',
  time_zone: '',
  locale: '',
};

export function NewPerson({ viewer }: { viewer: Viewer }) {
  const [login, setLogin] = useState('');
  const [sisId, setSisId] = useState('');
  const [values, setValues] = useState(nobody);
  const { run, isBusy, problem } = useAction(create, personLabels);

  async function create(): Promise<void> {
    const { email, ...user } = values;
    const given = Object.entries(user).filter(([, value]) => value.trim() !== '');
    const { id } = await call<{ id: number }>('POST', '/api/v1/accounts/self/users', {
      body: {
        user: { ...Object.fromEntries(given), skip_registration: true },
        pseudonym: { unique_id: login, ...(sisId.trim() === '' ? {} : { sis_user_id: sisId }) },
        ...(email.trim() === '' ? {} : { communication_channel: { type: 'email', address: email } }),
      },
    });
    location.assign(urlOf(`/admin/people/${id}`));
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    void run();
  }

  return (
    <AdminFrame viewer={viewer} at="new-person">
      <form className="panel stack" onSubmit={submit}>
        <div className="form-grid">
          <TextField
            label={personLabels.unique_id}
            hint="Unique. With an e-mail address it is that of the person too"
            value={login}
            isRequired
            onChange={setLogin}
          />
          <TextField
            label={personLabels.sis_user_id}
            hint="Of the system that people come from"
            value={sisId}
            onChange={setSisId}
          />
          <PersonFields
            values={values}
            onChange={(change) => setValues((before) => ({ ...before, ...change }))}
          />
        </div>
        <p className="muted">
          No mail is sent. People sign in with an access token, which you make for them on their page.
        </p>
        <Outcome problem={problem} />
        <div className="row">
          <button type="submit" className="button button-primary" aria-disabled={isBusy}>
            Create
          </button>
          <a className="button" href={urlOf('/admin/people')}>
            Cancel
          </a>
        </div>
      </form>
    </AdminFrame>
  );
}
