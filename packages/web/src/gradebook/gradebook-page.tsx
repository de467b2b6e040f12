// The gradebook: the grid, what can be chosen of it, and beside it the details of a cell, a student or an assignment.

import { useEffect, useMemo, useState } from 'react';
import type { Viewer } from '../api/session.ts';
import { changeAddress, useAddress } from '../shell/address.ts';
import { useLeaveWarning } from '../shell/leave-warning.ts';
import { courseSections, courseUrl, StaffShell } from '../shell/staff-shell.tsx';
import { ToolbarChoice, ToolbarSearch } from '../shell/toolbar-field.tsx';
import { countText } from '../shell/wording.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { Details } from './details.tsx';
import { detailsIn } from './details-place.ts';
import type { GradebookCourse } from './gradebook-api.ts';
import type { GradebookStore } from './gradebook-store.ts';
import { Grid } from './grid.tsx';
import { gridColumns } from './grid-columns.ts';
import { SaveState } from './save-state.tsx';
import { orders, studentsShown } from './students-shown.ts';
import { useGradebook } from './use-gradebook.ts';
import './gradebook.css';

interface GradebookPageProps {
  viewer: Viewer;
  course: GradebookCourse;
  store: GradebookStore;
}

/** How often others' changes are asked for. */
const refreshMs = 15_000;

export function GradebookPage({ viewer, course, store }: GradebookPageProps) {
  const address = useAddress();
  const { students, edits, isUpToDate } = useGradebook(store);
  const [groups, setGroups] = useState(course.groups);
  const search = address.get('search') ?? '';
  const order = orders.find((one) => one.key === address.get('order')) ?? orders[0];
  const groupId = address.get('group');
  const shown = useMemo(() => studentsShown(students, search, order), [students, search, order]);
  const assignments = useMemo(
    () =>
      groups
        .filter(({ id }) => groupId === null || String(id) === groupId)
        .flatMap((group) => group.assignments)
        .filter(({ published }) => published),
    [groups, groupId],
  );
  const columns = useMemo(
    () => gridColumns(assignments, course.mayOverride),
    [assignments, course.mayOverride],
  );
  useKeepUp(store);
  useLeaveWarning(edits.size > 0);
  useEffect(() => {
    document.title = `Gradebook · ${course.name}`;
  }, [course.name]);
  const details = detailsIn(address);

  return (
    <StaffShell
      viewer={viewer}
      crumbs={[{ name: course.name, url: courseUrl(course.id) }, { name: 'Gradebook' }]}
      sections={courseSections(course.id)}
      section="Gradebook"
    >
      <div className="stack">
        <div className="row row-apart">
          <h1 className="title">Gradebook</h1>
          <SaveState edits={edits} isUpToDate={isUpToDate} />
        </div>
        <search className="toolbar">
          <ToolbarSearch
            label="Student"
            value={search}
            placeholder="Search by name"
            onChange={(text) => changeAddress({ search: text || null }, 'here')}
          />
          <ToolbarChoice
            label="Order"
            value={order.key}
            options={orders.map(({ key, name }) => [key, name])}
            onChange={(key) => changeAddress({ order: key })}
          />
          {groups.length > 1 && (
            <ToolbarChoice
              label="Group"
              value={groupId ?? ''}
              options={[
                ['', 'All assignments'],
                ...groups.map(({ id, name }) => [String(id), name] as const),
              ]}
              onChange={(id) => changeAddress({ group: id || null })}
            />
          )}
          <ZoneChoice />
          <p className="muted small counts">
            {countText(shown.length, 'student')}, {countText(assignments.length, 'assignment')}
          </p>
        </search>
        {assignments.length === 0 && students.size > 0 && (
          <p className="notice">No assignment is published here yet: there is nothing to grade.</p>
        )}
        {students.size === 0 || shown.length === 0 ? (
          <p className="empty">
            {students.size === 0
              ? 'Nobody is in this course as a student yet.'
              : 'No student has such a name.'}
          </p>
        ) : (
          <div className={details === null ? 'gradebook' : 'gradebook gradebook-split'}>
            <Grid
              course={course}
              store={store}
              students={shown}
              columns={columns}
              edits={edits}
              details={details}
            />
            {details !== null && (
              <Details course={course} store={store} place={details} groups={groups} onGroups={setGroups} />
            )}
          </div>
        )}
        {shown.length > 0 && (
          <p className="muted small">
            Arrow keys go from cell to cell; typing or Enter grades, Escape gives up, <kbd>EX</kbd> excuses,
            Space shows the details.
          </p>
        )}
      </div>
    </StaffShell>
  );
}

/** Nobody looks at a page in the background; when it comes back it asks at once. */
function useKeepUp(store: GradebookStore): void {
  useEffect(() => {
    const refresh = (): void => {
      if (document.visibilityState === 'visible') void store.refresh();
    };
    const timer = setInterval(refresh, refreshMs);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [store]);
}
