// The value of an access token that was just made: nobody can have it again.

import { useEffect, useId, useRef, useState } from 'react';
import type { AccessToken } from './access-token.ts';

export function TokenValue({ made: { purpose, token = '' } }: { made: AccessToken }) {
  const input = useRef<HTMLInputElement>(null);
  const [isCopied, setIsCopied] = useState(false);
  const [id, titleId] = [useId(), useId()];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another token is another one to take along
  useEffect(() => {
    setIsCopied(false);
    input.current?.focus();
    input.current?.select();
  }, [token]);

  async function copy(): Promise<void> {
    input.current?.select();
    // Not every page may, e.g. without HTTPS; it stays selected to be copied by hand.
    await navigator.clipboard?.writeText(token).then(
      () => setIsCopied(true),
      () => input.current?.focus(),
    );
  }

  return (
    <section className="notice notice-success stack" aria-labelledby={titleId}>
      <p className="notice-title" id={titleId}>
        The token “<span dir="auto">{purpose}</span>” was made
      </p>
      <div className="field">
        <label className="field-label" htmlFor={id}>
          Copy it now: it is shown this once
        </label>
        <div className="row token-value">
          <input
            id={id}
            ref={input}
            className="input mono"
            readOnly
            value={token}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="button" onClick={() => void copy()}>
            Copy
          </button>
        </div>
      </div>
      <p role="status" className="small">
        {isCopied && 'Copied.'}
      </p>
    </section>
  );
}
