// A quiz while it is taken: who is at work, how far, how much time is left. Rows stay where they are while their numbers move.

import { useEffect, useMemo, useState } from 'react';
import type { QuizPlace } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { changeAddress, useAddress } from '../shell/address.ts';
import { courseUrl, quizSections, StaffShell } from '../shell/staff-shell.tsx';
import { ToolbarChoice, ToolbarSearch } from '../shell/toolbar-field.tsx';
import { nextSorting, VirtualTable } from '../shell/virtual-table.tsx';
import { countText } from '../shell/wording.ts';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { ConnectionNotice } from './connection-notice.tsx';
import { ExtendDialog } from './extend-dialog.tsx';
import type { LiveAttempt } from './live-attempt.ts';
import { liveColumns } from './live-columns.tsx';
import { LiveCounts } from './live-counts.tsx';
import { type LiveState, openLiveFeed } from './live-feed.ts';
import { countsOf, type StateShown, shownIn, shownRows } from './live-rows.ts';

export interface WatchedQuiz {
  courseName: string;
  title: string;
  hasTimeLimit: boolean;
}

interface LivePageProps {
  viewer: Viewer;
  place: QuizPlace;
  quiz: WatchedQuiz;
}

export function LivePage({ viewer, place, quiz }: LivePageProps) {
  const [live, setLive] = useState<LiveState | null>(null);
  useEffect(() => openLiveFeed(`${place.api}/live`, setLive), [place]);
  const [extendedId, setExtendedId] = useState<number | null>(null);
  const [done, setDone] = useState('');
  const query = useAddress().toString();
  const shown = useMemo(() => shownIn(new URLSearchParams(query)), [query]);
  const attempts = live?.attempts ?? null;
  const rows = useMemo(() => shownRows(attempts ?? [], shown), [attempts, shown]);
  const counts = useMemo(() => countsOf(attempts ?? []), [attempts]);
  const extended = attempts?.find(({ quiz_submission_id }) => quiz_submission_id === extendedId);
  const crumbs = [
    { name: quiz.courseName, url: courseUrl(place.courseId) },
    { name: quiz.title, url: place.pages.quiz },
    { name: 'Live' },
  ];
  return (
    <StaffShell viewer={viewer} crumbs={crumbs} sections={quizSections(place)} section="Live">
      <div className="stack live">
        <h1 className="title">Live</h1>
        <ConnectionNotice live={live} />
        <div role="status">{done !== '' && <p className="notice notice-success">{done}</p>}</div>
        {live === null || attempts === null ? (
          <p className="row muted" role="status">
            <span className="spinner" aria-hidden="true" /> Waiting for the server
          </p>
        ) : attempts.length === 0 ? (
          <p className="empty">
            Nobody has begun this quiz yet. Students appear here as soon as they begin; leave the page open.
          </p>
        ) : (
          <>
            <LiveCounts counts={counts} />
            {counts.running === 0 && (
              <p className="notice notice-info">
                Nobody is at work now. {countText(counts.finished, 'attempt')}{' '}
                {counts.finished === 1 ? 'is' : 'are'} finished:{' '}
                <a href={`${place.pages.quiz}/attempts`}>see all attempts</a>.
              </p>
            )}
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
              <ZoneChoice />
            </div>
            <VirtualTable
              label="Attempts as they are now"
              columns={liveColumns(place, live.nowMs, (attempt: LiveAttempt) =>
                setExtendedId(attempt.quiz_submission_id),
              )}
              rows={rows}
              rowKey={({ quiz_submission_id }) => quiz_submission_id}
              rowHeight={48}
              sorting={shown.sorting}
              onSort={(key) => {
                const next = nextSorting(shown.sorting, key);
                changeAddress({ sort: next.key, order: next.isDescending ? 'desc' : null });
              }}
              empty="No attempt fits."
            />
            <p className="small muted live-note">
              “Quiet” says that nothing was heard for a minute and a half: reading, a weak network and a
              device that sleeps look the same from here. “Away” is what the page itself tells; a notification
              or a screen reader may be enough.
            </p>
          </>
        )}
      </div>
      {extended !== undefined && live !== null && (
        <ExtendDialog
          key={extendedId}
          place={place}
          attempt={extended}
          nowMs={live.nowMs}
          hasTimeLimit={quiz.hasTimeLimit}
          onClose={() => setExtendedId(null)}
          onDone={(text) => {
            setExtendedId(null);
            setDone(text);
          }}
        />
      )}
    </StaffShell>
  );
}

const stateNames: Record<StateShown, string> = {
  all: 'Everybody',
  running: 'At work',
  quiet: 'Quiet',
  away: 'Away from the page',
  finished: 'Finished',
};
