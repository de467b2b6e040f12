// Multiple choice, true or false: one of several. Unlike a bare radio button it can be taken back.

import type { AnswerProps } from './answer-props.ts';
import { ChoiceText } from './choice-text.tsx';
import { wholeField } from './field-names.ts';
import { textOf } from './form-fields.ts';

export function OneChoice({ question, fields, isDisabled, edit, titleId, textId }: AnswerProps) {
  const name = wholeField(question.id);
  const chosen = textOf(fields, name);
  return (
    <fieldset className="choices" disabled={isDisabled} aria-labelledby={`${titleId} ${textId}`}>
      {question.answers.map(({ id, text, html }) => (
        <label key={id} className="choice">
          <input
            type="radio"
            name={name}
            value={id}
            checked={chosen === String(id)}
            onChange={() => edit(name, String(id))}
          />
          <ChoiceText text={text} html={html} />
        </label>
      ))}
      {chosen !== '' && (
        <button
          type="button"
          className="button button-quiet button-small choice-clear"
          onClick={(event) => {
            edit(name, '');
            event.currentTarget.closest('fieldset')?.querySelector('input')?.focus();
          }}
        >
          Clear my choice
        </button>
      )}
    </fieldset>
  );
}
