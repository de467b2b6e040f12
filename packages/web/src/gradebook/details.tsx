// What is shown beside the grid: of a cell, a student or an assignment. The address says of which.

import { changeAddress } from '../shell/address.ts';
import { AssignmentDetails } from './assignment-details.tsx';
import { CellDetails } from './cell-details.tsx';
import type { DetailsPlace } from './details-place.ts';
import type { AssignmentGroup, GradebookCourse } from './gradebook-api.ts';
import type { GradebookStore } from './gradebook-store.ts';
import { StudentDetails } from './student-details.tsx';
import { useGradebook } from './use-gradebook.ts';

interface DetailsProps {
  course: GradebookCourse;
  store: GradebookStore;
  place: DetailsPlace;
  groups: readonly AssignmentGroup[];
  onGroups: (groups: AssignmentGroup[]) => void;
}

export function Details({ course, store, place, groups, onGroups }: DetailsProps) {
  const { students, edits } = useGradebook(store);
  const student = place.userId === null ? undefined : students.get(place.userId);
  const assignment = groups.flatMap((group) => group.assignments).find(({ id }) => id === place.assignmentId);
  const isUnknown =
    (place.userId !== null && student === undefined) ||
    (place.assignmentId !== null && assignment === undefined);
  const key = `${place.userId} ${place.assignmentId}`;
  return (
    <section
      className="panel stack details"
      aria-label="Details"
      onKeyDown={({ key, target }) => {
        if (key === 'Escape' && !(target instanceof HTMLTextAreaElement)) close();
      }}
    >
      <button type="button" className="button button-quiet button-small details-close" onClick={close}>
        Close
      </button>
      {isUnknown && <p className="muted">There is no such student or assignment in this gradebook.</p>}
      {!isUnknown && student !== undefined && assignment !== undefined && (
        <CellDetails
          key={key}
          course={course}
          store={store}
          student={student}
          assignment={assignment}
          edits={edits}
        />
      )}
      {!isUnknown && student !== undefined && assignment === undefined && (
        <StudentDetails key={key} course={course} store={store} student={student} edits={edits} />
      )}
      {!isUnknown && student === undefined && assignment !== undefined && (
        <AssignmentDetails
          key={key}
          course={course}
          store={store}
          students={students}
          assignment={assignment}
          onGroups={onGroups}
        />
      )}
    </section>
  );
}

function close(): void {
  changeAddress({ student: null, assignment: null });
  // Back to where the keys act.
  document.querySelector<HTMLElement>('.grid [tabindex="0"]')?.focus();
}
