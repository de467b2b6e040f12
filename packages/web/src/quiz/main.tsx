// The page of a quiz, before and after taking it.

import type { ReactNode } from 'react';
import { call } from '../api/client.ts';
import { deliverLeftEvents } from '../api/event-delivery.ts';
import { quizPlace } from '../api/place.ts';
import { viewer } from '../api/session.ts';
import type { Taking } from '../api/taking.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { QuizPage } from './quiz-page.tsx';

const place = quizPlace();

/** Who edits the quiz takes it as a preview, and is shown how that stands. */
async function ask(): Promise<ReactNode> {
  const [{ permissions }, taking] = await Promise.all([
    call<{ permissions: { preview: boolean; grade: boolean } }>('GET', place.api),
    call<Taking>('GET', `${place.api}/taking`),
  ]);
  deliverLeftEvents(taking);
  if (!permissions.preview) return <QuizPage place={place} taking={taking} />;
  const [preview, person, { StaffQuiz }] = await Promise.all([
    call<Taking>('GET', `${place.api}/taking?preview=true`),
    viewer(),
    // Nobody else has to load it.
    import('./staff-quiz.tsx'),
  ]);
  return <StaffQuiz place={place} taking={preview} viewer={person} isGrader={permissions.grade} />;
}

mount(<Loaded ask={ask}>{(page) => page}</Loaded>);
