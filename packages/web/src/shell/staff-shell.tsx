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
        <nav className="sections" aria-label="Pages here">
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

/** What staff have of a quiz. */
export function quizSections({ pages, courseId }: QuizPlace): Section[] {
  return [
    { name: 'Quiz', url: pages.quiz },
    { name: 'Live', url: `${pages.quiz}/live` },
    { name: 'Attempts', url: `${pages.quiz}/attempts` },
    ...courseSections(courseId),
  ];
}

/** What staff have of a course. */
export function courseSections(courseId: number | string): Section[] {
  return [
    { name: 'Gradebook', url: urlOf(`/courses/${courseId}/gradebook`) },
    { name: 'Course', url: urlOf(`/admin/courses/${courseId}`) },
  ];
}
