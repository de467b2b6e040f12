// Whether all that was typed is on the server, in a line that is read out when it changes.

import { countText } from '../shell/wording.ts';
import type { Edit } from './gradebook-store.ts';

interface SaveStateProps {
  edits: ReadonlyMap<string, Edit>;
  isUpToDate: boolean;
}

export function SaveState({ edits, isUpToDate }: SaveStateProps) {
  return (
    <p className="muted small" role="status">
      {stateText([...edits.values()], isUpToDate)}
    </p>
  );
}

function stateText(edits: readonly Edit[], isUpToDate: boolean): string {
  const failed = edits.filter(({ is }) => is !== 'saving').length;
  if (failed > 0) return `${countText(failed, 'grade')} not saved`;
  if (edits.length > 0) return 'Saving';
  return isUpToDate ? 'All grades are saved' : 'Changes of others cannot be had at the moment';
}
