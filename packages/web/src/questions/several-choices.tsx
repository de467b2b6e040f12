// Multiple answers: any number of several.

import { useId } from 'react';
import type { AnswerProps } from './answer-props.ts';
import { ChoiceText } from './choice-text.tsx';
import { partField } from './field-names.ts';

export function SeveralChoices({ question, fields, isDisabled, edit, titleId, textId }: AnswerProps) {
  const hintId = useId();
  return (
    <fieldset
      className="choices"
      disabled={isDisabled}
      aria-labelledby={`${titleId} ${textId}`}
      aria-describedby={hintId}
    >
      <p className="field-hint" id={hintId}>
        Choose all that apply.
      </p>
      {question.answers.map(({ id, text, html }) => {
        const name = partField(question.id, id);
        return (
          <label key={id} className="choice">
            <input
              type="checkbox"
              name={name}
              checked={fields[name] === '1'}
              onChange={(event) => edit(name, event.target.checked ? '1' : '0')}
            />
            <ChoiceText text={text} html={html} />
          </label>
        );
      })}
    </fieldset>
  );
}
