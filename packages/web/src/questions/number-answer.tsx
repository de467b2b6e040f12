// A numerical or calculated question: a number, written as one likes. What is no number says so, since it cannot be saved.

import { useId } from 'react';
import type { AnswerProps } from './answer-props.ts';
import { wholeField } from './field-names.ts';
import { textOf } from './form-fields.ts';
import { readsAsNumber } from './reads-as-number.ts';

export function NumberAnswer({ question, fields, isDisabled, edit, titleId, textId }: AnswerProps) {
  const name = wholeField(question.id);
  const written = textOf(fields, name);
  const isUnreadable = !readsAsNumber(written);
  const [labelId, errorId] = [useId(), useId()];
  return (
    <div className="field number-answer">
      <label id={labelId} className="field-label" htmlFor={name}>
        Your answer, a number
      </label>
      <input
        id={name}
        className="input"
        type="text"
        inputMode="decimal"
        name={name}
        autoComplete="off"
        aria-labelledby={`${titleId} ${labelId}`}
        aria-describedby={isUnreadable ? `${textId} ${errorId}` : textId}
        aria-invalid={isUnreadable}
        disabled={isDisabled}
        value={written}
        onChange={(event) => edit(name, event.target.value)}
      />
      <p id={errorId} className="field-error" hidden={!isUnreadable}>
        This does not read as a number, so it is not saved. Write digits only, such as 4.25 or -3.
      </p>
    </div>
  );
}
