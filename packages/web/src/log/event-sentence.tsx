// What an event says, with links to the questions that it names; for types that nobody knows, their data too.

import { eventWords } from './event-words.ts';
import { PlainLink } from './log-sections.tsx';
import { type EventRow, questionName, type ReadLog } from './read-log.ts';
import { isNamed } from './type-names.ts';

interface EventSentenceProps {
  row: EventRow;
  read: ReadLog;
  questionUrl: (questionId: string, eventId?: string) => string;
  /** False where its links are left to other keys than Tab. */
  isTabStop?: boolean;
}

const dataCharsMax = 200;

/** So many are named; of a page with a hundred questions in sight the others are counted. */
const namedMax = 12;

export function EventSentence({ row, read, questionUrl, isTabStop = true }: EventSentenceProps) {
  const { event, facts, absence } = row;
  const words = eventWords(event, facts, absence);
  const shown = words.slice(0, namedMax * 2);
  const more = Math.ceil((words.length - shown.length) / 2);
  const isUnknown = !isNamed(event.type) || facts.shape === 'other';
  return (
    <>
      {shown.map((piece, index) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a sentence stay where they are
          <PlainLink key={index} url={questionUrl(piece.questionId, event.id)} isTabStop={isTabStop}>
            {read.questions.get(piece.questionId)?.number == null
              ? questionName(read, piece.questionId)
              : `#${read.questions.get(piece.questionId)?.number}`}
          </PlainLink>
        ),
      )}
      {more > 0 && ` and ${more} more`}
      {isUnknown && event.data !== null && <code className="action-data"> {shortJson(event.data)}</code>}
    </>
  );
}

function shortJson(data: unknown): string {
  const text = JSON.stringify(data);
  return text.length > dataCharsMax ? `${text.slice(0, dataCharsMax)}…` : text;
}
