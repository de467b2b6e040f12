// What can be chosen of the table of answers, and what its marks mean.

import { changeAddress } from '../shell/address.ts';
import { AnswerMarkShape } from './answer-mark.tsx';
import { choiceChange, type TableChoice } from './answer-table-choice.ts';

interface AnswerTableOptionsProps {
  choice: TableChoice;
  /** Rows become columns: begin at the beginning. */
  onTop: () => void;
}

export function AnswerTableOptions({ choice, onTop }: AnswerTableOptionsProps) {
  return (
    <div className="row row-apart">
      <fieldset className="row table-options">
        <legend className="visually-hidden">How the table is shown</legend>
        <Option
          label="Shorten texts"
          isOn={choice.isTruncated}
          onTurn={(isOn) => changeAddress(choiceChange('truncate', isOn), 'here')}
        />
        <Option
          label="Expand all"
          isOn={choice.expanded === 'all'}
          onTurn={(isOn) => changeAddress(choiceChange('expand', isOn), 'here')}
        />
        <Option
          label="Questions as rows"
          isOn={choice.isInverted}
          onTurn={(isOn) => {
            changeAddress(choiceChange('invert', isOn), 'here');
            onTop();
          }}
        />
      </fieldset>
      <ul className="plain-list row small" aria-label="Marks">
        <li>
          <AnswerMarkShape mark="answered" /> answer
        </li>
        <li>
          <AnswerMarkShape mark="last" /> last answer
        </li>
        <li>
          <AnswerMarkShape mark="none" /> no answer
        </li>
        <li className="muted">blank: not part of this save</li>
      </ul>
    </div>
  );
}

interface OptionProps {
  label: string;
  isOn: boolean;
  onTurn: (isOn: boolean) => void;
}

function Option({ label, isOn, onTurn }: OptionProps) {
  return (
    <label className="table-option">
      <input type="checkbox" checked={isOn} onChange={(event) => onTurn(event.target.checked)} />
      {label}
    </label>
  );
}
