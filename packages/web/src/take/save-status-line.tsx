// Whether the answers are saved, always in view.

import { Icon } from './icon.tsx';
import { saveProblemText, saveStatusText } from './save-status.ts';
import { useSession } from './session-context.ts';
import { useObserved } from './use-observed.ts';

export function SaveStatusLine() {
  const { saving } = useSession();
  const status = useObserved(saving, (now) => now);
  return (
    <span className="save-status small" data-phase={status.phase}>
      {status.phase === 'saved' && <Icon name="check" />}
      {status.phase === 'failed' && <Icon name="warning" />}
      <span>
        {saveStatusText(status)}
        <span className="save-problem">{saveProblemText(status)}</span>
      </span>
    </span>
  );
}
