// All courses of the account, found by name, code or SIS id.

import { useState } from 'react';
import { call } from '../api/client.ts';
import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { changeAddress, useAddress } from '../shell/address.ts';
import { Time } from '../shell/time.tsx';
import { useAction } from '../shell/use-action.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { type Course, courseStateText, teachersText } from './course-words.ts';
import { ChoiceField, Outcome } from './field.tsx';
import { RowsTable } from './rows-table.tsx';
import { SearchField } from './search-field.tsx';
import { useRows } from './use-rows.ts';

const states = [
  ['', 'All but deleted ones'],
  ['claimed', 'Not published'],
  ['available', 'Published'],
  ['completed', 'Concluded'],
  ['deleted', 'Deleted'],
] as const;

const orders = [
  ['', 'Name'],
  ['course_status', 'State'],
  ['sis_course_id', 'SIS id'],
  ['newest', 'Newest first'],
] as const;

export function CoursesPage({ viewer }: { viewer: Viewer }) {
  const address = useAddress();
  const search = address.get('search') ?? '';
  const state = states.find(([value]) => value === address.get('state'))?.[0] ?? '';
  const order = orders.find(([value]) => value === address.get('sort'))?.[0] ?? '';
  const list = useRows<Course>(listPath(search, state, order));
  const [done, setDone] = useState<string | null>(null);
  const { run, isBusy, problem } = useAction(async ({ id, name }: Course) => {
    setDone(null);
    await call('PUT', `/api/v1/courses/${id}`, { body: { course: { event: 'undelete' } } });
    setDone(`${name} is back, and not published.`);
    list.again();
  });
  return (
    <AdminFrame
      viewer={viewer}
      at="courses"
      action={
        <a className="button button-primary" href={urlOf('/admin/courses/new')}>
          New course
        </a>
      }
    >
      <search className="toolbar searching">
        <SearchField label="Search" hint="Name, code or SIS id" value={search} />
        <ChoiceField
          label="State"
          value={state}
          options={states}
          onChange={(value) => changeAddress({ state: value || null })}
        />
        <ChoiceField
          label="Order"
          value={order}
          options={orders}
          onChange={(value) => changeAddress({ sort: value || null })}
        />
      </search>
      <Outcome problem={problem} done={done} />
      <RowsTable
        label="Courses"
        noun="course"
        heads={['Name', 'Code', 'State', 'Students', 'Teachers', 'Since']}
        hasActions={state === 'deleted'}
        list={list}
        rowKey={({ id }) => id}
        cells={(course) => (
          <>
            <th scope="row">
              {course.workflow_state === 'deleted' ? (
                <span dir="auto">{course.name}</span>
              ) : (
                <a href={urlOf(`/admin/courses/${course.id}`)} dir="auto">
                  {course.name}
                </a>
              )}
            </th>
            <td dir="auto">{course.course_code}</td>
            <td>
              <span className="pill">{courseStateText(course.workflow_state)}</span>
            </td>
            <td className="number">{course.total_students}</td>
            <td dir="auto">{teachersText(course)}</td>
            <td>
              <Time iso={course.created_at} precision="minute" />
            </td>
            {state === 'deleted' && (
              <td>
                <button
                  type="button"
                  className="button button-small"
                  aria-disabled={isBusy}
                  onClick={() => void run(course)}
                >
                  Bring back<span className="visually-hidden"> {course.name}</span>
                </button>
              </td>
            )}
          </>
        )}
        empty={search === '' && state === '' ? 'There is no course yet.' : 'No course is like that.'}
      />
      <ZoneChoice />
    </AdminFrame>
  );
}

function listPath(search: string, state: string, order: string): string {
  const query = new URLSearchParams([
    ['per_page', '50'],
    ['include[]', 'total_students'],
    ['include[]', 'teachers'],
    ['teacher_limit', '3'],
  ]);
  if (search !== '') query.set('search_term', search);
  if (state !== '') query.set('state[]', state);
  if (order === 'newest') query.set('order', 'desc');
  else query.set('sort', order || 'course_name');
  return `/api/v1/accounts/self/courses?${query}`;
}
