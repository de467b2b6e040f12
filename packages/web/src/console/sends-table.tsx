// Every send of a delivery, the latest first: when, how long, what was answered, and when the next one is.

import { Time } from '../shell/time.tsx';
import type { DeliveryState, Send } from './console-api.ts';
import { tookText } from './console-words.ts';

const outcomes: Readonly<Record<Send['outcome'], string>> = {
  delivered: 'Delivered',
  failed: 'Failed',
  gone: 'Wants no more',
};

export function SendsTable({ sends, state }: { sends: readonly Send[]; state: DeliveryState }) {
  if (sends.length === 0) {
    return (
      <p className="empty">
        {state === 'left_out'
          ? 'Nothing was sent: the event has no form in the format of the subscription.'
          : 'Nothing was sent yet.'}
      </p>
    );
  }
  return (
    <ol className="plain-list sends" aria-label="Sends, the latest first">
      {sends.map((send, index) => (
        <li key={send.started_at} className="stack stack-sm">
          <div className="row">
            <span className={send.outcome === 'delivered' ? 'pill pill-success' : 'pill pill-warning'}>
              {outcomes[send.outcome]}
              {send.status !== null && ` ${send.status}`}
            </span>
            <Time iso={send.started_at} precision="millisecond" />
            <span className="muted">took {tookText(send.duration_ms)}</span>
          </div>
          {send.reason !== null && <p className="small">{send.reason}</p>}
          {send.next_try_at !== null && (
            <p className="small muted">
              {index === 0 && state === 'waiting' ? 'Next try ' : 'To be tried again '}
              <Time iso={send.next_try_at} />
            </p>
          )}
          {send.response_head !== null && send.response_head !== '' && (
            <details>
              <summary>What was answered</summary>
              <pre className="code">{send.response_head}</pre>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
