// The frame of the pages of staff: the shell, with the areas that this person has, and the pages beside this one.

import type { ReactNode } from 'react';
import { type QuizPlace, urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { type Crumb, Shell } from './shell.tsx';

/** A page beside this one. */
export interface Section {
  name: string;
  url: string;
}

interface StaffShellProps {
  viewer: Viewer;
  crumbs?: readonly Crumb[];
  sections?: readonly Section[];
  /** The name of the section one is in. */
  section?: string;
  children: ReactNode;
}

export function StaffShell({ viewer, crumbs = [], sections = [], section, children }: StaffShellProps) {
  const areas = viewer.isAccountAdmin
    ? [
        { name: 'Courses', url: urlOf('/courses') },
        { name: 'Deliveries', url: urlOf('/console') },
        { name: 'Administration', url: urlOf('/admin') },
      ]
    : [];
  return (
    <Shell userName={viewer.name} crumbs={crumbs} areas={areas} isWide>
      {sections.length > 0 && (
        <nav className="sections" aria-label="Pages here" ref={showCurrent}>
          {sections.map(({ name, url }) => (
            <a key={name} href={url} {...(name === section ? { 'aria-current': 'page' as const } : {})}>
              {name}
            </a>
          ))}
        </nav>
      )}
      {children}
    </Shell>
  );
}

/** On a phone the section one is in may be beyond the edge. */
function showCurrent(nav: HTMLElement | null): void {
  const current = nav?.querySelector<HTMLElement>('[aria-current]');
  if (nav === null || current == null) return;
  nav.scrollLeft = current.offsetLeft - nav.offsetLeft - (nav.clientWidth - current.offsetWidth) / 2;
}

/** What staff have of a quiz. */
export function quizSections({ pages, courseId }: QuizPlace): Section[] {
  return [
    { name: 'Quiz', url: pages.quiz },
    { name: 'Live', url: `${pages.quiz}/live` },
    { name: 'Attempts', url: `${pages.quiz}/attempts` },
    ...courseSections(courseId),
  ];
}

/** A course for those who teach it and for admins: its quizzes, settings and people. */
export function courseUrl(courseId: number | string): string {
  return urlOf(`/admin/courses/${courseId}`);
}

/** What staff have of a course. */
export function courseSections(courseId: number | string): Section[] {
  return [
    { name: 'Gradebook', url: urlOf(`/courses/${courseId}/gradebook`) },
    { name: 'Course', url: courseUrl(courseId) },
  ];
}
