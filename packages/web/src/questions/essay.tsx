// An essay. Its editor is large and loaded by itself, when an essay comes near; where that fails a plain field does.

import { type ComponentType, useEffect, useId, useRef, useState } from 'react';
import type { AnswerProps } from './answer-props.ts';
import { useAnswerTools } from './answer-tools.ts';
import { wordCount } from './essay-text.ts';
import { wholeField } from './field-names.ts';
import { textOf } from './form-fields.ts';
import { PlainEssay } from './plain-essay.tsx';
import type { RichTextProps } from './rich-text.tsx';
import { useNear } from './use-near.ts';

type Editor = ComponentType<RichTextProps>;

/** Whoever wants to write waits no longer for it. */
const editorPatienceMs = 15_000;

export function Essay({ question, fields, isDisabled, edit, titleId, textId }: AnswerProps) {
  const name = wholeField(question.id);
  const html = textOf(fields, name);
  const holder = useRef<HTMLDivElement>(null);
  const Editor = useEditor(useNear(holder));
  const { onSettle } = useAnswerTools();
  const labelId = useId();
  const words = wordCount(html);
  return (
    <div className="essay" ref={holder}>
      <span id={labelId} className="visually-hidden">
        Your answer
      </span>
      {Editor === 'loading' ? (
        <div className="rich-text rich-text-waiting muted">The editor is being loaded…</div>
      ) : (
        <Editor
          html={html}
          isDisabled={isDisabled}
          onChange={(changed) => edit(name, changed)}
          onSettle={onSettle}
          titleId={titleId}
          labelId={labelId}
          textId={textId}
        />
      )}
      <p className="field-hint number">{words === 1 ? '1 word' : `${words} words`}</p>
    </div>
  );
}

function useEditor(isWanted: boolean): Editor | 'loading' {
  const [editor, setEditor] = useState<{ Editor: Editor } | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    let isSettled = false;
    // Whatever comes first stays: nobody who has begun to write gets another field.
    const settle = (Editor: Editor): void => {
      if (!isSettled) setEditor({ Editor });
      isSettled = true;
    };
    const timer = setTimeout(() => settle(PlainEssay), editorPatienceMs);
    import('./rich-text.tsx').then(
      ({ RichText }) => settle(RichText),
      () => settle(PlainEssay),
    );
    return () => {
      isSettled = true;
      clearTimeout(timer);
    };
  }, [isWanted]);
  return editor?.Editor ?? 'loading';
}
