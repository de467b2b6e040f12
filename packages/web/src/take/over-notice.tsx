// The attempt is over, and this page can do nothing more for it.

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
      <p className="notice notice-success" role="status">
        Your quiz is handed in.
      </p>
    );
  }
  const hasUnsaved = Object.keys(fieldsToSave(state.get())).length > 0;
  return (
    <div className="notice notice-warning" role="alert">
      <p className="notice-title">This attempt is over</p>
      <p>
        It was handed in on another page, or its time ran out. What you had answered by then counts.
        {hasUnsaved && ' Your last changes on this page came too late and are not part of it.'}
      </p>
      <p>
        <a href={`${pages.results}?attempt=${attempt.attempt}`}>See what came of it</a> or{' '}
        <a href={pages.quiz}>go to the quiz</a>.
      </p>
    </div>
  );
}
