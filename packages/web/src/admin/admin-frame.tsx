// The frame of a place of administration: the sections beside it, the way to it, its title.

import { type ReactNode, useEffect } from 'react';
import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import type { Crumb } from '../shell/shell.tsx';
import { StaffShell } from '../shell/staff-shell.tsx';
import './admin.css';
import { type AdminPlace, placeNames } from './places.ts';

interface AdminFrameProps {
  viewer: Viewer;
  at: AdminPlace['at'];
  /** Of what the place shows; that of the place if absent. */
  title?: string;
  /** At the end of the line of the title. */
  action?: ReactNode;
  children: ReactNode;
}

export function AdminFrame({ viewer, at, title = placeNames[at].title, action, children }: AdminFrameProps) {
  useEffect(() => {
    document.title = viewer.isAccountAdmin ? `${title} · Administration` : title;
  }, [title, viewer.isAccountAdmin]);
  const { section, isBelow = false } = placeNames[at];
  const sections = viewer.isAccountAdmin ? adminSections() : [];
  const over = isBelow ? sections.filter(({ name }) => name === section) : [];
  const crumbs: Crumb[] = viewer.isAccountAdmin
    ? [{ name: 'Administration', url: urlOf('/admin') }, ...over, { name: title }]
    : [{ name: 'Your courses', url: urlOf('/courses') }, { name: title }];
  return (
    <StaffShell viewer={viewer} crumbs={crumbs} sections={sections} section={section}>
      <div className="stack stack-lg">
        <div className="row row-apart">
          <h1 className="title" dir="auto">
            {title}
          </h1>
          {action}
        </div>
        {children}
      </div>
    </StaffShell>
  );
}

function adminSections() {
  return [
    { name: 'People', url: urlOf('/admin/people') },
    { name: 'Courses', url: urlOf('/admin/courses') },
    { name: 'Your tokens', url: urlOf('/admin/tokens') },
    { name: 'Settings', url: urlOf('/admin/settings') },
    { name: 'Health', url: urlOf('/admin/health') },
  ];
}
