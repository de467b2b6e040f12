// The courses that a person is in, each with their role and how it stands.

import { useCallback } from 'react';
import { call } from '../api/client.ts';
import { callAll } from '../api/pages.ts';
import { urlOf } from '../api/place.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { Time } from '../shell/time.tsx';
import { type Enrollment, enrollmentStateText, roleText } from './enrollment-words.ts';
import { ScrolledTable } from './scrolled-table.tsx';

/** All states but deleted ones: what somebody was in belongs to them too. */
const states = ['active', 'invited', 'creation_pending', 'completed', 'inactive', 'rejected'];

interface Answer {
  enrollments: Enrollment[];
  courseNames: ReadonlyMap<number, string>;
}

export function PersonEnrollments({ userId }: { userId: number }) {
  const asked = useAsked(useCallback((signal) => enrollmentsOf(userId, signal), [userId]));
  return (
    <section className="panel stack" aria-labelledby="enrollments">
      <h2 className="panel-title" id="enrollments">
        Courses
      </h2>
      <AskedPart asked={asked}>
        {({ enrollments, courseNames }) =>
          enrollments.length === 0 ? (
            <p className="muted">In no course. People are enrolled on the page of a course.</p>
          ) : (
            <ScrolledTable label="courses of this person" heads={['Course', 'Role', 'State', 'Since']}>
              {enrollments.map((enrollment) => (
                <tr key={enrollment.id}>
                  <th scope="row">
                    <a href={urlOf(`/admin/courses/${enrollment.course_id}`)} dir="auto">
                      {courseNames.get(enrollment.course_id) ?? `Course ${enrollment.course_id}`}
                    </a>
                  </th>
                  <td>{roleText(enrollment.type)}</td>
                  <td>{enrollmentStateText(enrollment.enrollment_state)}</td>
                  <td>
                    <Time iso={enrollment.created_at} precision="minute" />
                  </td>
                </tr>
              ))}
            </ScrolledTable>
          )
        }
      </AskedPart>
    </section>
  );
}

async function enrollmentsOf(userId: number, signal: AbortSignal): Promise<Answer> {
  const query = new URLSearchParams([['per_page', '100'], ...states.map((state) => ['state[]', state])]);
  const path = `/api/v1/users/${userId}/enrollments?${query}`;
  const enrollments = await callAll<Enrollment>(path, undefined, undefined, signal);
  const ids = [...new Set(enrollments.map(({ course_id }) => course_id))];
  return { enrollments, courseNames: await namesOf(ids, signal) };
}

/** As many as one GraphQL query may well ask for. */
const atOnce = 100;

/** Enrollments have the id of their course alone. */
async function namesOf(
  courseIds: readonly number[],
  signal: AbortSignal,
): Promise<ReadonlyMap<number, string>> {
  const names = new Map<number, string>();
  for (let from = 0; from < courseIds.length; from += atOnce) {
    const ids = courseIds.slice(from, from + atOnce);
    const query = `{ ${ids.map((id) => `c${id}: course(id: "${id}") { name }`).join(' ')} }`;
    const { data } = await call<{ data: Record<string, { name: string } | null> | null }>(
      'POST',
      '/api/graphql',
      { body: { query }, signal },
    );
    for (const id of ids) {
      const name = data?.[`c${id}`]?.name;
      if (name !== undefined) names.set(id, name);
    }
  }
  return names;
}
