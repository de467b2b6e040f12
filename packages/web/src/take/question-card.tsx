// One question: its number, flag, text and what answers it. It renders again when its own fields change, and not for others.

import { memo } from 'react';
import type { QuestionState } from '../api/taking.ts';
import { AnswerControl } from '../questions/answer-control.tsx';
import { flagField } from '../questions/field-names.ts';
import { isFlagged } from '../questions/form-fields.ts';
import { pointsText } from '../shell/wording.ts';
import { cardId, textId, titleId } from './element-ids.ts';
import { Icon } from './icon.tsx';
import { questionName } from './question-name.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';
import './question-card.css';

export const QuestionCard = memo(function QuestionCard({ question }: { question: QuestionState }) {
  const { state, activity, edit } = useSession();
  const { id, number } = question;
  const fields = useObserved(state, (now) => now.fields[id]);
  const content = useObserved(state, (now) => now.contents[id]);
  const isAnswering = useObserved(activity, (now) => now.kind === 'answering' || !locks(now));
  if (fields === undefined || content === undefined) return null;
  const isDisabled = question.closed || !isAnswering;
  const flagged = isFlagged(fields, id);
  return (
    <section
      id={cardId(id)}
      className="panel question"
      data-question-id={id}
      data-flagged={flagged}
      aria-labelledby={titleId(id)}
    >
      <header className="question-head">
        <h2 id={titleId(id)} tabIndex={-1} className="question-title">
          {questionName(question)}
          {number !== null && <span className="question-points">{pointsText(question.points_possible)}</span>}
        </h2>
        {number !== null && (
          <button
            type="button"
            className="button button-quiet button-small flag"
            aria-pressed={flagged}
            aria-describedby={titleId(id)}
            disabled={isDisabled}
            onClick={() => edit(flagField(id), flagged ? '0' : '1')}
          >
            <Icon name="flag" isFilled={flagged} />
            {flagged ? 'Flagged' : 'Flag'}
          </button>
        )}
      </header>
      <AnswerControl
        question={content}
        fields={fields}
        isDisabled={isDisabled}
        edit={edit}
        titleId={titleId(id)}
        textId={textId(id)}
      />
    </section>
  );
});

/** On the way to another question one may go on answering, unless this one is left for good. */
function locks(activity: ReturnType<ReturnType<typeof useSession>['activity']['get']>): boolean {
  return activity.kind !== 'moving' || activity.isFinal;
}
