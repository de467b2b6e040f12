// The answers to each question over time, in short.

import { Fragment, useMemo } from 'react';
import { answerWords, lineOf, shortened, textOfHtml } from '../log/answer-words.ts';
import type { AttemptLog } from '../log/attempt-log.ts';
import { type LogQuestion, questionText } from '../log/log-questions.ts';
import { answerEvents, answersByQuestion, type LoggedAnswer } from '../log/question-answers.ts';
import { questionTypeName } from '../log/question-types.ts';
import { countText } from '../shell/wording.ts';
import { sinceStartText } from '../shell/zoned-time.ts';
import { answerSteps } from './answer-steps.ts';
import { BothTimes } from './both-times.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

const questionCharsMax = 200;
const stepCharsMax = 160;
/** Of the last answer: what somebody handed in should be on paper, but not a book. */
const lastCharsMax = 4000;

export function ReportAnswers({ log, zeroMs }: { log: AttemptLog; zeroMs: number }) {
  const answers = useMemo(() => answersByQuestion(answerEvents(log.events)), [log.events]);
  const known = new Set(log.questions.map(({ id }) => id));
  const asked = [
    ...log.questions
      .filter(({ number }) => number !== null)
      .map((question) => ({ id: question.id, question })),
    ...[...answers.keys()].filter((id) => !known.has(id)).map((id) => ({ id, question: undefined })),
  ];
  return (
    <ReportSection
      title="Answers over time"
      note="Each time another answer was saved. Texts are shortened; the last answer is whole. Exports of the log have all of it."
    >
      {asked.length === 0 && <p>The log names no question.</p>}
      {asked.map(({ id, question }) => (
        <QuestionAnswers
          key={id}
          id={id}
          question={question}
          answers={answers.get(id) ?? []}
          zeroMs={zeroMs}
        />
      ))}
    </ReportSection>
  );
}

interface QuestionAnswersProps {
  id: string;
  question: LogQuestion | undefined;
  answers: readonly LoggedAnswer[];
  zeroMs: number;
}

function QuestionAnswers({ id, question, answers, zeroMs }: QuestionAnswersProps) {
  const { steps, leftOut } = answerSteps(answers);
  const name = question === undefined ? `Question with the id ${id}` : questionText(question);
  return (
    <div className="report-question">
      <h3 dir="auto">
        {name}
        {question !== undefined && <span className="muted"> · {questionTypeName(question.type)}</span>}
      </h3>
      {question !== undefined && <p dir="auto">{shortened(textOfHtml(question.html), questionCharsMax)}</p>}
      {steps.length === 0 ? (
        <p className="muted">No answer was saved.</p>
      ) : (
        <ReportTable label={`Answers to ${name}`} heads={['Since start', 'Time', 'Answer']}>
          {steps.map(({ event, answer, mark }, at) => (
            <Fragment key={event.id}>
              {leftOut !== null && leftOut.after === at && (
                <tr>
                  <td />
                  <td />
                  <td className="muted">… {countText(leftOut.count, 'more save')} …</td>
                </tr>
              )}
              <tr>
                <td className="number">{sinceStartText(event.atMs - zeroMs)}</td>
                <td>
                  <BothTimes atMs={event.atMs} />
                </td>
                <td className="report-text" dir="auto">
                  {mark === 'last' && <strong>Last answer: </strong>}
                  {event.source === 'page' && <span className="muted">page says: </span>}
                  {shortened(
                    lineOf(answerWords(question, answer)),
                    mark === 'last' ? lastCharsMax : stepCharsMax,
                  )}
                </td>
              </tr>
            </Fragment>
          ))}
        </ReportTable>
      )}
    </div>
  );
}
