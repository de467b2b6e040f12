// Grading an attempt: every question with the student's answer beside the points, what all of it comes to, and who is next.

import { useEffect, useMemo, useState } from 'react';
import type { QuizPlace } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { useLeaveWarning } from '../shell/leave-warning.ts';
import { courseUrl, quizSections, StaffShell } from '../shell/staff-shell.tsx';
import { AttemptHead } from './attempt-head.tsx';
import { changesOf, type Draft, draftsOf, hasFaults, rebased } from './drafts.ts';
import { askGrading, askTakers, type Grading, giveScores, type Taker } from './grade-api.ts';
import { GradeFoot } from './grade-foot.tsx';
import { placeOf, QuestionToGrade } from './question-to-grade.tsx';
import { neighbours } from './takers.ts';
import './grade.css';

interface GradePageProps {
  viewer: Viewer;
  place: QuizPlace;
  first: Grading;
  firstTakers: readonly Taker[];
}

/** Who goes from student to student begins at what waits, not at the top. */
const atWaiting = '#waiting';

export function GradePage({ viewer, place, first, firstTakers }: GradePageProps) {
  const [grading, setGrading] = useState(first);
  const [takers, setTakers] = useState(firstTakers);
  const [drafts, setDrafts] = useState(() => draftsOf(first));
  const [isSaving, setSaving] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const { quiz, course, user, attempt, questions, may_grade } = grading;
  const name = user?.name ?? 'Anonymous student';
  const around = useMemo(
    () => neighbours(takers, grading.quiz_submission_id),
    [takers, grading.quiz_submission_id],
  );
  const changes = changesOf(grading, drafts);
  const isFaulty = hasFaults(grading, drafts);
  const isRunning = attempt.workflow_state === 'untaken';
  useEffect(() => {
    document.title = `Grading ${name} · ${quiz.title}`;
  }, [name, quiz.title]);
  useLeaveWarning(changes !== null || isFaulty);

  useEffect(() => {
    if (location.hash !== atWaiting) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    const waiting = first.questions.find(({ correct }) => correct === 'undefined');
    const article = waiting && document.getElementById(placeOf(waiting));
    article?.focus({ preventScroll: true });
    article?.scrollIntoView({ block: 'start' });
  }, [first]);

  const urlOfTaker = ({ quizSubmissionId }: Taker): string =>
    `${place.pages.quiz}/submissions/${quizSubmissionId}/grade`;

  function change(questionId: number, draft: Draft): void {
    setSaved(false);
    setDrafts((before) => ({ ...before, questions: new Map(before.questions).set(questionId, draft) }));
  }

  /** Whether all that is put down is on the server. */
  async function save(): Promise<boolean> {
    if (isSaving) return false;
    if (isFaulty) {
      setFailure('Something is no number of points: see the fields that say so.');
      document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return false;
    }
    if (changes === null) return true;
    setSaving(true);
    try {
      await giveScores(place.api, grading.quiz_submission_id, attempt.attempt, changes);
      const id = String(grading.quiz_submission_id);
      const [after, others] = await Promise.all([
        askGrading(place.api, id, attempt.attempt),
        askTakers(place.api),
      ]);
      setGrading(after);
      setTakers(others);
      setDrafts((now) => rebased(now, drafts, draftsOf(after)));
      setFailure(null);
      setSaved(true);
      return true;
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
      return false;
    } finally {
      setSaving(false);
    }
  }

  async function saveAndGo(taker: Taker): Promise<void> {
    if (!(await save())) return;
    // After the state is drawn: what is saved must not ask whether to leave.
    setTimeout(() => location.assign(`${urlOfTaker(taker)}${atWaiting}`));
  }

  return (
    <StaffShell
      viewer={viewer}
      crumbs={[
        { name: course.name, url: courseUrl(place.courseId) },
        { name: quiz.title, url: place.pages.quiz },
        { name: 'Attempts', url: `${place.pages.quiz}/attempts` },
        { name: 'Grading' },
      ]}
      sections={quizSections(place)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of all fields in it */}
      <div
        className="stack grade-page"
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void save();
        }}
      >
        <AttemptHead
          place={place}
          grading={grading}
          name={name}
          previous={around.previous}
          next={around.next}
          urlOfTaker={urlOfTaker}
        />
        {isRunning && (
          <p className="empty">
            This attempt is still under way: there is nothing to grade until it is handed in.
          </p>
        )}
        {!isRunning && questions.length === 0 && <p className="empty">This attempt had no questions.</p>}
        {questions.length > 0 && (
          <ol className="plain-list stack" aria-label="Questions">
            {questions.map((question) => (
              <li key={question.id}>
                <QuestionToGrade
                  question={question}
                  draft={drafts.questions.get(question.id) ?? { score: '', comment: '' }}
                  mayGrade={may_grade}
                  onChange={change}
                />
              </li>
            ))}
          </ol>
        )}
        {questions.length > 0 && (
          <GradeFoot
            grading={grading}
            drafts={drafts}
            waiting={around.waiting}
            state={isSaving ? 'saving' : changes !== null ? 'changed' : isSaved ? 'saved' : 'same'}
            failure={failure}
            onFudge={(fudgePoints) => {
              setSaved(false);
              setDrafts((before) => ({ ...before, fudgePoints }));
            }}
            onSave={() => void save()}
            onSaveAndGo={(taker) => void saveAndGo(taker)}
          />
        )}
      </div>
    </StaffShell>
  );
}
