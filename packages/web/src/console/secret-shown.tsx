// A secret that was just made: the only time that it is seen.

import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import { VerifyHelp } from './verify-help.tsx';

interface SecretShownProps {
  secret: string;
  /** What to do with it and by when. */
  children: ReactNode;
}

export function SecretShown({ secret, children }: SecretShownProps) {
  return (
    <div className="notice notice-info stack stack-sm">
      <p className="notice-title">The signing secret, shown only now</p>
      <p>{children}</p>
      <code className="secret">{secret}</code>
      <CopyButton text={secret} label="Copy the secret" />
      <VerifyHelp />
    </div>
  );
}
