// Who is in a course, in which role and how that stands; somebody new in it, and the end of being in it.

import { useState } from 'react';
import { call } from '../api/client.ts';
import { urlOf } from '../api/place.ts';
import { changeAddress, useAddress } from '../shell/address.ts';
import { Time } from '../shell/time.tsx';
import { useAction } from '../shell/use-action.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { EnrollForm } from './enroll-form.tsx';
import { type Enrollment, enrollmentStateText, roleNames, roleText } from './enrollment-words.ts';
import { ChoiceField, Outcome } from './field.tsx';
import { RowsTable } from './rows-table.tsx';
import { useRows } from './use-rows.ts';

const states = [
  ['', 'In it or invited'],
  ['completed', 'Concluded'],
  ['inactive', 'Switched off'],
  ['all', 'All'],
] as const;

const statesOf: Record<(typeof states)[number][0], readonly string[]> = {
  '': ['active', 'invited', 'creation_pending'],
  completed: ['completed'],
  inactive: ['inactive'],
  all: ['active', 'invited', 'creation_pending', 'completed', 'inactive', 'rejected'],
};

const roles = [['', 'All roles'], ...Object.entries(roleNames)] as const;

export function CoursePeople({ courseId, isAdmin }: { courseId: number; isAdmin: boolean }) {
  const address = useAddress();
  const state = states.find(([value]) => value === address.get('people'))?.[0] ?? '';
  const role = roles.find(([value]) => value === address.get('role'))?.[0] ?? '';
  const path = `/api/v1/courses/${courseId}/enrollments`;
  const query = new URLSearchParams([
    ['per_page', '50'],
    ...statesOf[state].map((value) => ['state[]', value]),
    ...(role === '' ? [] : [['type[]', role]]),
  ]);
  const list = useRows<Enrollment>(`${path}?${query}`);
  const [done, setDone] = useState<string | null>(null);
  const { run, isBusy, problem } = useAction(async (enrollment: Enrollment, change: Change) => {
    setDone(null);
    const one = `${path}/${enrollment.id}`;
    if (change.task === 'reactivate') await call('PUT', `${one}/reactivate`);
    else await call('DELETE', one, { body: { task: change.task } });
    setDone(`${enrollment.user?.name ?? 'The person'}: ${change.done}.`);
    list.again();
  });
  return (
    <section className="panel stack" aria-labelledby="people">
      <h2 className="panel-title" id="people">
        People
      </h2>
      <div className="toolbar">
        <ChoiceField
          label="Role"
          value={role}
          options={roles}
          onChange={(value) => changeAddress({ role: value || null }, 'here')}
        />
        <ChoiceField
          label="Shown"
          value={state}
          options={states}
          onChange={(value) => changeAddress({ people: value || null }, 'here')}
        />
        <a className="button" href="#enroll">
          Enroll somebody
        </a>
      </div>
      <Outcome problem={problem} done={done} />
      <RowsTable
        label="People of the course"
        noun="enrollment"
        heads={['Name', 'Role', 'State', 'Since']}
        hasActions
        list={list}
        rowKey={({ id }) => id}
        cells={(enrollment) => (
          <>
            <th scope="row" dir="auto">
              {isAdmin ? (
                <a href={urlOf(`/admin/people/${enrollment.user_id}`)}>{nameOf(enrollment)}</a>
              ) : (
                nameOf(enrollment)
              )}
            </th>
            <td>{roleText(enrollment.type)}</td>
            <td>{enrollmentStateText(enrollment.enrollment_state)}</td>
            <td>
              <Time iso={enrollment.created_at} precision="minute" />
            </td>
            <td>
              <span className="row">
                {changesOf(enrollment.enrollment_state).map((change) => (
                  <ConfirmButton
                    key={change.task}
                    name={change.name}
                    of={nameOf(enrollment)}
                    question={`${change.name}: ${nameOf(enrollment)}?`}
                    isSmall
                    isDisabled={isBusy}
                    onConfirm={() => void run(enrollment, change)}
                  >
                    <p>{change.means}</p>
                  </ConfirmButton>
                ))}
              </span>
            </td>
          </>
        )}
        empty="Nobody."
      />
      <div id="enroll">
        <EnrollForm
          path={path}
          suggests={isAdmin}
          onEnrolled={(text) => {
            setDone(text);
            list.again();
          }}
        />
      </div>
    </section>
  );
}

interface Change {
  task: 'conclude' | 'deactivate' | 'delete' | 'reactivate';
  name: string;
  means: string;
  done: string;
}

const changes: Record<Change['task'], Change> = {
  conclude: {
    task: 'conclude',
    name: 'Conclude',
    means: 'They keep reading what they had, and take part no more.',
    done: 'concluded',
  },
  deactivate: {
    task: 'deactivate',
    name: 'Switch off',
    means:
      'They do not come into the course any more; their work and grades stay. It can be switched on again.',
    done: 'switched off',
  },
  reactivate: {
    task: 'reactivate',
    name: 'Switch on',
    means: 'They come into the course as before.',
    done: 'switched on',
  },
  delete: {
    task: 'delete',
    name: 'Remove',
    means: 'They are not in the course any more. Enrolling them again brings their work back.',
    done: 'removed',
  },
};

function changesOf(state: string): Change[] {
  if (state === 'inactive') return [changes.reactivate, changes.delete];
  if (state === 'active') return [changes.conclude, changes.deactivate, changes.delete];
  return [changes.delete];
}

function nameOf({ user, user_id }: Enrollment): string {
  return user?.sortable_name ?? `Person ${user_id}`;
}
