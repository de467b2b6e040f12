// How many questions are answered.

import { numbered, progressIn } from './attempt-reading.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

export function ProgressText() {
  const { state } = useSession();
  const total = useObserved(state, (now) => numbered(now).length);
  const answered = useObserved(
    state,
    (now) => numbered(now).filter((question) => progressIn(now, question) === 'all').length,
  );
  return <span className="number">{`${answered} of ${total} answered`}</span>;
}
