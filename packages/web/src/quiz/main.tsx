// The page of a quiz, before and after taking it.

import { ApiError, call } from '../api/client.ts';
import { quizPlace } from '../api/place.ts';
import type { Taking } from '../api/taking.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { QuizPage } from './quiz-page.tsx';

const place = quizPlace();

/** Who cannot take the quiz may be one of those who edit it: they are shown how their preview stands. */
async function ask(): Promise<{ taking: Taking; isEditor: boolean }> {
  const taking = await call<Taking>('GET', `${place.api}/taking`);
  if (taking.closed_because?.code !== 'not_allowed') return { taking, isEditor: false };
  try {
    return { taking: await call<Taking>('GET', `${place.api}/taking?preview=true`), isEditor: true };
  } catch (error) {
    if (error instanceof ApiError && error.status === 403 && !error.isPassing)
      return { taking, isEditor: false };
    throw error;
  }
}

mount(<Loaded ask={ask}>{(answer) => <QuizPage place={place} {...answer} />}</Loaded>);
