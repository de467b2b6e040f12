// The answers of an attempt as the server had them at any moment, which is chosen by dragging a cursor over the attempt: that of
// the selected event at first, else the end.

import { useMemo } from 'react';
import { changeAddress } from '../shell/address.ts';
import { ScrollBox } from '../shell/scroll-box.tsx';
import { Time } from '../shell/time.tsx';
import { sinceStartText } from '../shell/zoned-time.ts';
import { AnswerShown } from './answer-shown.tsx';
import './answers.css';
import { sourceTexts } from './event-words.ts';
import { LogLink } from './log-link.tsx';
import type { LogProps } from './log-props.ts';
import { questionText } from './log-questions.ts';
import { PlainLink } from './log-sections.tsx';
import { keptQuery, logUrl, momentText } from './log-views.ts';
import { MomentSlider } from './moment-slider.tsx';
import { momentsOf } from './moments.ts';
import { useAnswersAt, type WireAnswerAt } from './use-answers-at.ts';
import { useSettled } from './use-settled.ts';

export function AnswersAt(props: LogProps) {
  const { log, place, state } = props;
  const moments = useMemo(() => momentsOf(log), [log]);
  const [moving, onMove] = useSettled((ms: number) => changeAddress({ at: momentText(ms) }, 'here'));
  if (moments === null) return <p className="empty">Nothing is known of this attempt yet.</p>;
  const selected = log.events.find(({ id }) => id === state.eventId);
  const wantedMs = moving ?? state.atMs ?? selected?.receivedAtMs ?? moments.toMs;
  const atMs = Math.min(Math.max(wantedMs, moments.fromMs), moments.toMs);
  const momentQuery = keptQuery(state);
  momentQuery.set('at', momentText(atMs));
  return (
    <div className="stack">
      <MomentSlider moments={moments} atMs={atMs} onMove={onMove}>
        <PlainLink url={logUrl(place, log.quizSubmission.id, { is: 'timeline' }, momentQuery)}>
          This moment in the timeline
        </PlainLink>
      </MomentSlider>
      <AnswersThen {...props} path={`${place.api}/submissions/${log.quizSubmission.id}`} atMs={atMs} />
      <p className="muted small">
        This is what the server had received by then. A page saves answers some seconds after they are typed
        or chosen, and later still after a lost connection.
      </p>
    </div>
  );
}

function AnswersThen({ path, atMs, ...props }: LogProps & { path: string; atMs: number }) {
  const { log } = props;
  const { answers, error, isWaiting, onTryAgain } = useAnswersAt(path, log.attempt, atMs);
  if (error !== null) {
    return (
      <div className="notice notice-error" role="alert">
        <p>{error}</p>
        <button type="button" className="button button-small" onClick={onTryAgain}>
          Try again
        </button>
      </div>
    );
  }
  if (answers === null) {
    return (
      <p className="waiting" role="status">
        <span className="spinner" aria-hidden="true" /> Rebuilding the answers
      </p>
    );
  }
  const byId = new Map(answers.map((answer) => [String(answer.quiz_question_id), answer]));
  const known = new Set(log.questions.map(({ id }) => id));
  const rows = [
    ...log.questions
      .filter(({ number }) => number !== null)
      .map((question) => ({ id: question.id, question })),
    ...[...byId.keys()].filter((id) => !known.has(id)).map((id) => ({ id, question: undefined })),
  ];
  const started = log.startedAtMs;
  return (
    <ScrollBox className="panel answers-at" label="Answers then" isBusy={isWaiting}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Question</th>
            <th scope="col">Answer then</th>
            <th scope="col">Saved</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, question }) => {
            const then = byId.get(id);
            return (
              <tr key={id}>
                <th scope="row">
                  <LogLink {...props} view={{ is: 'question', questionId: id }}>
                    {question === undefined ? `Question ${id}` : questionText(question)}
                  </LogLink>
                  {then?.flagged && <span className="pill">Flagged</span>}
                </th>
                <td>
                  {then?.answered_at == null ? (
                    <p className="muted">Nothing saved yet</p>
                  ) : (
                    <AnswerShown question={question} answer={then.answer} />
                  )}
                </td>
                <td>{then !== undefined && <SavedAt then={then} startedAtMs={started} />}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function SavedAt({ then, startedAtMs }: { then: WireAnswerAt; startedAtMs: number | null }) {
  const { answered_at: at, source } = then;
  if (at === null) return null;
  return (
    <span className="event-moment small">
      {startedAtMs !== null && (
        <span className="strong number">{sinceStartText(Date.parse(at) - startedAtMs)}</span>
      )}
      <Time iso={at} />
      {source !== null && <span className="muted nowrap">{sourceTexts[source]}</span>}
    </span>
  );
}
