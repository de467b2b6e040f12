// The attempt is over, and this page can do nothing more for it. It stands at the top, so that nobody who is further down wonders.

import { fieldsToSave } from './attempt-reading.ts';
import { useSession } from './session-context.ts';

interface Props {
  pages: { quiz: string; results: string };
  isHandedIn: boolean;
}

export function OverNotice({ pages, isHandedIn }: Props) {
  const { attempt, state } = useSession();
  if (isHandedIn) {
    return (
      <div className="notice notice-success take-lost" role="status">
        <p>Your quiz is handed in.</p>
      </div>
    );
  }
  const hasUnsaved = Object.keys(fieldsToSave(state.get())).length > 0;
  return (
    <div className="notice notice-warning take-lost" role="alert">
      <p>
        <strong>This attempt is over.</strong> It was handed in on another page, or its time ran out. What you
        had answered by then counts.
        {hasUnsaved && ' Your last changes on this page came too late and are not part of it.'}
      </p>
      <p>
        <a href={`${pages.results}?attempt=${attempt.attempt}`}>See what came of it</a> or{' '}
        <a href={pages.quiz}>go to the quiz</a>.
      </p>
    </div>
  );
}
