// The page of what came of an attempt.

import { call } from '../api/client.ts';
import { deliverLeftEvents } from '../api/event-delivery.ts';
import { quizPlace } from '../api/place.ts';
import type { Results } from '../api/taking.ts';
import { Loaded } from '../shell/loaded.tsx';
import { mount } from '../shell/mount.tsx';
import { ResultsPage } from './results-page.tsx';

const place = quizPlace();
const asked = new URLSearchParams(location.search);

/** Only what the route knows is handed on. Asked once for good: results that are shown once are seen by it. */
const answer = (() => {
  const query = new URLSearchParams();
  for (const name of ['attempt', 'preview']) {
    const value = asked.get(name);
    if (value !== null) query.set(name, value);
  }
  return query.size === 0 ? '' : `?${query}`;
})();

async function ask(): Promise<Results> {
  const results = await call<Results>('GET', `${place.api}/results${answer}`);
  deliverLeftEvents(results);
  return results;
}

mount(<Loaded ask={ask}>{(results) => <ResultsPage place={place} results={results} />}</Loaded>);
