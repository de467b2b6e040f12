// Matching: a right side for every left side, chosen from a list, which works with every keyboard.

import type { AnswerProps } from './answer-props.ts';
import { ChoiceText } from './choice-text.tsx';
import { partField } from './field-names.ts';
import { textOf } from './form-fields.ts';

export function Matching({ question, fields, isDisabled, edit, titleId, textId }: AnswerProps) {
  return (
    <fieldset className="choices matching" disabled={isDisabled} aria-labelledby={`${titleId} ${textId}`}>
      {question.answers.map(({ id, text, html }) => {
        const name = partField(question.id, id);
        return (
          <div key={id} className="match">
            <label htmlFor={name} className="match-left">
              <ChoiceText text={text} html={html} />
            </label>
            <select
              id={name}
              name={name}
              className="input"
              value={textOf(fields, name)}
              onChange={(event) => edit(name, event.target.value)}
            >
              <option value="">Choose…</option>
              {question.matches.map((match) => (
                <option key={match.match_id} value={match.match_id}>
                  {match.text}
                </option>
              ))}
            </select>
          </div>
        );
      })}
    </fieldset>
  );
}
