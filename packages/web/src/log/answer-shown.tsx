// One answer of the log, whole, as its type of question reads best.

import { useEffect, useState } from 'react';
import { call } from '../api/client.ts';
import { urlOf } from '../api/place.ts';
import { answerWords } from './answer-words.ts';
import { HtmlOrSource } from './html-or-source.tsx';
import type { LogQuestion } from './log-questions.ts';
import { WrittenHtml } from './written-html.tsx';

interface AnswerShownProps {
  /** Undefined when the attempt's questions are not known. */
  question: LogQuestion | undefined;
  answer: unknown;
}

export function AnswerShown({ question, answer }: AnswerShownProps) {
  const words = answerWords(question, answer);
  switch (words.is) {
    case 'nothing':
      return <p className="muted">No answer</p>;
    case 'text':
      return (
        <p className="typed" dir="auto">
          {words.text}
        </p>
      );
    case 'html':
      return (
        <HtmlOrSource html={words.html} of="the answer">
          <WrittenHtml html={words.html} />
        </HtmlOrSource>
      );
    case 'choices':
      return (
        <ul className="plain-list chosen-list">
          {words.choices.map(({ id, text, isChosen }) => (
            <li key={id} className={isChosen ? 'strong' : 'muted'}>
              <span className="chosen-mark" aria-hidden="true">
                {isChosen ? '●' : '○'}
              </span>
              <span dir="auto">
                {text}
                {isChosen && <span className="visually-hidden"> (chosen)</span>}
              </span>
            </li>
          ))}
        </ul>
      );
    case 'pairs':
      return (
        <ul className="plain-list">
          {words.pairs.map(({ left, right }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a page may name a side twice
            <li key={at}>
              <span dir="auto">{left}</span>
              <span aria-hidden="true"> → </span>
              <span className="visually-hidden">, matched with </span>
              <Filled text={right} />
            </li>
          ))}
        </ul>
      );
    case 'blanks':
      return (
        <ul className="plain-list">
          {words.blanks.map(({ name, text }) => (
            <li key={name}>
              <span className="muted" dir="auto">
                {name}:
              </span>{' '}
              <Filled text={text} />
            </li>
          ))}
        </ul>
      );
    case 'files':
      return (
        <ul className="plain-list">
          {words.ids.map((id) => (
            <li key={id}>
              <AnswerFile id={id} />
            </li>
          ))}
        </ul>
      );
    case 'data':
      return (
        <div className="stack stack-sm">
          <p className="muted small">This does not fit the question; it is shown as it came.</p>
          <pre className="code as-source">{words.json}</pre>
        </div>
      );
  }
}

function Filled({ text }: { text: string | null }) {
  return text === null ? (
    <span className="muted">nothing</span>
  ) : (
    <span className="strong" dir="auto">
      {text}
    </span>
  );
}

/** By its name, as soon as the server has told it; a page may have named a file that there is not. */
function AnswerFile({ id }: { id: string }) {
  const isId = /^\d{1,16}$/.test(id);
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    if (!isId) return;
    const asking = new AbortController();
    call<{ display_name: string }>('GET', `/api/v1/files/${id}`, { signal: asking.signal }).then(
      (file) => setName(file.display_name),
      () => {},
    );
    return () => asking.abort();
  }, [id, isId]);
  if (!isId) return <span dir="auto">file {id}</span>;
  return (
    <a href={urlOf(`/files/${id}/download`)} dir="auto">
      {name ?? `File ${id}`}
    </a>
  );
}
