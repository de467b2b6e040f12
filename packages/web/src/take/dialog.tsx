// A native dialog: the browser keeps the focus in it, closes it with Escape and gives the focus back.

import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  titleId: string;
  className?: string;
  /** Escape, or a click beside it; absent for what cannot be closed. */
  onClose?: () => void;
  children: ReactNode;
}

/** Open as long as it is rendered. */
export function Dialog({ titleId, className = '', onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same.
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose?.();
      }}
    >
      {children}
    </dialog>
  );
}
