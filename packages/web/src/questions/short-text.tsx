// A short answer in words.

import { useId } from 'react';
import type { AnswerProps } from './answer-props.ts';
import { wholeField } from './field-names.ts';
import { textOf } from './form-fields.ts';

export function ShortText({ question, fields, isDisabled, edit, titleId, textId }: AnswerProps) {
  const name = wholeField(question.id);
  const labelId = useId();
  return (
    <label className="field">
      <span id={labelId} className="field-label">
        Your answer
      </span>
      <input
        className="input"
        dir="auto"
        type="text"
        name={name}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-labelledby={`${titleId} ${labelId}`}
        aria-describedby={textId}
        disabled={isDisabled}
        value={textOf(fields, name)}
        onChange={(event) => edit(name, event.target.value)}
      />
    </label>
  );
}
