// One question of the results: its text, the verdict, one's own answer, and what is said to it.

import type { ResultQuestion } from '../api/taking.ts';
import { SafeHtml } from '../shell/safe-html.tsx';
import { numberText } from '../shell/wording.ts';
import { filledText } from './filled-text.ts';
import { GivenAnswer } from './given-answer.tsx';

const verdicts = {
  true: { text: 'Correct', className: 'pill-success' },
  false: { text: 'Incorrect', className: 'pill-error' },
  partial: { text: 'Partly correct', className: 'pill-warning' },
  undefined: { text: 'Not graded yet', className: 'pill-info' },
  no_score: null,
} as const;

export function QuestionResult({ question }: { question: ResultQuestion }) {
  const { number, points, points_possible, correct, comment, feedback } = question;
  if (question.question_type === 'text_only_question') {
    return <SafeHtml className="prose passage" html={question.question_text} />;
  }
  const verdict = verdicts[correct];
  return (
    <article className="panel stack" aria-labelledby={`question-${question.id}`}>
      <div className="row row-apart">
        <h2 id={`question-${question.id}`}>Question {number}</h2>
        <div className="row">
          {verdict !== null && <span className={`pill ${verdict.className}`}>{verdict.text}</span>}
          <span className="muted number">
            {points === null ? '–' : numberText(points)} / {numberText(points_possible)} points
          </span>
        </div>
      </div>
      <SafeHtml html={filledText(question)} />
      <GivenAnswer question={question} />
      {feedback.map((html) => (
        <div key={html} className="notice">
          <SafeHtml html={html} />
        </div>
      ))}
      {comment !== null && comment !== '' && (
        <div className="notice notice-info">
          <p className="notice-title">Your teacher writes</p>
          <p className="as-typed">{comment}</p>
        </div>
      )}
    </article>
  );
}
