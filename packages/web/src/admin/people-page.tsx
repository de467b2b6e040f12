// The people of the account: who there is, found by name, login, e-mail address or SIS id.

import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { changeAddress, useAddress } from '../shell/address.ts';
import { Time } from '../shell/time.tsx';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { ChoiceField } from './field.tsx';
import { RowsTable } from './rows-table.tsx';
import { SearchField } from './search-field.tsx';
import { useRows } from './use-rows.ts';

interface ListedPerson {
  id: number;
  name: string;
  sortable_name: string;
  login_id: string | null;
  email: string | null;
  sis_user_id: string | null;
  created_at: string;
}

const roles = [
  ['', 'Everybody'],
  ['student', 'Students'],
  ['teacher', 'Teachers'],
  ['ta', 'Teaching assistants'],
  ['designer', 'Designers'],
  ['observer', 'Observers'],
] as const;

const orders = [
  ['', 'Name'],
  ['email', 'E-mail address'],
  ['sis_id', 'SIS id'],
  ['newest', 'Newest first'],
] as const;

export function PeoplePage({ viewer }: { viewer: Viewer }) {
  const address = useAddress();
  const search = address.get('search') ?? '';
  const role = roles.find(([value]) => value === address.get('role'))?.[0] ?? '';
  const order = orders.find(([value]) => value === address.get('sort'))?.[0] ?? '';
  const list = useRows<ListedPerson>(listPath(search, role, order));
  return (
    <AdminFrame
      viewer={viewer}
      at="people"
      action={
        <a className="button button-primary" href={urlOf('/admin/people/new')}>
          New person
        </a>
      }
    >
      <search className="toolbar searching">
        <SearchField label="Search" hint="Name, login, e-mail address or SIS id" value={search} />
        <ChoiceField
          label="Who is"
          value={role}
          options={roles}
          onChange={(value) => changeAddress({ role: value || null })}
        />
        <ChoiceField
          label="Order"
          value={order}
          options={orders}
          onChange={(value) => changeAddress({ sort: value || null })}
        />
      </search>
      <RowsTable
        label="People"
        noun="person"
        plural="people"
        heads={['Name', 'Login', 'E-mail address', 'SIS id', 'Since']}
        list={list}
        rowKey={({ id }) => id}
        cells={(person) => (
          <>
            <th scope="row">
              <a href={urlOf(`/admin/people/${person.id}`)} dir="auto">
                {person.sortable_name || person.name}
              </a>
            </th>
            <td>{person.login_id}</td>
            <td>{person.email}</td>
            <td>{person.sis_user_id}</td>
            <td>
              <Time iso={person.created_at} precision="minute" />
            </td>
          </>
        )}
        empty={search === '' && role === '' ? 'There is nobody yet.' : 'Nobody is like that.'}
      />
      <ZoneChoice />
    </AdminFrame>
  );
}

function listPath(search: string, role: string, order: string): string {
  const query = new URLSearchParams({ per_page: '50', 'include[]': 'email' });
  if (search !== '') query.set('search_term', search);
  if (role !== '') query.set('enrollment_type', role);
  query.set('sort', order === 'newest' ? 'id' : order || 'username');
  if (order === 'newest') query.set('order', 'desc');
  return `/api/v1/accounts/self/users?${query}`;
}
