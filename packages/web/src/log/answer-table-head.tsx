// The heads of the table of answers: questions with a way to each, or events with their time.

import { useZone } from '../shell/time-zone.ts';
import { sinceStartText, utcText, zonedClockText } from '../shell/zoned-time.ts';
import type { TableHead } from './answer-table-model.ts';
import { textOfHtml } from './answer-words.ts';
import { sourceTexts } from './event-words.ts';
import { LogLink } from './log-link.tsx';
import type { LogProps } from './log-props.ts';
import { questionText } from './log-questions.ts';

/** Which columns are drawn, and where. Pixels. */
export interface TableFrame {
  /** Of the whole table. */
  width: number;
  headWidth: number;
  /** Of the columns that are not drawn, before those that are. */
  before: number;
  columns: { head: TableHead; index: number; size: number }[];
}

interface AnswerTableHeadProps extends LogProps {
  frame: TableFrame;
  isInverted: boolean;
}

export function AnswerTableHead({ frame, isInverted, ...props }: AnswerTableHeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" aria-colindex={1} className="table-corner" style={{ width: frame.headWidth }}>
          {isInverted ? 'Question' : 'Saved'}
        </th>
        <td className="table-before" style={{ width: frame.before }} aria-hidden="true" />
        {frame.columns.map(({ head, index, size }) => (
          <th key={head.key} scope="col" aria-colindex={index + 2} style={{ width: size }}>
            <HeadName {...props} head={head} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function HeadName({ head, ...props }: LogProps & { head: TableHead }) {
  const zone = useZone();
  if (head.is === 'question') {
    const { question, questionId } = head;
    return (
      <LogLink {...props} view={{ is: 'question', questionId }}>
        <span title={question === undefined ? undefined : textOfHtml(question.html)} dir="auto">
          {question === undefined ? `Question ${questionId}` : questionText(question)}
        </span>
      </LogLink>
    );
  }
  const { event } = head;
  const { startedAtMs } = props.log;
  return (
    <span title={`${utcText(event.atMs)} · ${sourceTexts[event.source]}`}>
      <LogLink {...props} view={{ is: 'timeline' }} eventId={event.id} className="number">
        {startedAtMs === null ? `Event ${event.id}` : sinceStartText(event.atMs - startedAtMs)}
        <span className="visually-hidden"> in the timeline</span>
      </LogLink>{' '}
      <span className="muted number">{zonedClockText(event.atMs, zone)}</span>
      {event.source === 'page' && <span className="muted"> page</span>}
    </span>
  );
}
