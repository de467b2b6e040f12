// The attempts that are over, and the way to their results.

import type { QuizPlace } from '../api/place.ts';
import type { PastAttempt, Taking } from '../api/taking.ts';
import './past-attempts.css';
import { durationText, numberText, timeText } from '../shell/wording.ts';

interface PastAttemptsProps {
  place: QuizPlace;
  taking: Taking;
  isEditor: boolean;
}

export function PastAttempts({ place, taking, isEditor }: PastAttemptsProps) {
  const { past_attempts, quiz } = taking;
  const kept = past_attempts[0]?.kept_score ?? null;
  return (
    <section className="panel" aria-labelledby="past">
      <div className="row row-apart">
        <h2 className="panel-title" id="past">
          {isEditor ? 'Your previews' : 'Your attempts'}
        </h2>
        {kept !== null && past_attempts.length > 1 && (
          <p className="muted">
            What counts: <strong>{scoreText(kept, quiz.points_possible)}</strong>
          </p>
        )}
      </div>
      <ol className="plain-list attempts">
        {past_attempts.map((past) => (
          <li key={past.attempt} className="row row-apart">
            <div>
              <h3>Attempt {past.attempt}</h3>
              <p className="muted small">
                Handed in {timeText(past.finished_at)} · took{' '}
                {durationText(past.started_at, past.finished_at)}
              </p>
            </div>
            <div className="row">
              {past.workflow_state === 'pending_review' && (
                <span className="pill pill-info">Not all graded yet</span>
              )}
              {past.score === null ? (
                <span className="muted">Score not shown</span>
              ) : (
                <span className="strong number">{scoreText(past.score, quiz.points_possible)}</span>
              )}
              <a className="button button-small" href={resultsUrl(place, past, isEditor)}>
                Results<span className="visually-hidden"> of attempt {past.attempt}</span>
              </a>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function scoreText(score: number, possible: number | null): string {
  return possible === null ? numberText(score) : `${numberText(score)} of ${numberText(possible)}`;
}

function resultsUrl(place: QuizPlace, { attempt }: PastAttempt, isEditor: boolean): string {
  return `${place.pages.results}?attempt=${attempt}${isEditor ? '&preview=true' : ''}`;
}
