// The picture of the attempt, and below it the list of what happened in the part that it shows.

import { useCallback, useMemo } from 'react';
import { changeAddress } from '../shell/address.ts';
import { countText } from '../shell/wording.ts';
import { ActionList } from './action-list.tsx';
import { Legend } from './legend.tsx';
import type { LogProps } from './log-props.ts';
import { keptQuery, logUrl } from './log-views.ts';
import { namedMoments } from './named-moments.ts';
import { Overview } from './overview.tsx';
import { readLog } from './read-log.ts';
import { askedFor, isSame, isWhole, moved, zoomed } from './time-range.ts';
import { lanesOf } from './timeline-lanes.ts';
import { TimelinePicture } from './timeline-picture.tsx';
import { useRange } from './use-range.ts';

export function TimelineView({ place, log, state: asked }: LogProps) {
  const read = useMemo(() => readLog(log), [log]);
  const state = { ...asked, range: askedFor(asked.range, read.range) };
  const lanes = useMemo(() => lanesOf(log, read), [log, read]);
  const [range, onRange] = useRange(state.range, read.home);
  const later = useMemo(() => read.rows.filter(({ event }) => event.atMs > read.home.toMs).length, [read]);
  const moments = useMemo(() => namedMoments(log, state.atMs), [log, state.atMs]);
  const selected = state.eventId === null ? null : (read.placeOf.get(state.eventId) ?? null);
  const onSelect = useCallback(
    (at: number | null) =>
      changeAddress({ event: (at === null ? undefined : read.rows[at]?.event.id) ?? null }),
    [read],
  );
  const quizSubmissionId = log.quizSubmission.id;
  const questionUrl = useCallback(
    (questionId: string, eventId: string | null = null) =>
      logUrl(
        place,
        quizSubmissionId,
        { is: 'question', questionId },
        // Canvas: the event that one comes from is marked among the answers.
        keptQuery({ attempt: state.attempt, eventId }),
      ),
    [place, quizSubmissionId, state.attempt],
  );

  if (read.rows.length === 0) return <Nothing hasBegun={log.startedAtMs !== null} />;
  const lengthMs = range.toMs - range.fromMs;
  const zoom = (factor: number) => onRange(zoomed(range, read.range, factor, range.fromMs + lengthMs / 2));
  const isAll = isWhole(range, read.range);
  const isHome = isSame(range, read.home);
  return (
    <>
      <section className="stack stack-sm" aria-labelledby="timeline-title">
        <div className="row row-apart">
          <h2 id="timeline-title">Timeline</h2>
          <div className="row timeline-tools">
            <Tool
              name="Earlier"
              sign="←"
              isOff={isAll}
              onPress={() => onRange(moved(range, read.range, -lengthMs / 2))}
            />
            <Tool
              name="Later"
              sign="→"
              isOff={isAll}
              onPress={() => onRange(moved(range, read.range, lengthMs / 2))}
            />
            <Tool name="Zoom out" sign="−" isOff={isAll} onPress={() => zoom(2)} />
            <Tool name="Zoom in" sign="+" onPress={() => zoom(0.5)} />
            <button
              type="button"
              className="button button-small"
              aria-disabled={isHome}
              onClick={() => onRange(read.home)}
            >
              Whole attempt
            </button>
          </div>
        </div>
        <div className="timeline">
          <div className="timeline-top">
            <Overview read={read} lanes={lanes} range={range} onRange={onRange} />
          </div>
          <TimelinePicture
            read={read}
            lanes={lanes}
            range={range}
            onRange={onRange}
            moments={moments}
            selected={selected}
            onSelect={onSelect}
            questionUrl={questionUrl}
          />
        </div>
        {later > 0 && !isAll && (
          <p className="row small">
            {countText(later, 'event')} came later.
            <button type="button" className="button button-small" onClick={() => onRange(read.range)}>
              Show all of the time
            </button>
          </p>
        )}
        <Legend lanes={lanes} />
        <p className="muted small">
          Drag to move; Ctrl and the wheel, or two fingers, zoom. In the strip above, drag to choose a part.
          By keyboard: arrows from event to event, Enter selects, + and − zoom, 0 shows all, Shift with arrows
          moves.
        </p>
      </section>
      <ActionList
        read={read}
        log={log}
        state={state}
        selected={selected}
        onSelect={onSelect}
        questionUrl={questionUrl}
      />
    </>
  );
}

interface ToolProps {
  name: string;
  sign: string;
  isOff?: boolean;
  onPress: () => void;
}

/** It keeps the focus when it has nothing to do. */
function Tool({ name, sign, isOff = false, onPress }: ToolProps) {
  return (
    <button
      type="button"
      className="button button-small timeline-tool"
      aria-label={name}
      title={name}
      aria-disabled={isOff}
      onClick={() => !isOff && onPress()}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

function Nothing({ hasBegun }: { hasBegun: boolean }) {
  return (
    <p className="empty">
      {hasBegun
        ? 'No events of this attempt are here. They may have been removed by age, or none was ever sent.'
        : 'This attempt has not begun, so nothing is recorded yet.'}
    </p>
  );
}
