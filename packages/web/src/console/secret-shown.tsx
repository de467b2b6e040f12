// A secret that was just made: the only time that it is seen.

import { CopyButton } from './copy-button.tsx';

interface SecretShownProps {
  secret: string;
  /** What to do with it and by when. */
  children: React.ReactNode;
}

export function SecretShown({ secret, children }: SecretShownProps) {
  return (
    <div className="notice notice-info stack stack-sm">
      <p className="notice-title">The signing secret, shown only now</p>
      <p>{children}</p>
      <code className="secret">{secret}</code>
      <CopyButton text={secret} label="Copy the secret" />
    </div>
  );
}
