// Fields of forms: a label, its control, and a word beside it.

import { type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** The control, with the id of the label and that of the hint. */
  children: (ids: { id: string; 'aria-describedby'?: string }) => ReactNode;
}

export function Field({ label, hint, children }: FieldProps) {
  const [id, hintId] = [useId(), useId()];
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children(hint === undefined ? { id } : { id, 'aria-describedby': hintId })}
      {hint !== undefined && (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps {
  label: string;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'email';
  isRequired?: boolean;
  list?: string;
}

export function TextField({ label, hint, value, onChange, type = 'text', isRequired, list }: TextFieldProps) {
  return (
    <Field label={isRequired ? `${label} (needed)` : label} hint={hint}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          type={type}
          maxLength={255}
          autoComplete="off"
          required={isRequired}
          list={list}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface ChoiceFieldProps<Value extends string> {
  label: string;
  hint?: ReactNode;
  value: Value;
  /** Value and name. */
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}

export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, hint, value, options, onChange } = props;
  return (
    <Field label={label} hint={hint}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value as Value)}
        >
          {options.map(([option, name]) => (
            <option key={option} value={option}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface TickProps {
  label: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

export function Tick({ label, hint, isOn, onChange }: TickProps) {
  return (
    <label className="choice">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <span className="choice-text">
        {label}
        {hint !== undefined && <span className="muted small tick-hint">{hint}</span>}
      </span>
    </label>
  );
}

/** Why something was not done, or that it was; said when it changes. */
export function Outcome({ problem, done = null }: { problem: string | null; done?: string | null }) {
  return (
    <>
      {problem !== null && (
        <div className="notice notice-error" role="alert">
          <p>{problem}</p>
        </div>
      )}
      <div role="status">
        {problem === null && done !== null && (
          <div className="notice notice-success">
            <p>{done}</p>
          </div>
        )}
      </div>
    </>
  );
}
