// A file on its way, or one that did not get there.

import type { Upload } from './answer-tools.ts';
import { fileSizeText } from './file-size.ts';

interface Props {
  upload: Upload;
  onEnd(): void;
  onAgain(): void;
}

export function UploadRow({ upload: { file, share, problem }, onEnd, onAgain }: Props) {
  return (
    <li className="file">
      <span className="file-name">
        {file.name} <span className="muted small">{fileSizeText(file.size)}</span>
        {problem === null ? (
          <progress max={1} value={share} aria-label={`Sending ${file.name}`} />
        ) : (
          <span className="field-error" role="alert">
            Not sent. {problem}
          </span>
        )}
      </span>
      {problem !== null && (
        <button type="button" className="button button-small" onClick={onAgain}>
          Try again
        </button>
      )}
      <button
        type="button"
        className="button button-quiet button-small"
        aria-label={problem === null ? `Cancel ${file.name}` : `Remove ${file.name}`}
        onClick={onEnd}
      >
        {problem === null ? 'Cancel' : 'Remove'}
      </button>
    </li>
  );
}
