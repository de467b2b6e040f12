// The editor of essays: Tiptap, loaded by itself. Tab leaves it, as it leaves every other field.

import { Editor } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import { Underline } from '@tiptap/extension-underline';
import { UndoRedo } from '@tiptap/extensions';
import { useEffect, useRef, useState } from 'react';
import { RichTextToolbar } from './rich-text-toolbar.tsx';

export interface RichTextProps {
  /** What it begins with; later values change nothing. */
  html: string;
  isDisabled: boolean;
  /** A moment after typing stops, and when it is asked for. Empty for nothing. */
  onChange(html: string): void;
  onSettle(settler: () => void): () => void;
  /** Ids of the elements that say `Question 3` and `Your answer`, and of the text of the question. */
  titleId: string;
  labelId: string;
  textId: string;
}

/** Making HTML of a long text takes longer than a key may. */
const afterTypingMs = 300;

const extensions = [
  Document,
  Paragraph,
  Text,
  Bold,
  Italic,
  Underline,
  Code,
  Heading.configure({ levels: [3, 4] }),
  Blockquote,
  BulletList,
  OrderedList,
  // Without Tab for indenting: nobody who has no mouse shall be kept in a list.
  ListItem.extend({
    addKeyboardShortcuts() {
      const { name, editor } = this;
      return { Enter: () => editor.commands.splitListItem(name) };
    },
  }),
  HardBreak,
  UndoRedo,
];

export function RichText({ html, isDisabled, onChange, onSettle, titleId, labelId, textId }: RichTextProps) {
  const place = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; the HTML is only what it begins with.
  useEffect(() => {
    if (place.current === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const made = new Editor({
      element: place.current,
      extensions,
      content: html,
      injectCSS: false,
      editorProps: {
        attributes: {
          class: 'rich-text-area prose',
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-labelledby': `${titleId} ${labelId}`,
          'aria-describedby': textId,
        },
      },
      onUpdate() {
        timer ??= setTimeout(hand, afterTypingMs);
      },
      onBlur: hand,
    });
    function hand(): void {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      latest.current(made.isEmpty ? '' : made.getHTML());
    }
    const unsettle = onSettle(hand);
    setEditor(made);
    return () => {
      hand();
      unsettle();
      made.destroy();
    };
  }, []);

  useEffect(() => {
    editor?.setEditable(!isDisabled, false);
  }, [editor, isDisabled]);

  return (
    <div className="rich-text" data-disabled={isDisabled}>
      {editor !== null && <RichTextToolbar editor={editor} isDisabled={isDisabled} />}
      <div ref={place} />
    </div>
  );
}
