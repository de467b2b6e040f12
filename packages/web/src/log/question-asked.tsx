// A question as the attempt was given it: its text, and what is known of it.

import type { QuestionActivity } from '../api/activity.ts';
import { SafeHtml } from '../shell/safe-html.tsx';
import { numberText } from '../shell/wording.ts';
import { lastedText } from '../shell/zoned-time.ts';
import { HtmlOrSource } from './html-or-source.tsx';
import type { LogQuestion } from './log-questions.ts';
import { questionTypeName } from './question-types.ts';

interface QuestionAskedProps {
  question: LogQuestion;
  activity: QuestionActivity | undefined;
}

export function QuestionAsked({ question, activity }: QuestionAskedProps) {
  return (
    <div className="panel stack">
      <HtmlOrSource html={question.html} of="the question">
        <SafeHtml html={question.html} />
      </HtmlOrSource>
      <dl className="facts">
        <div>
          <dt>Type</dt>
          <dd>{questionTypeName(question.type)}</dd>
        </div>
        <div>
          <dt>Id</dt>
          <dd className="number">{question.id}</dd>
        </div>
        {question.number !== null && (
          <div>
            <dt>Points possible</dt>
            <dd className="number">{numberText(question.pointsPossible)}</dd>
          </div>
        )}
        {activity !== undefined && activity.active_ms > 0 && (
          <div>
            <dt>Active for about</dt>
            <dd>{lastedText(activity.active_ms)}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
