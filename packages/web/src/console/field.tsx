// A field of the form: its name, what it is for, the control, and what is wrong with it.

import { type ReactNode, useId } from 'react';

interface FieldProps {
  label: string;
  hint?: string;
  fault?: string | undefined;
  /** The control, which takes these. */
  children: (control: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode;
}

export function Field({ label, hint, fault, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <p className="field-hint" id={`${id}-told`}>
        {hint}
        {fault !== undefined && <span className="field-error cell-line">{fault}</span>}
      </p>
      {children({ id, 'aria-describedby': `${id}-told`, 'aria-invalid': fault !== undefined })}
    </div>
  );
}
