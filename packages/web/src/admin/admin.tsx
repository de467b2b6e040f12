// Administration: which of its places the address names, and whether this person has it.

import { urlOf } from '../api/place.ts';
import type { Viewer } from '../api/session.ts';
import { AdminFrame } from './admin-frame.tsx';
import { CoursePage } from './course-page.tsx';
import { CoursesPage } from './courses-page.tsx';
import { HealthPage } from './health-page.tsx';
import { NewCourse } from './new-course.tsx';
import { NewPerson } from './new-person.tsx';
import { PeoplePage } from './people-page.tsx';
import { PersonPage } from './person-page.tsx';
import { isForEverybody, placeOf } from './places.ts';
import { SettingsPage } from './settings-page.tsx';
import { TokensPage } from './tokens-page.tsx';

export function Admin({ viewer }: { viewer: Viewer }) {
  const place = placeOf(location.pathname.slice(urlOf('/admin').length));
  if (!viewer.isAccountAdmin && !isForEverybody(place)) return <NotForYou viewer={viewer} />;
  switch (place.at) {
    case 'people':
      return <PeoplePage viewer={viewer} />;
    case 'new-person':
      return <NewPerson viewer={viewer} />;
    case 'person':
      return <PersonPage viewer={viewer} id={place.id} />;
    case 'courses':
      return <CoursesPage viewer={viewer} />;
    case 'new-course':
      return <NewCourse viewer={viewer} />;
    case 'course':
      return <CoursePage viewer={viewer} id={place.id} />;
    case 'tokens':
      return <TokensPage viewer={viewer} />;
    case 'settings':
      return <SettingsPage viewer={viewer} />;
    case 'health':
      return <HealthPage viewer={viewer} />;
    case 'nowhere':
      return (
        <AdminFrame viewer={viewer} at="nowhere">
          <p className="lede">The address may be wrong.</p>
        </AdminFrame>
      );
  }
}

function NotForYou({ viewer }: { viewer: Viewer }) {
  return (
    <AdminFrame viewer={viewer} at="nowhere" title="You may not see this">
      <p className="lede">
        This is for administrators of the account. Your own access tokens you have yourself.
      </p>
      <div className="row">
        <a className="button" href={urlOf('/courses')}>
          Your courses
        </a>
        <a className="button" href={urlOf('/admin/tokens')}>
          Your access tokens
        </a>
      </div>
    </AdminFrame>
  );
}
