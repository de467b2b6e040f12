// One blank of a text: to be filled in, or to be chosen for.

import type { AnswerProps } from './answer-props.ts';
import { textOf } from './form-fields.ts';

/** `index` is the blank's place in the list of blanks. */
export function BlankControl({
  question,
  fields,
  isDisabled,
  edit,
  titleId,
  textId,
  index,
}: AnswerProps & { index: number }) {
  const blank = question.blanks[index];
  if (blank === undefined) return null;
  const { name, field } = blank;
  const value = textOf(fields, field);
  const isChoice = question.question_type === 'multiple_dropdowns_question';
  const labelId = `${field}-label`;
  const shared = {
    name: field,
    className: 'input blank',
    disabled: isDisabled,
    value,
    'aria-labelledby': `${titleId} ${labelId}`,
    'aria-describedby': textId,
  };
  return (
    <>
      <span id={labelId} className="visually-hidden">
        {`${isChoice ? 'Choice' : 'Blank'} ${index + 1} of ${question.blanks.length}`}
      </span>
      {isChoice ? (
        <select {...shared} onChange={(event) => edit(field, event.target.value)}>
          <option value="">Choose…</option>
          {question.answers
            .filter((answer) => answer.blank_id === name)
            .map(({ id, text }) => (
              <option key={id} value={id}>
                {text}
              </option>
            ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          dir="auto"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          size={Math.min(32, Math.max(12, value.length + 2))}
          onChange={(event) => edit(field, event.target.value)}
        />
      )}
    </>
  );
}
