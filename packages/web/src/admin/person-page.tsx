// One person: what is kept of them, the courses they are in, their access tokens.

import { useCallback } from 'react';
import { call } from '../api/client.ts';
import type { Viewer } from '../api/session.ts';
import { AskedPart, useAsked } from '../shell/asked.tsx';
import { ZoneChoice } from '../shell/zone-choice.tsx';
import { AdminFrame } from './admin-frame.tsx';
import { PersonEnrollments } from './person-enrollments.tsx';
import { type KnownPerson, PersonForm } from './person-form.tsx';
import { Tokens } from './tokens.tsx';

export function PersonPage({ viewer, id }: { viewer: Viewer; id: number }) {
  const asked = useAsked(
    useCallback((signal) => call<KnownPerson>('GET', `/api/v1/users/${id}/profile`, { signal }), [id]),
  );
  return (
    <AdminFrame viewer={viewer} at="person" {...(asked.answer && { title: asked.answer.name })}>
      <AskedPart asked={asked}>
        {(person) => (
          <>
            <PersonForm person={person} onSaved={asked.again} />
            <PersonEnrollments userId={id} />
            <Tokens userId={id} ownerName={id === viewer.id ? null : person.name} />
            <ZoneChoice />
          </>
        )}
      </AskedPart>
    </AdminFrame>
  );
}
