// A link from one view of a log to another; it keeps the attempt and, unless another is wanted, the selected event.

import type { ReactNode } from 'react';
import type { LogProps } from './log-props.ts';
import { PlainLink } from './log-sections.tsx';
import { keptQuery, type LogView, logUrl } from './log-views.ts';

interface LogLinkProps extends LogProps {
  view: LogView;
  eventId?: string;
  className?: string;
  isCurrent?: boolean;
  children: ReactNode;
}

export function LogLink({ log, place, state, view, eventId, ...rest }: LogLinkProps) {
  const query = keptQuery({ attempt: state.attempt, eventId: eventId ?? state.eventId });
  return <PlainLink {...rest} url={logUrl(place, log.quizSubmission.id, view, query)} />;
}
