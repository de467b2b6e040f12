// HTML that somebody wrote: as it looks, or as it was written.

import { type ReactNode, useState } from 'react';

interface HtmlOrSourceProps {
  html: string;
  /** Of what, for who hears the button alone: `the answer`. */
  of: string;
  children: ReactNode;
}

/** `children` is how it looks. */
export function HtmlOrSource({ html, of, children }: HtmlOrSourceProps) {
  const [isSource, setIsSource] = useState(false);
  return (
    <div className="stack stack-sm">
      {isSource ? <pre className="code as-source">{html}</pre> : children}
      {/<|&/.test(html) && (
        <div>
          <button
            type="button"
            className="button button-quiet button-small turn-source"
            aria-pressed={isSource}
            onClick={() => setIsSource(!isSource)}
          >
            HTML source<span className="visually-hidden"> of {of}</span>
          </button>
        </div>
      )}
    </div>
  );
}
