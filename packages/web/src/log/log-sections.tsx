// The ways to look at one attempt, beside each other.

import { go } from '../shell/address.ts';
import type { LogProps } from './log-props.ts';
import { keptQuery, type LogView, logUrl, momentText } from './log-views.ts';

const views: readonly { name: string; view: LogView }[] = [
  { name: 'Timeline and actions', view: { is: 'timeline' } },
  { name: 'Questions', view: { is: 'question', questionId: null } },
  { name: 'Answer table', view: { is: 'answers' } },
  { name: 'Answers at a moment', view: { is: 'moment' } },
];

export function LogSections({ place, log, state, view }: LogProps & { view: LogView }) {
  const query = keptQuery(state);
  // The cursor of the answers stands in the timeline too.
  if (state.atMs !== null) query.set('at', momentText(state.atMs));
  return (
    <nav className="log-sections" aria-label="Views of this attempt">
      {views.map(({ name, view: other }) => (
        <PlainLink
          key={name}
          url={logUrl(place, log.quizSubmission.id, other, query)}
          isCurrent={other.is === view.is}
        >
          {name}
        </PlainLink>
      ))}
    </nav>
  );
}

interface PlainLinkProps {
  url: string;
  isCurrent?: boolean;
  className?: string;
  /** False where it is one of very many, and other ways lead there. */
  isTabStop?: boolean;
  children: React.ReactNode;
}

/** To another place of this page: what was read stays. With a key held it is a link as any other. */
export function PlainLink({ url, isCurrent = false, className, isTabStop = true, children }: PlainLinkProps) {
  return (
    <a
      href={url}
      {...(className === undefined ? {} : { className })}
      {...(isTabStop ? {} : { tabIndex: -1 })}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        go(url);
      }}
    >
      {children}
    </a>
  );
}
