// An edit that did not come about, told with what can be done about it.

import { type Edit, type EditTarget, editKey, type GradebookStore } from './gradebook-store.ts';

interface EditNoticeProps {
  store: GradebookStore;
  edits: ReadonlyMap<string, Edit>;
  userId: number;
  target: EditTarget;
  /** What the cell has now. */
  now: string;
}

export function EditNotice({ store, edits, userId, target, now }: EditNoticeProps) {
  const edit = edits.get(editKey(userId, target));
  if (edit === undefined || edit.is === 'saving') return null;
  const typed = edit.typed === '' ? 'no grade' : edit.typed;
  return (
    <div className="notice notice-error" role="alert">
      {edit.is === 'refused' ? (
        <p>
          <span dir="auto">{typed}</span> was not saved: {edit.message}
        </p>
      ) : (
        <p>
          Somebody else changed this meanwhile, to <span dir="auto">{now}</span>. Yours,{' '}
          <span dir="auto">{typed}</span>, was not saved.
        </p>
      )}
      <div className="row">
        {edit.is === 'conflict' && (
          <button type="button" className="button button-small" onClick={edit.again}>
            Save mine
          </button>
        )}
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => store.dismiss(userId, target)}
        >
          {edit.is === 'conflict' ? 'Keep theirs' : 'Forget it'}
        </button>
      </div>
    </div>
  );
}
