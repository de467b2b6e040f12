// The answer to a question, one's own or a student's, and beside it the right one where the quiz shows it. What fills blanks is in the text above.

import type { ReactNode } from 'react';
import type { ResultQuestion } from '../api/taking.ts';
import { SafeHtml } from '../shell/safe-html.tsx';
import { chosenIds, matchOf, textOfBlank, typedText } from './answer-texts.ts';

interface GivenAnswerProps {
  question: ResultQuestion;
  /** Whose it is, as it stands before `answer` and `match`: `Your` if absent. */
  whose?: string;
}

export function GivenAnswer({ question, whose = 'Your' }: GivenAnswerProps) {
  switch (question.question_type) {
    case 'multiple_choice_question':
    case 'true_false_question':
    case 'multiple_answers_question':
      return <Choices question={question} whose={whose} />;
    case 'matching_question':
      return <Matches question={question} whose={whose} />;
    case 'fill_in_multiple_blanks_question':
    case 'multiple_dropdowns_question':
      return <Blanks question={question} />;
    case 'essay_question': {
      const text = typedText(question.answer);
      return text === null ? <Nothing /> : <SafeHtml className="prose own-text" html={text} />;
    }
    case 'file_upload_question':
      return <Files question={question} />;
    default:
      return <Typed question={question} whose={whose} />;
  }
}

function Nothing() {
  return <p className="muted">No answer</p>;
}

function Choices({ question: { answers, answer, correct_answers }, whose }: GivenAnswerProps) {
  const chosen = chosenIds([answer]);
  const right = correct_answers === null ? null : chosenIds(correct_answers);
  return (
    <ul className="plain-list stack stack-sm">
      {answers.map(({ id, text, html }) => {
        const isChosen = chosen.has(String(id));
        const isRight = right?.has(String(id)) === true;
        return (
          <li key={id} className={`outcome ${isChosen ? 'outcome-own' : ''}`}>
            {html === '' ? <span>{text}</span> : <SafeHtml html={html} />}
            <span className="row">
              {isChosen && <span className="pill">{whose} answer</span>}
              {isRight && <span className="pill pill-success">Correct answer</span>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Matches({ question: { answers, matches, answer, correct_answers }, whose }: GivenAnswerProps) {
  const nameOf = (matchId: string | null): ReactNode =>
    matches.find(({ match_id }) => String(match_id) === matchId)?.text ?? (
      <span className="muted">No answer</span>
    );
  const right = correct_answers?.[0] ?? null;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">{whose} match</th>
            {right !== null && <th scope="col">Correct match</th>}
          </tr>
        </thead>
        <tbody>
          {answers.map(({ id, text, html }) => (
            <tr key={id}>
              <th scope="row">{html === '' ? text : <SafeHtml html={html} />}</th>
              <td>{nameOf(matchOf(answer, id))}</td>
              {right !== null && <td>{nameOf(matchOf(right, id))}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Blanks({ question }: GivenAnswerProps) {
  const { blanks, correct_answers } = question;
  if (correct_answers === null) return null;
  return (
    <div>
      <p className="muted small">Correct answers</p>
      <ul className="plain-list">
        {blanks.map(({ name }) => {
          const texts = correct_answers.map((answer) => textOfBlank(question, answer, name));
          return (
            <li key={name}>
              <span className="muted">{name}:</span> {texts.filter((text) => text !== null).join(' or ')}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Typed({ question: { answer, correct_answers }, whose }: GivenAnswerProps) {
  const text = typedText(answer);
  return (
    <dl className="facts">
      <div>
        <dt>{whose} answer</dt>
        <dd>{text ?? <span className="muted">No answer</span>}</dd>
      </div>
      {correct_answers !== null && correct_answers.length > 0 && (
        <div>
          <dt>Correct {correct_answers.length === 1 ? 'answer' : 'answers'}</dt>
          <dd>{correct_answers.map(typedText).join(' or ')}</dd>
        </div>
      )}
    </dl>
  );
}

function Files({ question: { files } }: GivenAnswerProps) {
  if (files.length === 0) return <Nothing />;
  return (
    <ul className="plain-list">
      {files.map(({ id, display_name, url }) => (
        <li key={id}>
          <a href={url}>{display_name}</a>
        </li>
      ))}
    </ul>
  );
}
