// All questions at a glance: which are answered, flagged, current or closed, and the way to each.

import { memo, useEffect, useRef } from 'react';
import type { QuestionState } from '../api/taking.ts';
import { reachableWhenScrolled } from '../shell/reachable-when-scrolled.ts';
import { isFlaggedIn, progressIn } from './attempt-reading.ts';
import { cardId } from './element-ids.ts';
import { Icon } from './icon.tsx';
import { nameAmong } from './question-name.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';
import './overview.css';

interface Props {
  currentId: number | null;
  /** Goes to a question; absent where nobody can choose. */
  onChoose: ((questionId: number) => void) | null;
}

export function QuestionList({ currentId, onChoose }: Props) {
  const { state } = useSession();
  const order = useObserved(state, (now) => now.order);
  const list = useRef<HTMLOListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another place in the list
  useEffect(() => {
    const chip = list.current?.querySelector('[aria-current]');
    // Only the list: the page stays where somebody reads.
    if (chip instanceof HTMLElement)
      list.current?.scrollTo({ top: chip.offsetTop - list.current.clientHeight / 2 });
  }, [currentId]);
  const hasLinks = onChoose !== null;
  useEffect(
    () => (hasLinks || list.current === null ? undefined : reachableWhenScrolled([list.current])),
    [hasLinks],
  );
  return (
    <ol className="plain-list question-list" ref={list}>
      {order.map((question) => (
        <Item
          key={question.id}
          question={question}
          name={nameAmong(question, order)}
          isCurrent={question.id === currentId}
          onChoose={onChoose}
        />
      ))}
    </ol>
  );
}

interface ItemProps {
  question: QuestionState;
  name: string;
  isCurrent: boolean;
  onChoose: Props['onChoose'];
}

const Item = memo(function Item({ question, name, isCurrent, onChoose }: ItemProps) {
  const { state } = useSession();
  const progress = useObserved(state, (now) => progressIn(now, question));
  const isFlagged = useObserved(state, (now) => isFlaggedIn(now, question));
  const isText = question.number === null;
  const said = [
    name,
    ...(isText ? [] : [progressWords[progress]]),
    ...(isFlagged ? ['flagged'] : []),
    ...(question.closed ? ['closed'] : []),
  ].join(', ');
  const look = {
    className: 'question-chip',
    'data-progress': isText ? 'text' : progress,
    'data-flagged': isFlagged,
    'data-closed': question.closed,
    'aria-current': isCurrent ? ('true' as const) : undefined,
    title: isText ? name : undefined,
  };
  const inside = (
    <>
      <span aria-hidden="true">{question.number ?? <Icon name="text" />}</span>
      <span className="visually-hidden">{said}</span>
      {isFlagged && <Icon name="flag" isFilled />}
      {question.closed && <Icon name="lock" />}
    </>
  );
  return (
    <li>
      {onChoose === null ? (
        <span {...look}>{inside}</span>
      ) : (
        <a
          {...look}
          href={`#${cardId(question.id)}`}
          onClick={(event) => {
            event.preventDefault();
            onChoose(question.id);
          }}
        >
          {inside}
        </a>
      )}
    </li>
  );
});

const progressWords = { none: 'not answered', partly: 'partly answered', all: 'answered' } as const;
