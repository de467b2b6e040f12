// What is always in view while grading: points beside the questions, what it all comes to, and saving.

import { countText, numberText } from '../shell/wording.ts';
import { type Drafts, faultOf, scoreAfter } from './drafts.ts';
import type { Grading, Taker } from './grade-api.ts';

export type GradeState = 'same' | 'changed' | 'saving' | 'saved';

interface GradeFootProps {
  grading: Grading;
  drafts: Drafts;
  waiting: readonly Taker[];
  state: GradeState;
  failure: string | null;
  onFudge: (text: string) => void;
  onSave: () => void;
  onSaveAndGo: (taker: Taker) => void;
}

export function GradeFoot(props: GradeFootProps) {
  const { grading, drafts, waiting, state, failure, onFudge, onSave, onSaveAndGo } = props;
  const { attempt, quiz, may_grade } = grading;
  const fault = faultOf(drafts.fudgePoints, attempt.fudge_points);
  const possible = quiz.points_possible === null ? '' : ` / ${numberText(quiz.points_possible)}`;
  const [nextToGrade] = waiting;
  return (
    <div className="grade-foot">
      {failure !== null && (
        <p className="notice notice-error" role="alert">
          {failure}
        </p>
      )}
      <div className="row row-apart">
        <div className="row">
          <label className="toolbar-field">
            Points beside the questions (fudge)
            <input
              className="input input-small points-field"
              inputMode="decimal"
              autoComplete="off"
              value={drafts.fudgePoints}
              placeholder="0"
              readOnly={!may_grade}
              aria-invalid={fault !== null}
              onChange={({ target }) => onFudge(target.value)}
            />
          </label>
          {fault !== null && <span className="field-error">{fault}</span>}
        </div>
        <p className="number grade-sum">
          <span className="strong">{attempt.score === null ? '–' : numberText(attempt.score)}</span>
          {state === 'changed' && <> → {numberText(scoreAfter(grading, drafts))}</>}
          {possible}
        </p>
        <p className="muted small grade-told" role="status">
          {stateText(state, waiting.length)}
        </p>
        {may_grade && (
          <div className="row">
            <button
              type="button"
              className="button button-primary"
              aria-disabled={state === 'saving'}
              aria-keyshortcuts="Control+Enter"
              onClick={onSave}
            >
              {state === 'saving' ? 'Saving' : 'Save'}
            </button>
            {nextToGrade !== undefined && (
              <button
                type="button"
                className="button"
                aria-disabled={state === 'saving'}
                onClick={() => onSaveAndGo(nextToGrade)}
              >
                Save, next to grade
              </button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function stateText(state: GradeState, waiting: number): string {
  const others = waiting === 0 ? 'Nobody else waits' : `${countText(waiting, 'other student')} to grade`;
  switch (state) {
    case 'saving':
      return 'Saving';
    case 'changed':
      return 'Not saved yet. Ctrl+Enter saves';
    case 'saved':
      return `Saved. ${others}`;
    case 'same':
      return others;
  }
}
