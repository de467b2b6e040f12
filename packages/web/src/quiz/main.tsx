// The page of a quiz, before and after taking it.

import { call } from '../api/client.ts';
import { deliverLeftEvents } from '../api/event-delivery.ts';
import { quizPlace } from '../api/place.ts';
import type { Taking } from '../api/taking.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { QuizPage } from './quiz-page.tsx';

const place = quizPlace();

/** Who edits the quiz takes it as a preview, and is shown how that stands. */
async function ask(): Promise<{ taking: Taking; isEditor: boolean }> {
  const [quiz, taking] = await Promise.all([
    call<{ permissions: { preview: boolean } }>('GET', place.api),
    call<Taking>('GET', `${place.api}/taking`),
  ]);
  deliverLeftEvents(taking);
  if (!quiz.permissions.preview) return { taking, isEditor: false };
  return { taking: await call<Taking>('GET', `${place.api}/taking?preview=true`), isEditor: true };
}

mount(<Loaded ask={ask}>{(answer) => <QuizPage place={place} {...answer} />}</Loaded>);
