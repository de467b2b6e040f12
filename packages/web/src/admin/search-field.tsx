// What a list is searched for, kept in the address. The API wants at least three characters.

import { useEffect, useId, useState } from 'react';
import { changeAddress } from '../shell/address.ts';

const charsMin = 3;
/** Between two letters of somebody who types. */
const pauseMs = 300;

interface SearchFieldProps {
  label: string;
  hint: string;
  /** What the address says. */
  value: string;
  /** Of the address. */
  name?: string;
}

export function SearchField({ label, hint, value, name = 'search' }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const [inputId, hintId] = [useId(), useId()];
  // Going back changes it; a space at the end, of who goes on typing, stays.
  useEffect(() => setText((before) => (before.trim() === value ? before : value)), [value]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === value || (wanted !== '' && [...wanted].length < charsMin)) return;
    const timer = setTimeout(() => changeAddress({ [name]: wanted === '' ? null : wanted }, 'here'), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value, name]);
  const isShort = text.trim() !== '' && [...text.trim()].length < charsMin;
  return (
    <div className="field search-field">
      <label className="field-label" htmlFor={inputId}>
        {label}
      </label>
      <input
        id={inputId}
        className="input"
        type="search"
        maxLength={255}
        value={text}
        aria-describedby={hintId}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="field-hint" id={hintId}>
        {isShort ? `At least ${charsMin} characters` : hint}
      </p>
    </div>
  );
}
