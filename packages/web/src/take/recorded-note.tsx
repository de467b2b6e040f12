// Said before the first question, plainly: that something is recorded, and where to read it.

import { useSession } from './session-context.ts';

export function RecordedNote({ onRecorded }: { onRecorded(): void }) {
  const { attempt } = useSession();
  if (attempt.is_preview) return null;
  return (
    <p className="recorded-note small">
      This page records when you open it, leave it and come back, which questions you see and flag, when your
      connection is lost, and your answers. Your teacher can read that, and so can you.{' '}
      <button type="button" className="link-button" onClick={onRecorded}>
        See what is recorded
      </button>
    </p>
  );
}
