// The attempts that are over, and the way to their results.

import type { QuizPlace } from '../api/place.ts';
import type { PastAttempt, Taking } from '../api/taking.ts';
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
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Attempt</th>
              <th scope="col">Handed in</th>
              <th scope="col">Time</th>
              <th scope="col">Score</th>
              <th scope="col">Results</th>
            </tr>
          </thead>
          <tbody>
            {past_attempts.map((past) => (
              <tr key={past.attempt}>
                <th scope="row">{past.attempt}</th>
                <td>{timeText(past.finished_at)}</td>
                <td>{durationText(past.started_at, past.finished_at)}</td>
                <td>
                  {past.score === null ? (
                    <span className="muted">Not shown</span>
                  ) : (
                    scoreText(past.score, quiz.points_possible)
                  )}{' '}
                  {past.workflow_state === 'pending_review' && (
                    <span className="pill pill-info">Not all graded yet</span>
                  )}
                </td>
                <td>
                  <a href={resultsUrl(place, past, isEditor)}>
                    Results<span className="visually-hidden"> of attempt {past.attempt}</span>
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function scoreText(score: number, possible: number | null): string {
  return possible === null ? numberText(score) : `${numberText(score)} of ${numberText(possible)}`;
}

function resultsUrl(place: QuizPlace, { attempt }: PastAttempt, isEditor: boolean): string {
  return `${place.pages.results}?attempt=${attempt}${isEditor ? '&preview=true' : ''}`;
}
