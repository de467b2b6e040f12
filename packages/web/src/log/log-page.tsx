// The log of one attempt: its head, and below it the view that the address names.

import { useEffect } from 'react';
import type { Viewer } from '../api/session.ts';
import { usePath } from '../shell/address.ts';
import { courseUrl, quizSections, StaffShell } from '../shell/staff-shell.tsx';
import { AnswerTable } from './answer-table.tsx';
import { AnswersAt } from './answers-at.tsx';
import type { LogProps } from './log-props.ts';
import { LogSections } from './log-sections.tsx';
import { type LogView, logViewOf } from './log-views.ts';
import { QuestionView } from './question-view.tsx';
import { SessionHead } from './session-head.tsx';
import { TimelineView } from './timeline-view.tsx';
import { useArrival } from './use-arrival.ts';

interface LogPageProps extends LogProps {
  viewer: Viewer;
  onReload: () => void;
}

export function LogPage({ viewer, onReload, ...props }: LogPageProps) {
  const { place, log } = props;
  const view = logViewOf(usePath());
  const arrival = useArrival(JSON.stringify(view));
  const who = log.studentName ?? 'Anonymous student';
  useEffect(() => {
    document.title = `Log of ${who} · ${log.quiz.title} · Quizwire`;
  }, [who, log.quiz.title]);
  const crumbs = [
    { name: log.courseName, url: courseUrl(place.courseId) },
    { name: log.quiz.title, url: place.pages.quiz },
    { name: 'Attempts', url: `${place.pages.quiz}/attempts` },
    { name: who },
  ];
  return (
    <StaffShell viewer={viewer} crumbs={crumbs} sections={quizSections(place)} section="Attempts">
      <div className="stack log">
        <SessionHead {...props} who={who} view={view} onReload={onReload} />
        <LogSections {...props} view={view} />
        <div className="stack" ref={arrival} tabIndex={-1}>
          <View {...props} view={view} />
        </div>
      </div>
    </StaffShell>
  );
}

function View({ view, ...props }: LogProps & { view: LogView }) {
  switch (view.is) {
    case 'timeline':
      return <TimelineView {...props} />;
    case 'question':
      return <QuestionView {...props} />;
    case 'answers':
      return <AnswerTable {...props} />;
    case 'moment':
      return <AnswersAt {...props} />;
  }
}
