// Puts a text on the clipboard, and says so.

import { useState } from 'react';

interface CopyButtonProps {
  text: string;
  /** What is copied: `Copy the secret`. */
  label: string;
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const [said, setSaid] = useState<{ of: string; words: string } | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid({ of: text, words: 'Copied' });
    } catch {
      // Browsers have no clipboard where the page is not secure.
      setSaid({ of: text, words: 'Could not copy: select the text and copy it yourself' });
    }
  };
  return (
    <span className="row">
      <button type="button" className="button button-small" onClick={() => void copy()}>
        {label}
      </button>
      <span className="small muted" role="status">
        {said?.of === text ? said.words : ''}
      </span>
    </span>
  );
}
