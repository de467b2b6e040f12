// The class: every attempt of the quiz as a row. Rows are there to be compared and looked into; the page judges nobody.

import { useMemo } from 'react';
import type { QuizPlace } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { changeAddress, useAddress } from '../shell/address.ts';
import { fileNameOf } from '../shell/file-name.ts';
import { courseUrl, quizSections, StaffShell } from '../shell/staff-shell.tsx';
import { ToolbarChoice, ToolbarSearch } from '../shell/toolbar-field.tsx';
import { nextSorting, VirtualTable } from '../shell/virtual-table.tsx';
import { countText } from '../shell/wording.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { attemptColumns } from './attempt-columns.tsx';
import { shownIn } from './class-address.ts';
import type { ClassAttempts, ClassQuestion } from './class-attempt.ts';
import { ClassDownload } from './class-download.tsx';
import { mediansOf, type StateShown, shownRows } from './class-rows.ts';
import { fullMsOf, shortName } from './question-bars.tsx';

interface AttemptsPageProps {
  viewer: Viewer;
  place: QuizPlace;
  read: ClassAttempts;
  /** There may be newer ones, but they could not be read. */
  isOld: boolean;
  onReload: () => void;
}

export function AttemptsPage({ viewer, place, read, isOld, onReload }: AttemptsPageProps) {
  const { courseName, quizTitle, questions, attempts } = read;
  const query = useAddress().toString();
  const shown = useMemo(() => shownIn(new URLSearchParams(query)), [query]);
  const questionId = questions.find(({ id }) => id === shown.questionId)?.id ?? null;
  const rows = useMemo(() => shownRows(attempts, { ...shown, questionId }), [attempts, shown, questionId]);
  const columns = useMemo(
    () =>
      attemptColumns(place, {
        questions,
        medians: mediansOf(attempts, questions, questionId),
        fullMs: fullMsOf(attempts),
        questionId,
        hasSeveralAttempts: attempts.some(({ attempt }) => attempt > 1),
      }),
    [place, attempts, questions, questionId],
  );
  const crumbs = [
    { name: courseName, url: courseUrl(place.courseId) },
    { name: quizTitle, url: place.pages.quiz },
    { name: 'Attempts' },
  ];
  return (
    <StaffShell viewer={viewer} crumbs={crumbs} sections={quizSections(place)} section="Attempts">
      <div className="stack attempts">
        <div className="row row-apart">
          <h1 className="title">
            Attempts <span className="muted small">{countsText(read)}</span>
          </h1>
          <button type="button" className="button button-small" onClick={onReload}>
            Reload
          </button>
        </div>
        {isOld && (
          <p className="notice notice-error" role="alert">
            The attempts could not be read again. What you see is from before.
          </p>
        )}
        {attempts.length === 0 ? (
          <p className="empty">Nobody has begun this quiz yet.</p>
        ) : (
          <>
            <p className="muted small prose-width">
              What each log adds up to, to be compared with the median of the class. Numbers tell neither why
              something happened nor what it means: a message, a screen reader or a weak network leave the
              same marks. Open a log to see for yourself.
            </p>
            <div className="toolbar">
              <ToolbarSearch
                label="Student"
                value={shown.search}
                onChange={(text) => changeAddress({ search: text || null }, 'here')}
              />
              <ToolbarChoice
                label="Show"
                value={shown.state}
                options={Object.entries(stateNames)}
                onChange={(state) => changeAddress({ state: state === 'all' ? null : state })}
              />
              <ToolbarChoice
                label="Time on"
                value={questionId ?? ''}
                options={[['', 'all questions'], ...questions.map(optionOf)]}
                onChange={(id) => changeAddress({ question: id || null })}
              />
              <ZoneChoice />
            </div>
            <VirtualTable
              label="Attempts"
              columns={columns}
              rows={rows}
              rowKey={({ quiz_submission_id, attempt }) => `${quiz_submission_id} ${attempt}`}
              rowHeight={56}
              sorting={shown.sorting}
              onSort={(key) => {
                const next = nextSorting(shown.sorting, key);
                changeAddress({ sort: next.key, order: next.isDescending ? 'desc' : null });
              }}
              empty="No attempt fits."
            />
            <p className="visually-hidden" role="status">
              {rows.length === attempts.length
                ? ''
                : `${rows.length} of ${countText(attempts.length, 'attempt')} shown`}
            </p>
            <Legend />
            <ClassDownload place={place} name={fileNameOf([courseName, quizTitle, 'all events'])} />
          </>
        )}
      </div>
    </StaffShell>
  );
}

function countsText({ attempts }: ClassAttempts): string {
  const students = new Set(attempts.map(({ quiz_submission_id }) => quiz_submission_id)).size;
  const running = attempts.filter(({ finished_at }) => finished_at === null).length;
  const parts = [countText(attempts.length, 'attempt'), countText(students, 'student')];
  return [...parts, ...(running > 0 ? [`${running} at work`] : [])].join(' · ');
}

const stateNames: Record<StateShown, string> = {
  all: 'All',
  running: 'At work',
  finished: 'Handed in',
  review: 'To be graded',
};

function optionOf(question: ClassQuestion): [string, string] {
  return [question.id, [shortName(question), question.name].filter((text) => text !== '').join(' · ')];
}

function Legend() {
  return (
    <p className="small muted bars-legend">
      <span className="legend-events" aria-hidden="true" /> events in each sixtieth of the attempt{' '}
      <span className="legend-answered" aria-hidden="true" /> time on a question that was answered{' '}
      <span className="legend-unanswered" aria-hidden="true" /> on one that was not{' '}
      <span className="legend-median" aria-hidden="true" /> class median
    </p>
  );
}
