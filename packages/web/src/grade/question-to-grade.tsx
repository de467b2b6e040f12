// One question of the attempt: its text and the student's answer, and beside them points and comment.

import { memo, useId } from 'react';
import type { ResultQuestion } from '../api/taking.ts';
import { filledText } from '../results/filled-text.ts';
import { GivenAnswer } from '../results/given-answer.tsx';
import { SafeHtml } from '../shell/safe-html.tsx';
import { numberText } from '../shell/wording.ts';
import { type Draft, faultOf } from './drafts.ts';
import '../results/results.css';

interface QuestionToGradeProps {
  question: ResultQuestion;
  draft: Draft;
  mayGrade: boolean;
  onChange: (questionId: number, draft: Draft) => void;
}

const verdicts = {
  true: 'Correct',
  false: 'Incorrect',
  partial: 'Partly correct',
  undefined: 'To grade',
  no_score: null,
} as const;

export const QuestionToGrade = memo(
  function QuestionToGrade({ question, draft, mayGrade, onChange }: QuestionToGradeProps) {
    const headingId = useId();
    if (question.question_type === 'text_only_question') {
      return <SafeHtml className="prose passage written" html={question.question_text} />;
    }
    const verdict = verdicts[question.correct];
    return (
      <article
        className="panel question-to-grade"
        id={placeOf(question)}
        tabIndex={-1}
        aria-labelledby={headingId}
      >
        <div className="stack written">
          <div className="row">
            <h2 id={headingId}>Question {question.number}</h2>
            {verdict !== null && (
              <span className={question.correct === 'undefined' ? 'pill pill-info' : 'pill'}>{verdict}</span>
            )}
          </div>
          <SafeHtml html={filledText(question)} />
          <GivenAnswer question={question} whose="Student's" />
        </div>
        {question.correct !== 'no_score' && (
          <Points question={question} draft={draft} mayGrade={mayGrade} onChange={onChange} />
        )}
      </article>
    );
  },
  (before, after) =>
    before.question === after.question && before.draft === after.draft && before.mayGrade === after.mayGrade,
);

/** Where links to the question lead. */
export function placeOf({ id }: Pick<ResultQuestion, 'id'>): string {
  return `to-grade-${id}`;
}

/** A person grades it: nothing else can. */
function waits({ question_type }: ResultQuestion): boolean {
  return question_type === 'essay_question' || question_type === 'file_upload_question';
}

function Points({ question, draft, mayGrade, onChange }: QuestionToGradeProps) {
  const id = useId();
  const { points, points_possible } = question;
  const fault = faultOf(draft.score, points);
  if (!mayGrade) {
    return (
      <div className="stack stack-sm">
        <p className="strong">
          {points === null ? '–' : numberText(points)} / {numberText(points_possible)} points
        </p>
        {question.comment !== null && <p className="as-typed">{question.comment}</p>}
      </div>
    );
  }
  return (
    <fieldset className="points">
      <legend className="visually-hidden">Grade of question {question.number}</legend>
      <div className="field">
        <label className="field-label" htmlFor={`${id}-score`}>
          Points, of {numberText(points_possible)}
        </label>
        <div className="row">
          <input
            id={`${id}-score`}
            className="input points-field"
            inputMode="decimal"
            autoComplete="off"
            value={draft.score}
            aria-invalid={fault !== null}
            aria-describedby={fault === null ? undefined : `${id}-fault`}
            onChange={({ target }) => onChange(question.id, { ...draft, score: target.value })}
          />
          <button
            type="button"
            className="button button-small"
            onClick={() => onChange(question.id, { ...draft, score: String(points_possible) })}
          >
            All points
          </button>
        </div>
        {fault !== null && (
          <p className="field-error" id={`${id}-fault`}>
            {fault}
          </p>
        )}
      </div>
      <label className="field">
        <span className="field-label">Comment</span>
        <textarea
          className="input"
          rows={waits(question) ? 4 : 1}
          value={draft.comment}
          onChange={({ target }) => onChange(question.id, { ...draft, comment: target.value })}
        />
      </label>
    </fieldset>
  );
}
