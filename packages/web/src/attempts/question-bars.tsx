// Time on each question of an attempt as bars, each with the class median as a line across it.

import { memo } from 'react';
import { lastedText } from '../shell/zoned-time.ts';
import type { ClassAttempt, ClassQuestion } from './class-attempt.ts';

const height = 32;
const step = 10;

interface QuestionBarsProps {
  attempt: ClassAttempt;
  questions: readonly ClassQuestion[];
  medians: ReadonlyMap<string, number>;
  /** Milliseconds that fill the height; longer ones are cut there. */
  fullMs: number;
}

export const QuestionBars = memo(function QuestionBars(props: QuestionBarsProps) {
  const { attempt, questions, medians, fullMs } = props;
  const own = new Map(attempt.questions.map((question) => [question.question_id, question]));
  const tall = (ms: number) => Math.min(1, ms / fullMs) * (height - 2);
  const words = questions.flatMap((question) => {
    const ms = own.get(question.id)?.active_ms ?? 0;
    return ms > 0 ? `${shortName(question)}: ${lastedText(ms)}` : [];
  });
  return (
    <svg
      className="question-bars"
      viewBox={`0 0 ${Math.max(1, questions.length) * step} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words.length === 0 ? 'No time on questions is known' : words.join(', ')}
    >
      <path className="trace-ground" d={`M0 ${height - 0.5}h${questions.length * step}`} />
      {questions.map((question, at) => {
        const found = own.get(question.id);
        const bar = tall(found?.active_ms ?? 0);
        const middle = medians.get(question.id);
        return (
          <g key={question.id}>
            {bar > 0 && (
              <rect
                className={found?.answered ? 'bar-answered' : 'bar-unanswered'}
                x={at * step + 1.5}
                y={height - bar}
                width={step - 3}
                height={bar}
              />
            )}
            {middle !== undefined && (
              <path className="bar-median" d={`M${at * step} ${height - tall(middle)}h${step}`} />
            )}
          </g>
        );
      })}
    </svg>
  );
});

/** `Q4`; of a question that the quiz has no more, its id. */
export function shortName({ position, id }: ClassQuestion): string {
  return position === null ? `question ${id}` : `Q${position}`;
}

/** What fills the height: nine tenths of all times do, so that one long pause does not flatten the rest. */
export function fullMsOf(attempts: readonly ClassAttempt[]): number {
  const times = attempts
    .flatMap(({ questions }) => questions.map((question) => question.active_ms))
    .filter((ms) => ms > 0)
    .toSorted((one, other) => one - other);
  return Math.max(1_000, times[Math.floor(times.length * 0.9)] ?? 0);
}
