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
  return (
    <svg
      className="question-bars"
      viewBox={`0 0 ${Math.max(1, questions.length) * step} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={summaryOf(attempt, questions)}
    >
      <path className="trace-ground" d={`M0 ${height - 0.5}h${questions.length * step}`} />
      {questions.map((question, at) => {
        const found = own.get(question.id);
        const bar = tall(found?.active_ms ?? 0);
        const middle = medians.get(question.id);
        return (
          <g key={question.id}>
            <title>{wordsOf(question, found, middle)}</title>
            {/* What is pointed at: short bars are hard to meet. */}
            <rect className="bar-ground" x={at * step} y={0} width={step} height={height} />
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

type Spent = ClassAttempt['questions'][number];

/** `Q4: 3 min 5 s, answered; class median 2 min 1 s`. */
function wordsOf(question: ClassQuestion, found: Spent | undefined, middleMs: number | undefined): string {
  const spent = found === undefined ? 'no time known' : lastedText(found.active_ms);
  const own = `${shortName(question)}: ${spent}, ${found?.answered ? 'answered' : 'not answered'}`;
  return middleMs === undefined ? own : `${own}; class median ${lastedText(middleMs)}`;
}

/** What a person who sees it takes in at once: how many were answered, and which one took longest. */
function summaryOf({ questions: spent }: ClassAttempt, questions: readonly ClassQuestion[]): string {
  const answered = `${spent.filter((one) => one.answered).length} of ${questions.length} questions answered`;
  const longest = spent.toSorted((one, other) => other.active_ms - one.active_ms)[0];
  const question = questions.find(({ id }) => id === longest?.question_id);
  if (longest === undefined || question === undefined || longest.active_ms === 0) return answered;
  return `${answered}, longest on ${shortName(question)}: ${lastedText(longest.active_ms)}`;
}

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
