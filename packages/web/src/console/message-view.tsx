// The message of a live event in each format, as it would be sent now.

import { useId } from 'react';
import { changeAddress, useAddress } from '../shell/address.ts';
import { type MessageFormat, messageFormats, showLiveEvent } from './console-api.ts';
import { messageFormatTexts } from './console-words.ts';
import { CopyButton } from './copy-button.tsx';
import { Trouble } from './trouble.tsx';
import { usePolled } from './use-polled.ts';
import { Waiting } from './waiting.tsx';

interface MessageViewProps {
  cursor: string;
  /** Shown as long as the address asks for no other. */
  initial: MessageFormat;
}

export function MessageView({ cursor, initial }: MessageViewProps) {
  const asked = useAddress().get('format');
  const format = messageFormats.find((known) => known === asked) ?? initial;
  const group = useId();
  const { answer, error, again } = usePolled(
    (signal) => showLiveEvent(cursor, format, signal),
    `${cursor} ${format}`,
    null,
  );
  const text = answer?.message == null ? null : JSON.stringify(answer.message, null, 2);
  return (
    <div className="stack stack-sm">
      <fieldset className="segments">
        <legend className="visually-hidden">Format of the message</legend>
        {messageFormats.map((name) => (
          <label key={name}>
            <input
              type="radio"
              name={group}
              checked={name === format}
              onChange={() => changeAddress({ format: name === initial ? null : name }, 'here')}
            />
            {messageFormatTexts[name]}
          </label>
        ))}
      </fieldset>
      <Trouble error={error} onAgain={again} />
      {answer === null && error === null && <Waiting />}
      {answer !== null && text === null && (
        <p className="empty">This event has no form in that format: subscriptions to it leave it out.</p>
      )}
      {text !== null && (
        <>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
          <section className="message" aria-label={`Message as ${messageFormatTexts[format]}`} tabIndex={0}>
            <pre className="code">{text}</pre>
          </section>
          <CopyButton text={text} label="Copy the message" />
        </>
      )}
    </div>
  );
}
