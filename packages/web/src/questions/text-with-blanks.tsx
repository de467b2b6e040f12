// Blanks and dropdowns in their places inside the text of the question. The text stands as the author wrote it; the controls
// are put into it.

import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { SafeHtml } from '../shell/safe-html.tsx';
import type { AnswerProps } from './answer-props.ts';
import { BlankControl } from './blank-control.tsx';
import { placesOfBlanks } from './places-of-blanks.ts';

export function TextWithBlanks(props: AnswerProps) {
  const { question, textId } = props;
  const { blanks, question_text: text } = question;
  const { html, missing } = useMemo(
    () =>
      placesOfBlanks(
        text,
        blanks.map(({ name }) => name),
      ),
    [text, blanks],
  );
  const holder = useRef<HTMLDivElement>(null);
  const [places, setPlaces] = useState<ReadonlyMap<number, Element>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the places are other elements when the HTML is another.
  useLayoutEffect(() => {
    const found = [...(holder.current?.querySelectorAll('[data-place]') ?? [])];
    setPlaces(new Map(found.map((element) => [Number(element.getAttribute('data-place')), element])));
  }, [html]);
  return (
    <>
      <SafeHtml id={textId} ref={holder} className="prose question-text" html={html} />
      {[...places].map(([index, place]) => createPortal(<BlankControl {...props} index={index} />, place))}
      {missing.length > 0 && (
        <div className="stack stack-sm">
          {missing.map((index) => (
            <div key={index} className="row">
              <span className="field-label">{blanks[index]?.name}</span>
              <BlankControl {...props} index={index} />
            </div>
          ))}
        </div>
      )}
    </>
  );
}
