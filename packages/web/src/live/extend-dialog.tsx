// What one student is granted: more time for the attempt that runs, more attempts, a quiz that is locked. Only what was changed
// is asked of the server.

import { useId, useState } from 'react';
import { call } from '../api/client.ts';
import type { QuizPlace } from '../api/place.ts';
import { nameOf } from '../shell/quiz-taker.ts';
import { useAction } from '../shell/use-action.ts';
import { countText } from '../shell/wording.ts';
import { Dialog } from '../take/dialog.tsx';
import type { LiveAttempt } from './live-attempt.ts';
import { leftText } from './live-words.ts';

interface ExtendDialogProps {
  place: QuizPlace;
  attempt: LiveAttempt;
  nowMs: number;
  /** Whether the quiz has one; other attempts cannot be made longer. */
  hasTimeLimit: boolean;
  onClose: () => void;
  /** With what was done, in a sentence. */
  onDone: (text: string) => void;
}

/** Limits are the server's; it says no to more. */
const [minutesMax, attemptsMax] = [1_440, 1_000];

export function ExtendDialog({ place, attempt, nowMs, hasTimeLimit, onClose, onDone }: ExtendDialogProps) {
  const { user, end_at, state, extra_attempts, manually_unlocked } = attempt;
  const isOver = end_at !== null && Date.parse(end_at) <= nowMs;
  // Empty, so that nobody who only unlocks the quiz adds any.
  const [minutes, setMinutes] = useState('');
  const [from, setFrom] = useState<'end' | 'now'>(isOver ? 'now' : 'end');
  const [attempts, setAttempts] = useState(String(extra_attempts));
  const [isUnlocked, setUnlocked] = useState(manually_unlocked);
  // As they were when the dialog opened: what others change meanwhile is not taken back.
  const [before] = useState({ attempts: String(extra_attempts), isUnlocked: manually_unlocked });
  const [titleId, unlockedHintId] = [useId(), useId()];
  const isExtendable = state === 'running' && end_at !== null && hasTimeLimit;
  const name = nameOf(attempt);

  const { run, isBusy, problem } = useAction(async () => {
    const extension = {
      ...(isExtendable && Number(minutes) > 0
        ? { [from === 'now' ? 'extend_from_now' : 'extend_from_end_at']: Number(minutes) }
        : {}),
      ...(attempts === before.attempts ? {} : { extra_attempts: Number(attempts) }),
      ...(isUnlocked === before.isUnlocked ? {} : { manually_unlocked: isUnlocked }),
    };
    if (Object.keys(extension).length === 0) return onClose();
    const body = { quiz_extensions: [{ user_id: user?.id, ...extension }] };
    const { quiz_extensions } = await call<{ quiz_extensions: { end_at: string | null }[] }>(
      'POST',
      `${place.api}/extensions`,
      { body },
    );
    onDone(doneText(name, attempt, quiz_extensions[0]?.end_at ?? null));
  });

  return (
    <Dialog titleId={titleId} onClose={onClose}>
      <form
        className="live-extend"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <div className="dialog-body stack">
          <h2 id={titleId}>
            Extend <span dir="auto">{name}</span>
          </h2>
          {isExtendable ? (
            <>
              <p className="muted">
                {leftText(attempt, nowMs)}. The student’s page learns of the new end by itself.
              </p>
              <Field label="Minutes to add" value={minutes} max={minutesMax} onChange={setMinutes} />
              <fieldset className="choices">
                <legend className="field-label">Counted</legend>
                <From value="end" chosen={from} onChoose={setFrom} text="from the end of the attempt" />
                <From value="now" chosen={from} onChoose={setFrom} text="from now" />
              </fieldset>
            </>
          ) : (
            <p className="muted">
              {state === 'running' ? 'Nothing limits the time of this attempt.' : 'This attempt is finished.'}
            </p>
          )}
          <Field
            label="Extra attempts, beyond those that everybody has"
            value={attempts}
            max={attemptsMax}
            isRequired
            onChange={setAttempts}
          />
          <label className="choice">
            <input
              type="checkbox"
              checked={isUnlocked}
              aria-describedby={unlockedHintId}
              onChange={({ target }) => setUnlocked(target.checked)}
            />
            <span className="choice-text">Unlocked for this student</span>
          </label>
          <p className="field-hint" id={unlockedHintId}>
            Opens the quiz outside of its dates, until the next time it is handed in.
          </p>
          {problem !== null && (
            <p className="notice notice-error" role="alert">
              {problem}
            </p>
          )}
        </div>
        <div className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button button-primary" aria-disabled={isBusy}>
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface FieldProps {
  label: string;
  value: string;
  max: number;
  isRequired?: boolean;
  onChange: (value: string) => void;
}

function Field({ label, value, max, isRequired = false, onChange }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="number"
        className="input live-minutes"
        min={0}
        max={max}
        step={1}
        required={isRequired}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

interface FromProps {
  value: 'end' | 'now';
  chosen: 'end' | 'now';
  onChoose: (value: 'end' | 'now') => void;
  text: string;
}

function From({ value, chosen, onChoose, text }: FromProps) {
  return (
    <label className="choice">
      <input type="radio" name="from" checked={chosen === value} onChange={() => onChoose(value)} />
      <span className="choice-text">{text}</span>
    </label>
  );
}

function doneText(name: string, { end_at }: LiveAttempt, nowEndsAt: string | null): string {
  const movedMs = end_at === null || nowEndsAt === null ? 0 : Date.parse(nowEndsAt) - Date.parse(end_at);
  const minutes = Math.round(movedMs / 60_000);
  if (minutes === 0) return `${name}: saved.`;
  return `${name}: the attempt ends ${countText(Math.abs(minutes), 'minute')} ${minutes > 0 ? 'later' : 'earlier'}.`;
}
