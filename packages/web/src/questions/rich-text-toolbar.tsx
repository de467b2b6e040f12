// The buttons above an essay. One stop of the Tab key; arrow keys go from button to button, as in every toolbar.

import type { Editor } from '@tiptap/core';
import { type KeyboardEvent, useSyncExternalStore } from 'react';

interface Tool {
  name: string;
  /** Drawn by the style sheet, so that the name alone is read. */
  sign: string;
  run(editor: Editor): void;
  /** Absent for what is done once and not switched on. */
  isOn?(editor: Editor): boolean;
}

const tools: readonly Tool[] = [
  mark('Bold', 'B', 'bold', (chain) => chain.toggleBold()),
  mark('Italic', 'I', 'italic', (chain) => chain.toggleItalic()),
  mark('Underline', 'U', 'underline', (chain) => chain.toggleUnderline()),
  mark('Heading', 'H', 'heading', (chain) => chain.toggleHeading({ level: 3 })),
  mark('Bulleted list', '•', 'bulletList', (chain) => chain.toggleBulletList()),
  mark('Numbered list', '1.', 'orderedList', (chain) => chain.toggleOrderedList()),
  mark('Quotation', '”', 'blockquote', (chain) => chain.toggleBlockquote()),
  mark('Code', '</>', 'code', (chain) => chain.toggleCode()),
  { name: 'Undo', sign: '↶', run: (editor) => void editor.commands.undo() },
  { name: 'Redo', sign: '↷', run: (editor) => void editor.commands.redo() },
];

export function RichTextToolbar({ editor, isDisabled }: { editor: Editor; isDisabled: boolean }) {
  const on = useSyncExternalStore(
    (changed) => {
      editor.on('transaction', changed);
      return () => void editor.off('transaction', changed);
    },
    // Text, so that it is the same as long as nothing has changed.
    () => tools.map((tool) => (tool.isOn?.(editor) === true ? '1' : '0')).join(''),
  );
  return (
    <div role="toolbar" aria-label="Formatting" className="rich-text-tools" onKeyDown={goAlong}>
      {tools.map(({ name, sign, run, isOn }, index) => (
        <button
          key={name}
          type="button"
          className="rich-text-tool"
          data-tool={name}
          data-sign={sign}
          title={name}
          aria-label={name}
          aria-pressed={isOn === undefined ? undefined : on[index] === '1'}
          tabIndex={index === 0 ? 0 : -1}
          disabled={isDisabled}
          onClick={() => {
            // At once: Tiptap's own way waits for a frame, and what is typed until then is lost.
            editor.view.focus();
            run(editor);
          }}
        />
      ))}
    </div>
  );
}

type Chain = ReturnType<Editor['chain']>;

function mark(name: string, sign: string, node: string, toggle: (chain: Chain) => Chain): Tool {
  return {
    name,
    sign,
    run: (editor) => void toggle(editor.chain()).run(),
    isOn: (editor) => editor.isActive(node),
  };
}

function goAlong(event: KeyboardEvent<HTMLElement>): void {
  const step = {
    ArrowRight: 1,
    ArrowLeft: -1,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  }[event.key];
  if (step === undefined || !(event.target instanceof HTMLButtonElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const last = buttons.length - 1;
  const from = buttons.indexOf(event.target);
  const to = Number.isFinite(step) ? (from + step + buttons.length) % buttons.length : step < 0 ? 0 : last;
  event.preventDefault();
  for (const button of buttons) button.tabIndex = -1;
  const next = buttons[to];
  if (next === undefined) return;
  next.tabIndex = 0;
  next.focus();
}
