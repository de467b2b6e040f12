// Answering with files: chosen, sent with their progress shown, listed, taken back.

import { useId, useRef } from 'react';
import type { AnswerProps } from './answer-props.ts';
import { useAnswerTools } from './answer-tools.ts';
import { wholeField } from './field-names.ts';
import { fileSizeText } from './file-size.ts';
import { idsOf } from './form-fields.ts';
import { UploadRow } from './upload-row.tsx';
import { useUploads } from './use-uploads.ts';

export function UploadAnswer({ question, fields, isDisabled, titleId, textId }: AnswerProps) {
  const { removeFile, beginUploads, endUpload } = useAnswerTools();
  const uploads = useUploads(question.id);
  const begin = (files: readonly File[]): void => beginUploads(question.id, files);
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const files = new Map(question.files.map((file) => [String(file.id), file]));
  const ids = idsOf(fields, wholeField(question.id));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is another way to do what the button does.
    <div
      className="stack stack-sm upload"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        if (!isDisabled) begin([...event.dataTransfer.files]);
      }}
    >
      <input
        ref={input}
        id={`${textId}-file`}
        type="file"
        multiple
        className="visually-hidden upload-input"
        aria-labelledby={`${titleId} ${textId}-label`}
        aria-describedby={`${textId} ${hintId}`}
        disabled={isDisabled}
        onChange={(event) => {
          begin([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <div className="row">
        <label htmlFor={`${textId}-file`} id={`${textId}-label`} className="button upload-button">
          Choose files
        </label>
        <span id={hintId} className="muted small">
          Or drop them here. Up to 50 MB each.
        </span>
      </div>
      <ul className="plain-list stack stack-sm" aria-label="Your files">
        {ids.map((id) => {
          const file = files.get(id);
          const name = file?.display_name ?? `File ${id}`;
          return (
            <li key={id} className="file">
              <span className="file-name">
                {file === undefined ? name : <a href={file.url}>{name}</a>}
                {file !== undefined && <span className="muted small"> {fileSizeText(file.size)}</span>}
              </span>
              <button
                type="button"
                className="button button-quiet button-small"
                disabled={isDisabled}
                aria-label={`Remove ${name}`}
                onClick={() => {
                  removeFile(question.id, Number(id));
                  input.current?.focus();
                }}
              >
                Remove
              </button>
            </li>
          );
        })}
        {uploads.map((upload) => (
          <UploadRow
            key={upload.key}
            upload={upload}
            onEnd={() => endUpload(upload.key)}
            onAgain={() => endUpload(upload.key, true)}
          />
        ))}
      </ul>
    </div>
  );
}
