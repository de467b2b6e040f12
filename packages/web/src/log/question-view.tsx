// The question inspector: one question of the attempt as it was given, with every answer to it over time; and the list of all.

import { useMemo } from 'react';
import { usePath } from '../shell/address.ts';
import { AnswersOverTime } from './answers-over-time.tsx';
import './answers.css';
import { LogLink } from './log-link.tsx';
import type { LogProps } from './log-props.ts';
import { questionText } from './log-questions.ts';
import { logViewOf } from './log-views.ts';
import { answerEvents, answersByQuestion } from './question-answers.ts';
import { QuestionAsked } from './question-asked.tsx';
import { QuestionList } from './question-list.tsx';

export function QuestionView(props: LogProps) {
  const { log } = props;
  const view = logViewOf(usePath());
  const answers = useMemo(() => answersByQuestion(answerEvents(log.events)), [log.events]);
  const questionId = view.is === 'question' ? view.questionId : null;
  const question = log.questions.find(({ id }) => id === questionId);
  const given = questionId === null ? [] : (answers.get(questionId) ?? []);
  const activity = log.activity.questions.find(({ question_id }) => question_id === questionId);

  return (
    <div className="question-view">
      <QuestionList {...props} answers={answers} questionId={questionId} />
      {questionId === null ? (
        <p className="empty">Choose a question to see it and every answer to it.</p>
      ) : (
        <article className="stack" aria-labelledby="question-title">
          <div className="row row-apart">
            <h2 id="question-title" dir="auto">
              {question === undefined ? `Question with the id ${questionId}` : questionText(question)}
            </h2>
            <LogLink {...props} view={{ is: 'timeline' }} className="button button-small">
              Back to the timeline
            </LogLink>
          </div>
          {question === undefined ? (
            <p className="notice">
              This question is not among those of the attempt. What the log says of it is shown as it came.
            </p>
          ) : (
            <QuestionAsked question={question} activity={activity} />
          )}
          <AnswersOverTime
            // Another question begins at its own end.
            key={questionId}
            {...props}
            question={question}
            answers={given}
          />
        </article>
      )}
    </div>
  );
}
