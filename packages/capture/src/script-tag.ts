// The client as one script without modules: `Quizwire.record` for the page's own scripts, and `Quizwire.recorder`, which starts
// by itself when the script tag says where events go. Cookies say who is calling, unless it has a token.

import { csrfHeaders } from './csrf-headers.ts';
import { record } from './record.ts';

/** `data-events-url`, `data-user-key` and so on: options by their names. Those that are no texts are made of texts. */
const { eventsUrl, userKey = '', attempt, ...others } = { ...document.currentScript?.dataset };
const recorder =
  eventsUrl &&
  record({
    headers: csrfHeaders,
    ...others,
    eventsUrl,
    userKey,
    ...(attempt && { attempt: Number(attempt) }),
    trackers: { paste: 'paste' in others, fullscreen: 'fullscreen' in others, answers: 'answers' in others },
  });

Object.assign(globalThis, { Quizwire: { record, csrfHeaders, recorder } });
