// What is recorded, in plain words, and what this page has recorded so far: students read what their teacher can read.

import { exactClockText } from '../shell/wording.ts';
import { Dialog } from './dialog.tsx';
import { type NumberOf, notRecorded, recordedKinds, recordedWords } from './recorded-words.ts';
import type { Recording } from './recording.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';
import './recorded.css';

export function RecordedDialog({ onClose }: { onClose(): void }) {
  const { recording } = useSession();
  const running = useObserved(recording, (now) => now);
  return (
    <Dialog titleId="recorded-title" className="dialog-tall" onClose={onClose}>
      <div className="dialog-body stack">
        <h2 id="recorded-title">What is recorded</h2>
        {running === null ? <p>Nothing: this is a preview.</p> : <Told recording={running} />}
      </div>
      <div className="dialog-foot">
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function Told({ recording }: { recording: Recording }) {
  return (
    <>
      <p>While you take this quiz, this page keeps a log that your teacher can read:</p>
      <ul className="recorded-kinds">
        {recordedKinds.map((kind) => (
          <li key={kind}>{kind}</li>
        ))}
      </ul>
      <p>{notRecorded}</p>
      <p>
        There are many innocent reasons for leaving a page: a message, a sleeping screen, another program. The
        log says what happened on this page, not why.
      </p>
      <Recorded recording={recording} />
    </>
  );
}

function Recorded({ recording }: { recording: Recording }) {
  const { state, clock } = useSession();
  const events = useObserved(recording.events, (now) => now);
  const sentIds = useObserved(recording.sentIds, (now) => now);
  const { dropped } = useObserved(recording.state, (now) => now);
  const order = useObserved(state, (now) => now.order);
  const numbers = new Map(order.map(({ id, number }) => [String(id), number]));
  const numberOf: NumberOf = (id) => numbers.get(id) ?? null;
  // By the server's clock, as all times here.
  const beganAtMs = clock.nowMs() - recording.pageSession().elapsed_ms;
  return (
    <section className="stack stack-sm">
      <h3>Recorded since you opened this page</h3>
      {dropped > 0 && <p className="field-error">{`${dropped} entries could not be kept.`}</p>}
      <ol className="plain-list recorded-list" reversed>
        {[...events].reverse().map((event) => (
          <li key={event.id} className="recorded-entry">
            <time className="number muted">{exactClockText(beganAtMs + event.elapsed_ms)}</time>
            <span>{recordedWords(event, numberOf)}</span>
            <span className="muted small">{sentIds.has(event.id) ? 'sent' : 'waiting'}</span>
          </li>
        ))}
      </ol>
      {events.length === 0 && <p className="muted">Nothing yet.</p>}
    </section>
  );
}
