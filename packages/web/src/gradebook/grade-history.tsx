// Every grade that a student had on an assignment: who gave it, when, and what it was before.

import { Time } from '../shell/time.tsx';
import { numberText } from '../shell/wording.ts';
import { askHistory, type GradeVersion } from './gradebook-api.ts';
import { useAsked } from './use-asked.ts';

interface GradeHistoryProps {
  courseId: string;
  userId: number;
  assignmentId: number;
  /** Of the cell: with another one there is more history. */
  version: number;
}

export function GradeHistory({ courseId, userId, assignmentId, version }: GradeHistoryProps) {
  const { answer, failure } = useAsked(`${userId} ${assignmentId} ${version}`, () =>
    askHistory(courseId, userId, assignmentId),
  );
  return (
    <div className="stack stack-sm">
      <h3>History</h3>
      {failure !== null && (
        <p className="notice notice-error" role="alert">
          {failure}
        </p>
      )}
      {answer === null && failure === null && <p className="muted small">Loading</p>}
      {answer?.length === 0 && <p className="muted small">Nobody has graded this yet.</p>}
      {answer !== null && answer.length > 0 && (
        <ol className="plain-list versions small" aria-label="Grades, the newest first">
          {numbered(answer).map(({ number, one, before }) => (
            <li key={number}>
              <span dir="auto">
                {gradeOf(before)} → <span className="strong">{gradeOf(one)}</span>
              </span>
              <br />
              <span className="muted" dir="auto">
                {one.grader}
                {one.graded_at !== null && (
                  <>
                    , <Time iso={one.graded_at} precision="second" />
                  </>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** Each with the one before it, which is the next in the list. */
function numbered(versions: readonly GradeVersion[]) {
  return versions.map((one, at) => ({ number: versions.length - at, one, before: versions[at + 1] }));
}

function gradeOf(version: GradeVersion | undefined): string {
  if (version === undefined) return 'no grade';
  if (version.excused) return 'excused';
  const { grade, score } = version;
  if (grade === null) return 'no grade';
  return score === null || grade === String(score) ? grade : `${grade} (${numberText(score)})`;
}
