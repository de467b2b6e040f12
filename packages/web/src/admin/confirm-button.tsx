// A button for what cannot simply be undone: it asks first.

import { type ReactNode, useId, useState } from 'react';
import { Dialog } from '../take/dialog.tsx';

interface ConfirmButtonProps {
  /** What the button says, and the one that does it. */
  name: string;
  /** Of what, for who hears only the button. */
  of?: string;
  question: string;
  children: ReactNode;
  isSmall?: boolean;
  isDisabled?: boolean;
  onConfirm: () => void;
}

export function ConfirmButton(props: ConfirmButtonProps) {
  const { name, of, question, children, isSmall = false, isDisabled = false, onConfirm } = props;
  const [isAsking, setIsAsking] = useState(false);
  const titleId = useId();
  return (
    <>
      <button
        type="button"
        className={isSmall ? 'button button-small' : 'button'}
        aria-disabled={isDisabled}
        onClick={() => isDisabled || setIsAsking(true)}
      >
        {name}
        {of !== undefined && <span className="visually-hidden"> {of}</span>}
      </button>
      {isAsking && (
        <Dialog titleId={titleId} onClose={() => setIsAsking(false)}>
          <div className="dialog-body stack">
            <h2 id={titleId}>{question}</h2>
            {children}
          </div>
          <div className="dialog-foot">
            <button type="button" className="button" onClick={() => setIsAsking(false)}>
              Cancel
            </button>
            <button
              type="button"
              className="button button-danger"
              onClick={() => {
                setIsAsking(false);
                onConfirm();
              }}
            >
              {name}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
