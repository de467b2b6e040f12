// How long the secret before the new one goes on signing.

import { useState } from 'react';
import { Dialog } from '../take/dialog.tsx';

interface RotateDialogProps {
  onClose: () => void;
  onRotate: (overlapHours: number) => void;
}

const choices = [
  [0, 'Not at all: receivers that do not know the new one refuse from now on'],
  [1, 'For an hour'],
  [24, 'For a day'],
  [168, 'For a week'],
] as const;

export function RotateDialog({ onClose, onRotate }: RotateDialogProps) {
  const [hours, setHours] = useState<number>(24);
  return (
    <Dialog titleId="rotate-title" onClose={onClose}>
      <div className="dialog-body stack">
        <h2 id="rotate-title">Rotate the signing secret?</h2>
        <p>
          A new secret is made and shown once. Until the old one ends, every message carries both signatures,
          so receivers can change over one by one.
        </p>
        <fieldset className="choices">
          <legend className="field-label">How long does the old one go on signing?</legend>
          {choices.map(([value, text]) => (
            <label key={value} className="choice">
              <input type="radio" name="overlap" checked={hours === value} onChange={() => setHours(value)} />
              <span className="choice-text">{text}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <div className="dialog-foot">
        <button type="button" className="button" onClick={onClose}>
          Cancel
        </button>
        <button type="button" className="button button-primary" onClick={() => onRotate(hours)}>
          Make a new secret
        </button>
      </div>
    </Dialog>
  );
}
