// The form of a subscription, new or not: each field says what it is for. Secrets that are kept are never shown.

import { useRef, useState } from 'react';
import type { Subscription, TransportType } from './console-api.ts';
import { formatTexts, transportTexts } from './console-words.ts';
import { EventChoice } from './event-choice.tsx';
import { Field } from './field.tsx';
import { askedOf, type FormDraft, faultsOf, targetFields } from './form-draft.ts';
import { TargetControl } from './target-control.tsx';
import { Trouble } from './trouble.tsx';

interface SubscriptionFormProps {
  initial: FormDraft;
  /** What is changed; null for a new one. */
  before: Subscription | null;
  submit: string;
  cancelUrl: string;
  /** Asks the server; what it throws is told here. */
  onSubmit: (asked: object) => Promise<void>;
}

export function SubscriptionForm({ initial, before, submit, cancelUrl, onSubmit }: SubscriptionFormProps) {
  const [draft, setDraft] = useState(initial);
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>(null);
  const [isSending, setIsSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const change = (changes: Partial<FormDraft>): void => setDraft((now) => ({ ...now, ...changes }));

  async function send(): Promise<void> {
    const found = faultsOf(draft);
    setFaults(found);
    setError(null);
    if (Object.keys(found).length > 0) {
      // After they are drawn.
      requestAnimationFrame(() => {
        const control = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
        const first = control ?? form.current?.querySelector<HTMLElement>('.field-error');
        first?.focus();
        first?.scrollIntoView({ block: 'center' });
      });
      return;
    }
    setIsSending(true);
    try {
      await onSubmit(askedOf(draft, before === null ? null : initial));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setIsSending(false);
    }
  }

  return (
    <form
      ref={form}
      className="form stack stack-lg"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <section className="panel stack" aria-labelledby="where-title">
        <h2 id="where-title">Where to</h2>
        <Field label="Name" hint="For you, to tell it from others.">
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={255}
              value={draft.name}
              onChange={({ target: { value } }) => change({ name: value })}
            />
          )}
        </Field>
        <Field label="Way of sending" hint="Whoever receives decides which of them they can take.">
          {(control) => (
            <select
              {...control}
              className="input"
              value={draft.transport}
              onChange={({ target }) => change({ transport: target.value as TransportType })}
            >
              {Object.entries(transportTexts).map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
        {targetFields[draft.transport].map((field) => (
          <TargetControl
            key={`${draft.transport} ${field.name}`}
            field={field}
            draft={draft}
            isKept={field.setBy !== undefined && before?.TransportMetadata[field.setBy] === true}
            fault={faults[field.name]}
            onChange={change}
          />
        ))}
        {draft.transport === 'https' && before === null && (
          <p className="field-hint">
            A signing secret is made for it and shown once, when the subscription is there.
          </p>
        )}
      </section>
      <section className="panel stack" aria-labelledby="what-title">
        <h2 id="what-title">What</h2>
        <Field
          label="Format"
          hint="How a message is written. An event that has no form in it is left out. You can compare them under Live events."
        >
          {(control) => (
            <select
              {...control}
              className="input"
              value={draft.format}
              onChange={({ target }) => change({ format: target.value as Subscription['Format'] })}
            >
              {Object.entries(formatTexts).map(([value, text]) => (
                <option key={value} value={value}>
                  {text}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Of what" hint="Events of everything, or of one course or assignment only.">
          {(control) => (
            <select
              {...control}
              className="input"
              value={draft.context}
              onChange={({ target }) => change({ context: target.value as FormDraft['context'] })}
            >
              <option value="root_account">The whole account</option>
              <option value="course">One course</option>
              <option value="assignment">One assignment</option>
            </select>
          )}
        </Field>
        {draft.context !== 'root_account' && (
          <Field
            label={draft.context === 'course' ? 'Id of the course' : 'Id of the assignment'}
            hint="As in its address."
            fault={faults.contextId}
          >
            {(control) => (
              <input
                {...control}
                className="input"
                value={draft.contextId}
                onChange={({ target: { value } }) => change({ contextId: value })}
              />
            )}
          </Field>
        )}
        <EventChoice
          format={draft.format}
          isAll={draft.allEvents}
          names={draft.eventNames}
          fault={faults.events}
          onChange={change}
        />
        <label className="choice">
          <input
            type="checkbox"
            checked={draft.isOrdered || draft.transport === 'kafka'}
            disabled={draft.transport === 'kafka'}
            onChange={({ target: { checked } }) => change({ isOrdered: checked })}
          />
          <span className="choice-text">
            <span className="strong">Keep the order of each student</span>
            <span className="field-hint cell-line">
              Events about one student go one after the other: slower, and what follows one that fails waits
              for it. For Kafka always.
            </span>
          </span>
        </label>
      </section>
      <Trouble error={error} />
      <div className="row">
        <button type="submit" className="button button-primary" disabled={isSending}>
          {isSending ? 'One moment' : submit}
        </button>
        <a className="button" href={cancelUrl}>
          Cancel
        </a>
        <span className="small muted" role="status">
          {isSending && before === null ? 'A test event is being sent; that may take 15 seconds' : ''}
        </span>
      </div>
    </form>
  );
}
