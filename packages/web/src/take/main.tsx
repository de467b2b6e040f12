// The page on which a student takes a quiz. Who has no attempt under way is brought to the page of the quiz, where one begins.

import { quizPlace } from '../api/place.ts';
import { AnswerToolsProvider } from '../questions/answer-tools.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { type AttemptSession, openAttemptSession } from './attempt-session.ts';
import { questionInAddress } from './question-in-address.ts';
import { RunningPage } from './running-page.tsx';
import { serverClock } from './server-clock.ts';
import { SessionProvider } from './session-context.ts';
import { takeApi } from './take-api.ts';
import '../questions/questions.css';
import './take.css';

const place = quizPlace();
const isPreview = ['true', '1'].includes(new URLSearchParams(location.search).get('preview') ?? '');
const quizPage = isPreview ? `${place.pages.quiz}?preview=true` : place.pages.quiz;
const api = takeApi(place, isPreview);

/** Does not settle when there is nothing to take: the page is left. */
async function open(): Promise<AttemptSession> {
  const askedAtMs = performance.now();
  const asked = questionInAddress();
  // The question of an old address may be none of this attempt.
  const taking = await api
    .load(asked, 'sign-in')
    .catch((error) => (asked === null ? Promise.reject(error) : api.load(null, 'sign-in')));
  const { attempt } = taking;
  if (attempt === null) {
    location.replace(quizPage);
    return new Promise(() => {});
  }
  document.title = `${taking.quiz.title} · Quizwire`;
  const clock = serverClock(() => performance.now());
  clock.heard(Date.parse(taking.now), askedAtMs, performance.now());
  const results = isPreview ? quizPage : `${place.pages.results}?attempt=${attempt.attempt}`;
  return openAttemptSession(api, taking, attempt, clock, () => location.replace(results));
}

mount(
  <Loaded ask={open}>
    {(session) => (
      <SessionProvider value={session}>
        <AnswerToolsProvider value={session.answerTools}>
          <RunningPage pages={place.pages} />
        </AnswerToolsProvider>
      </SessionProvider>
    )}
  </Loaded>,
);
