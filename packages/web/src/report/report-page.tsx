// The report of one attempt, from top to bottom as it is printed.

import { useEffect, useMemo } from 'react';
import { type QuizPlace, urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import type { AttemptLog } from '../log/attempt-log.ts';
import { LogLimits, MeaningTable } from '../log/meaning-table.tsx';
import { readLog } from '../log/read-log.ts';
import { courseUrl, quizSections, StaffShell } from '../shell/staff-shell.tsx';
import { ReportAbsences } from './report-absences.tsx';
import { ReportActions } from './report-actions.tsx';
import { ReportAnswers } from './report-answers.tsx';
import { ReportHead } from './report-head.tsx';
import { ReportPages } from './report-pages.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportToolbar } from './report-toolbar.tsx';

interface ReportPageProps {
  viewer: Viewer;
  place: QuizPlace;
  log: AttemptLog;
}

export function ReportPage({ viewer, place, log }: ReportPageProps) {
  const read = useMemo(() => readLog(log), [log]);
  const isOwn = log.quizSubmission.user_id === viewer.id;
  const who = log.studentName ?? 'Anonymous student';
  useEffect(() => {
    // What browsers propose as the name of the file.
    document.title = `Report - ${who} - ${log.quiz.title} - attempt ${log.attempt}`;
  }, [who, log.quiz.title, log.attempt]);
  const crumbs = [
    { name: log.courseName, url: isOwn ? urlOf('/courses') : courseUrl(place.courseId) },
    { name: log.quiz.title, url: place.pages.quiz },
    { name: 'Report' },
  ];
  return (
    <StaffShell
      viewer={viewer}
      crumbs={crumbs}
      {...(isOwn ? {} : { sections: quizSections(place), section: 'Attempts' })}
    >
      <ReportToolbar place={place} log={log} isOwn={isOwn} />
      <article className="report">
        <ReportHead log={log} read={read} who={who} />
        <ReportSection title="What this record can and cannot prove">
          <LogLimits />
        </ReportSection>
        <ReportAbsences log={log} zeroMs={read.zeroMs} />
        <ReportPages log={log} />
        <ReportAnswers log={log} zeroMs={read.zeroMs} />
        <ReportActions read={read} />
        <ReportSection title="What each line can and cannot mean">
          <MeaningTable />
        </ReportSection>
      </article>
    </StaffShell>
  );
}
