// Every answer to one question that the log has, in the order of time. Of very many the newest, and more on request.

import { useState } from 'react';
import { countText } from '../shell/wording.ts';
import { AnswerShown } from './answer-shown.tsx';
import { EventMoment } from './event-moment.tsx';
import { LogLink } from './log-link.tsx';
import type { LogProps } from './log-props.ts';
import type { LogQuestion } from './log-questions.ts';
import type { LoggedAnswer } from './question-answers.ts';

const shownAtFirst = 50;
const shownMore = 200;

interface AnswersOverTimeProps extends LogProps {
  question: LogQuestion | undefined;
  answers: readonly LoggedAnswer[];
}

export function AnswersOverTime({ question, answers, ...props }: AnswersOverTimeProps) {
  const { log, state } = props;
  const { eventId } = state;
  const selectedAt = answers.findIndex(({ event }) => event.id === eventId);
  const needed = selectedAt === -1 ? 0 : answers.length - selectedAt;
  const [wanted, setWanted] = useState(shownAtFirst);
  const from = Math.max(0, answers.length - Math.max(wanted, needed));
  if (question?.number === null) return null;
  return (
    <section className="stack" aria-labelledby="answers-title">
      <h3 id="answers-title">
        Answers over time <span className="muted">({answers.length})</span>
      </h3>
      {answers.length === 0 && <p className="empty">The log has no answer to this question.</p>}
      {from > 0 && (
        <div>
          <button
            type="button"
            className="button button-small"
            onClick={() => setWanted(answers.length - from + shownMore)}
          >
            Show {countText(Math.min(from, shownMore), 'earlier answer')}
          </button>
        </div>
      )}
      <ol className="plain-list answer-steps" start={from + 1}>
        {answers.slice(from).map(({ event, answer, mark }) => (
          <li key={event.id} {...(event.id === eventId ? { 'aria-current': 'true' as const } : {})}>
            <div className="row row-apart small">
              <EventMoment event={event} startedAtMs={log.startedAtMs} />
              <span className="row">
                {event.id === eventId && <span className="pill pill-info">Selected event</span>}
                {mark === 'last' && <span className="pill">Last answer</span>}
                <LogLink {...props} view={{ is: 'timeline' }} eventId={event.id}>
                  In the timeline
                  <span className="visually-hidden">: answer {event.id}</span>
                </LogLink>
              </span>
            </div>
            <AnswerShown question={question} answer={answer} />
          </li>
        ))}
      </ol>
    </section>
  );
}
