// What one wants to know of a quiz before beginning.

import type { Taking } from '../api/taking.ts';
import { countText, minutesText, numberText, timeText, zoneText } from '../shell/wording.ts';
import './quiz-facts.css';

export function QuizFacts({ taking }: { taking: Taking }) {
  const { quiz, attempts_left } = taking;
  const facts: [string, string][] = [['Questions', String(quiz.question_count)]];
  if (quiz.points_possible !== null) facts.push(['Points', numberText(quiz.points_possible)]);
  facts.push(['Time', quiz.time_limit === null ? 'No limit' : minutesText(quiz.time_limit)]);
  facts.push(['Attempts', attemptsText(quiz.allowed_attempts, attempts_left)]);
  if (quiz.due_at !== null) facts.push(['Due', timeText(quiz.due_at)]);
  if (quiz.unlock_at !== null) facts.push(['Opens', timeText(quiz.unlock_at)]);
  if (quiz.lock_at !== null) facts.push(['Closes', timeText(quiz.lock_at)]);
  if (quiz.one_question_at_a_time)
    facts.push(['Questions are shown', quiz.cant_go_back ? 'One by one, without going back' : 'One by one']);
  const hasTimes = [quiz.due_at, quiz.unlock_at, quiz.lock_at].some((at) => at !== null);
  return (
    <div className="quiz-facts stack stack-sm">
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {hasTimes && <p className="muted small">{`Times are in your time zone, ${zoneText}.`}</p>}
    </div>
  );
}

function attemptsText(allowed: number, left: number | null): string {
  if (left === null) return 'Any number';
  if (left === 0) return `${countText(allowed, 'attempt')}, none left`;
  return left === allowed ? String(allowed) : `${left} left of ${allowed}`;
}
