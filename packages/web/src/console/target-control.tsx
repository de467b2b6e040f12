// One parameter of a target in the form.

import { Field } from './field.tsx';
import { type FormDraft, type TargetField, takenAway } from './form-draft.ts';

interface TargetControlProps {
  field: TargetField;
  draft: FormDraft;
  /** There is a secret of this name already, which nobody is shown. */
  isKept: boolean;
  fault: string | undefined;
  onChange: (change: Partial<FormDraft>) => void;
}

export function TargetControl({ field, draft, isKept, fault, onChange }: TargetControlProps) {
  const { name, label, hint, kind } = field;
  const setText = (value: string): void => onChange({ texts: { ...draft.texts, [name]: value } });
  if (kind === 'tick') {
    return (
      <label className="choice">
        <input
          type="checkbox"
          checked={draft.ticks[name] === true}
          onChange={({ target: { checked } }) => onChange({ ticks: { ...draft.ticks, [name]: checked } })}
        />
        <span className="choice-text">
          <span className="strong">{label}</span>
          <span className="field-hint cell-line">{hint}</span>
        </span>
      </label>
    );
  }
  const isGone = draft.ticks[takenAway(name)] === true;
  return (
    <>
      <Field
        label={label}
        hint={isKept ? `${hint} There is one, which is not shown; leave this empty to keep it.` : hint}
        fault={fault}
      >
        {(control) =>
          kind === 'choice' ? (
            <select
              {...control}
              className="input"
              value={draft.texts[name] ?? ''}
              onChange={({ target: { value } }) => setText(value)}
            >
              <option value="">{isKept ? 'As it is' : 'None'}</option>
              {field.choices?.map((choice) => (
                <option key={choice} value={choice}>
                  {choice}
                </option>
              ))}
            </select>
          ) : (
            <input
              {...control}
              className="input"
              type={kind === 'secret' ? 'password' : kind}
              autoComplete={kind === 'secret' ? 'new-password' : 'off'}
              spellCheck={false}
              required={field.isRequired === true}
              disabled={isGone}
              placeholder={field.placeholder}
              value={draft.texts[name] ?? ''}
              onChange={({ target: { value } }) => setText(value)}
            />
          )
        }
      </Field>
      {isKept && kind === 'secret' && (
        <label className="event-name">
          <input
            type="checkbox"
            checked={isGone}
            onChange={({ target: { checked } }) =>
              onChange({ ticks: { ...draft.ticks, [takenAway(name)]: checked } })
            }
          />
          Take away: {label}
        </label>
      )}
    </>
  );
}
