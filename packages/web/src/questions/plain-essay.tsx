// An essay without its editor: a plain field, so that nobody is kept from writing.

import { useState } from 'react';
import { paragraphs } from './essay-text.ts';
import type { RichTextProps } from './rich-text.tsx';

export function PlainEssay({ html, isDisabled, onChange, titleId, labelId, textId }: RichTextProps) {
  const [text, setText] = useState(() => plainText(html));
  return (
    <>
      <textarea
        className="input essay-plain"
        dir="auto"
        rows={10}
        aria-labelledby={`${titleId} ${labelId}`}
        aria-describedby={textId}
        disabled={isDisabled}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          onChange(paragraphs(event.target.value));
        }}
      />
      <p className="field-hint">The editor could not be loaded. You can write here without formatting.</p>
    </>
  );
}

function plainText(html: string): string {
  const blocks = html.replace(/<\/(?:p|h[1-6]|li|blockquote)>|<br[^>]*>/gi, '$&\n');
  return (new DOMParser().parseFromString(blocks, 'text/html').body.textContent ?? '').trimEnd();
}
