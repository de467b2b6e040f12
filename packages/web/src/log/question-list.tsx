// All questions of an attempt, each with how often it was answered; from there to one of them.

import { useEffect, useRef } from 'react';
import { countText } from '../shell/wording.ts';
import { LogLink } from './log-link.tsx';
import type { LogProps } from './log-props.ts';
import { questionText } from './log-questions.ts';
import type { LoggedAnswer } from './question-answers.ts';
import { questionTypeName } from './question-types.ts';

interface QuestionListProps extends LogProps {
  answers: ReadonlyMap<string, readonly LoggedAnswer[]>;
  questionId: string | null;
}

export function QuestionList({ answers, questionId, ...props }: QuestionListProps) {
  const { log } = props;
  const nav = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the link of another question
  useEffect(() => {
    const current = nav.current?.querySelector<HTMLElement>('[aria-current]');
    // Where the list is low; the page stays where it is.
    if (nav.current && current) nav.current.scrollTop = current.offsetTop - nav.current.clientHeight / 2;
  }, [questionId]);
  if (log.questions.length === 0) {
    return (
      <p className="muted">Nobody kept the questions of this attempt; the log names them by their ids.</p>
    );
  }
  return (
    <nav className="question-nav" ref={nav} aria-label="Questions of the attempt">
      <ol className="plain-list">
        {log.questions.map((question) => (
          <li key={question.id}>
            <LogLink
              {...props}
              view={{ is: 'question', questionId: question.id }}
              isCurrent={question.id === questionId}
            >
              <span className="strong" dir="auto">
                {questionText(question)}
              </span>
              <span className="muted small">
                {questionTypeName(question.type)}
                {question.number !== null && `, ${answeredText(answers.get(question.id) ?? [])}`}
              </span>
            </LogLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function answeredText(answers: readonly LoggedAnswer[]): string {
  const count = answers.filter(({ mark }) => mark !== 'none').length;
  return count === 0 ? 'no answer' : countText(count, 'answer');
}
