// One row of the table of answers: low, with the beginning of each answer; or opened, with all of it.

import { memo } from 'react';
import { changeAddress } from '../shell/address.ts';
import { sinceStartText } from '../shell/zoned-time.ts';
import { AnswerMarkShape } from './answer-mark.tsx';
import { AnswerShown } from './answer-shown.tsx';
import { tableChoiceOf, withRow } from './answer-table-choice.ts';
import { HeadName, type TableFrame } from './answer-table-head.tsx';
import type { AnswerTableModel, TableHead } from './answer-table-model.ts';
import { answerWords, lineOf, shortened } from './answer-words.ts';
import type { LogProps } from './log-props.ts';
import { type LogQuestion, questionText } from './log-questions.ts';
import type { LoggedAnswer } from './question-answers.ts';

/** Canvas shortens texts to so many characters. */
const charsMax = 50;

/** More than a row that is not opened has room for: an essay may be a book. */
const lineCharsMax = 200;

interface AnswerTableRowProps extends LogProps {
  measure: (element: HTMLElement | null) => void;
  index: number;
  start: number;
  frame: TableFrame;
  head: TableHead;
  table: AnswerTableModel;
  isExpanded: boolean;
  isTruncated: boolean;
}

/** Not again while others come into view. */
export const AnswerTableRow = memo(function AnswerTableRow(props: AnswerTableRowProps) {
  const { measure, index, start, frame, head, table, isExpanded, isTruncated, ...own } = props;
  const isSelected = head.is === 'event' && head.event.id === own.state.eventId;
  return (
    <tr
      ref={measure}
      data-index={index}
      aria-rowindex={index + 2}
      className={`${isExpanded ? 'table-row-open' : ''} ${isSelected ? 'table-row-selected' : ''}`}
      style={{ transform: `translateY(${start}px)` }}
    >
      <th scope="row" aria-colindex={1} style={{ width: frame.headWidth }}>
        <button
          type="button"
          className="table-turn"
          aria-expanded={isExpanded}
          aria-label={`Whole answers, ${nameOf(head, own.log.startedAtMs)}`}
          onClick={() => turn(head)}
        >
          <span aria-hidden="true">{isExpanded ? '▾' : '▸'}</span>
        </button>
        <HeadName {...own} head={head} />
      </th>
      <td className="table-before" style={{ width: frame.before }} aria-hidden="true" />
      {frame.columns.map(({ head: column, index: at, size }) => {
        const given = table.cellOf(head, column);
        return (
          <td key={column.key} aria-colindex={at + 2} style={{ width: size }}>
            {given !== undefined && (
              <AnswerCell
                given={given}
                question={table.questionOf(head, column)}
                isExpanded={isExpanded}
                isTruncated={isTruncated}
              />
            )}
          </td>
        );
      })}
    </tr>
  );
});

function nameOf(head: TableHead, startedAtMs: number | null): string {
  if (head.is === 'event') return sinceStartText(head.event.atMs - (startedAtMs ?? head.event.atMs));
  return head.question === undefined ? `question ${head.questionId}` : questionText(head.question);
}

function turn({ key }: TableHead): void {
  const choice = tableChoiceOf(new URLSearchParams(location.search));
  changeAddress({ expanded: withRow(choice, key) }, 'here');
}

interface AnswerCellProps {
  given: LoggedAnswer;
  question: LogQuestion | undefined;
  isExpanded: boolean;
  isTruncated: boolean;
}

const AnswerCell = memo(function AnswerCell({ given, question, isExpanded, isTruncated }: AnswerCellProps) {
  const { answer, mark } = given;
  const isLast = mark === 'last' && <span className="visually-hidden">Last answer: </span>;
  if (mark === 'none') {
    return (
      <span className="muted">
        <AnswerMarkShape mark={mark} />
        <span className="visually-hidden">No answer</span>
      </span>
    );
  }
  if (isExpanded && !isTruncated) {
    return (
      <div className="table-whole">
        {mark === 'last' && <p className="strong">Last answer</p>}
        <AnswerShown question={question} answer={answer} />
      </div>
    );
  }
  const line = lineOf(answerWords(question, answer));
  return (
    <span className="table-line" title={shortened(line, lineCharsMax)} dir="auto">
      <AnswerMarkShape mark={mark} /> {isLast}
      {shortened(line, isTruncated ? charsMax : lineCharsMax)}
    </span>
  );
});
