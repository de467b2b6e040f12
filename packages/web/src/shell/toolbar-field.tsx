// What stands in the toolbar of a list: what it is searched for, and choices of what is shown.

import { useId } from 'react';

interface ToolbarSearchProps {
  label: string;
  value: string;
  placeholder?: string;
  onChange: (text: string) => void;
}

export function ToolbarSearch({ label, value, placeholder, onChange }: ToolbarSearchProps) {
  const id = useId();
  return (
    <div className="toolbar-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        className="input input-small"
        value={value}
        placeholder={placeholder}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

interface ToolbarChoiceProps {
  label: string;
  value: string;
  /** Value and text of each. */
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

export function ToolbarChoice({ label, value, options, onChange }: ToolbarChoiceProps) {
  const id = useId();
  return (
    <div className="toolbar-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="input input-small"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      >
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
